"""What a command does not need it does not load: a rank of ten posts is no slower for what fetching needs."""

import subprocess
import sys
from pathlib import Path

import pytest
from tests.cli.commands import EXAMPLES, NOW, triage

NETWORK = {"httpx", "httpcore", "ssl", "asyncio", "feedparser", "sqlite3"}
RUN_AND_TELL = """
import sys
from mentiontriage.cli import main
sys.argv = ["triage", *sys.argv[1:]]
try:
    main()
except SystemExit as left:
    assert not left.code, left.code
print(*sorted(sys.modules), file=sys.stderr, sep="\\n")
"""


def list_loaded(*arguments: str | Path) -> set[str]:
    """Run a command and list the modules that it left loaded."""
    command = [sys.executable, "-c", RUN_AND_TELL, *map(str, arguments)]
    ended = subprocess.run(command, capture_output=True, check=True, timeout=60)
    return set(ended.stderr.decode().split())


def test_help_loads_neither_network_nor_terminal_library_nor_lexicon() -> None:
    loaded = list_loaded("--help")
    assert loaded >= {"mentiontriage.cli", "typer"}
    libraries = {"rich", "pydantic", "msgspec", "vaderSentiment", "platformdirs", "mentiontriage.readers._zstd"}
    assert loaded.isdisjoint(NETWORK | libraries | {"mentiontriage.config"})


def test_ranking_ten_posts_loads_nothing_of_the_network_and_only_the_format_it_prints(tmp_path: Path) -> None:
    posts = tmp_path / "ten.jsonl"
    lines = (EXAMPLES / "brightwell.ndjson").read_text(encoding="utf-8").splitlines(keepends=True)
    posts.write_text("".join(lines[:10]), encoding="utf-8")
    loaded = list_loaded("rank", posts, "--format", "jsonl", "--now", NOW, "--quiet")
    assert loaded >= {"mentiontriage.scoring", "vaderSentiment"}
    # typer parses every option through pydantic itself; nothing of ours asks for it.
    assert loaded.isdisjoint(NETWORK | {"rich", "mentiontriage.formats.html", "mentiontriage.store"})


def test_the_desk_loads_nothing_that_reads_files(tmp_path: Path) -> None:
    store = tmp_path / "triage.db"
    assert triage("import", EXAMPLES / "brightwell.ndjson", "--store", store, "--now", NOW, "--quiet").code == 0
    loaded = list_loaded("queue", "--store", store, "--now", NOW, "--output", tmp_path / "queue.txt")
    assert loaded >= {"mentiontriage.worklist", "sqlite3"}
    assert loaded.isdisjoint({"mentiontriage.collect", "mentiontriage.readers._open", "feedparser"})


def test_no_language_but_the_posts_own_has_its_phrases_read(tmp_path: Path) -> None:
    posts = tmp_path / "one.jsonl"
    posts.write_text('{"id": "1", "text": "still no refund", "lang": "en"}\n', encoding="utf-8")
    code = (
        "from mentiontriage.signals._phrases import load_phrases\n"
        "from mentiontriage.signals._phrase_words import compile_phrase\n"
        "from mentiontriage.cli import main; import sys\n"
        f"sys.argv = ['triage', 'rank', {str(posts)!r}, '--now', {NOW!r}, '--quiet']\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        "print(load_phrases.cache_info().currsize, compile_phrase.cache_info().currsize, file=sys.stderr)\n"
    )
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, timeout=60)
    books, patterns = map(int, ended.stderr.decode().split())
    assert books == 1
    assert patterns < 20  # of some seven hundred phrases


@pytest.mark.parametrize(
    "command", ["--help", "rank --nonsense", "rank /nowhere", f"rank - -f json --top 3 --now {NOW}"]
)
def test_what_starts_with_its_libraries_loaded_tells_what_starts_anew_tells(command: str) -> None:
    posts = (EXAMPLES / "brightwell.ndjson").read_bytes()
    loaded, anew = (triage(*command.split(), stdin=posts, **more) for more in ({}, {"PYTHONHASHSEED": "0"}))
    assert loaded == anew
    assert loaded.out or loaded.err

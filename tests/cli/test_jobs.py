"""--jobs changes how long it takes and nothing else."""

import gzip
import random
from pathlib import Path

import msgspec
import pytest
from tests.cli.commands import NOW, Finished, triage

TEXTS = (
    "still no refund, nobody answers", "what a lovely kettle", "where is my order?", "it caught fire!", "完了",
    "worst service EVER, three weeks without a washing machine", "thinking of buying the big one", "ok",
)  # fmt: skip


def write_posts(path: Path, count: int, seed: int) -> None:
    """Write posts with copies, answers of strangers and ours, reposts of what is there or is not, and broken lines."""
    draw = random.Random(seed)  # noqa: S311 (a repeatable story, no secret)
    lines = []
    for number in range(count):
        ident = draw.randrange(count * 2)
        row: dict[str, object] = {
            "id": f"p{ident % count}",
            "source": "x",
            "text": f"{draw.choice(TEXTS)} {ident}",
            "created_at": f"2026-11-{1 + ident % 20:02}T{ident % 24:02}:00:00Z",
            "author": {"handle": f"h{ident % 90}", "followers": draw.randrange(10 ** draw.randrange(1, 7))},
        }
        if number % 7 == 1:
            row["in_reply_to"] = f"p{draw.randrange(count)}"
            row["ours"] = number % 5 == 1
        if number % 11 == 1:
            row = {key: row[key] for key in ("source", "author")} | {"repost_of": f"p{draw.randrange(count * 2)}"}
            row["text"] = "RT @ada: it broke again"
        lines.append(msgspec.json.encode(row) if number % 97 else b'{"broken')
    path.write_bytes(b"\n".join(lines))


@pytest.fixture(scope="module")
def posts(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    folder = tmp_path_factory.mktemp("posts")
    for number, count in enumerate((6_000, 40, 900)):
        write_posts(folder / f"{number}.jsonl", count, number)
    packed = folder / "2.jsonl.gz"
    packed.write_bytes(gzip.compress((folder / "2.jsonl").read_bytes()))
    return [str(folder / "0.jsonl"), str(folder / "1.jsonl"), str(packed)]


def tell(command: str, posts: list[str], *options: str, jobs: int) -> Finished:
    return triage(command, *posts, "--now", NOW, "--verbose", "--jobs", str(jobs), *options)


@pytest.mark.parametrize(
    ("command", "options"),
    [
        ("rank", ("--format", "json", "--top", "15")),
        ("rank", ("--format", "json", "--counts")),
        ("rank", ("--format", "json", "--top", "15", "--newer", "9d", "--older", "2d")),
        ("rank", ("--format", "jsonl", "--top", "0", "--lane", "all")),
        ("score", ()),
    ],
)
def test_any_number_of_jobs_gives_the_same_bytes(posts: list[str], command: str, options: tuple[str, ...]) -> None:
    alone = tell(command, posts, *options, jobs=1)
    assert alone.code == 0
    assert "skipped" in alone.err
    for jobs in (2, 3, 5):
        assert tell(command, posts, *options, jobs=jobs) == alone


def test_notes_are_told_in_one_order_wherever_in_the_input_the_reason_for_each_stands(tmp_path: Path) -> None:
    """Of tickets some are called solved where nobody wrote, and others hold notes among colleagues."""

    def write_ticket(number: int, status: str, *, public: bool) -> bytes:
        asked = {"id": number * 2, "author_id": 7, "body": "still no refund, nobody answers", "public": True}
        noted = {"id": number * 2 + 1, "author_id": 8, "body": "who takes this one?", "public": public}
        ticket = {"requester_id": 7, "assignee_id": 8, "status": status, "id": number, "subject": "a refund"}
        return msgspec.json.encode({"ticket": ticket, "comments": [asked, noted]})

    solved = [write_ticket(number, "solved", public=True) for number in range(1, 200)]
    noted = [write_ticket(number, "open", public=False) for number in range(200, 400)]
    for name, tickets in (("one", solved + noted), ("other", noted + solved)):
        file = tmp_path / f"{name}.jsonl"
        file.write_bytes(b"\n".join(tickets))
        alone = tell("rank", [str(file)], "--top", "0", jobs=1)
        assert alone.err.count("note ") > 1
        assert tell("rank", [str(file)], "--top", "0", jobs=2) == alone


def test_a_stream_is_ranked_the_same(posts: list[str]) -> None:
    content = Path(posts[0]).read_bytes()
    alone, together = (triage("score", "--now", NOW, "--jobs", str(jobs), stdin=content) for jobs in (1, 2))
    assert together.out == alone.out
    assert alone.out


def test_less_than_one_job_is_refused(posts: list[str]) -> None:
    assert triage("rank", posts[0], "--jobs", "0").code == 2

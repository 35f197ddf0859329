"""A plug-in is one file in a folder, found by scanning and loaded when asked for."""

import sys
from pathlib import Path

import pytest

from mentiontriage import formats, plugins, readers, signals
from mentiontriage.errors import UsageError
from mentiontriage.formats import Format
from mentiontriage.ranking import FACTORS
from mentiontriage.readers import Reader
from mentiontriage.signals import Signal

KINDS = [(formats, Format), (readers, Reader), (signals, Signal)]


@pytest.mark.parametrize(("folder", "kind"), KINDS)
def test_a_plugin_is_called_as_its_file_is(folder: object, kind: type[Format | Reader | Signal]) -> None:
    package = folder.__name__  # type: ignore[attr-defined]
    for name in plugins.list_names(package):
        plugin = plugins.load(package, name, kind)
        assert plugin.name == name
        assert plugin.summary


def test_every_factor_of_the_formula_is_a_signal_that_says_it_is_one() -> None:
    roles = {signal.name: signal.role for signal in plugins.load_all(signals.__name__, Signal)}
    factors = {name for name, role in roles.items() if role == "factor"}
    assert factors == set(FACTORS), "what is multiplied is named in ranking.FACTORS"


def test_a_name_that_does_not_exist_is_answered_with_those_that_do() -> None:
    with pytest.raises(UsageError, match=r"no format called 'pdf'.*table"):
        plugins.load(formats.__name__, "pdf", Format)


def test_a_file_without_its_constant_is_a_fault_in_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "shelf"
    folder.mkdir()
    (folder / "__init__.py").write_text("")
    (folder / "empty_one.py").write_text("")
    (folder / "_shared.py").write_text("")
    monkeypatch.syspath_prepend(str(tmp_path))
    assert plugins.list_names("shelf") == ("empty-one",)
    with pytest.raises(TypeError, match=r"must end in FORMAT"):
        plugins.load("shelf", "empty-one", Format)
    sys.modules.pop("shelf")


def test_listing_loads_no_plugin() -> None:
    import subprocess

    script = (
        "import sys\nfrom mentiontriage import plugins\nplugins.list_names('mentiontriage.formats')\n"
        "print([name for name in sys.modules if name.startswith('mentiontriage.formats.')])"
    )
    finished = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert finished.stdout.strip() == "[]"

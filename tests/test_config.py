"""The settings file: what cannot be is refused with the file and the reason, not found out at night."""

from pathlib import Path

import pytest

from mentiontriage.config import load_settings
from mentiontriage.errors import ConfigError


def load(tmp_path: Path, text: str) -> str:
    path = tmp_path / "config.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError) as told:
        load_settings(path)
    assert str(path) in str(told.value)
    return str(told.value)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('colour = "red"', "there is no setting 'colour'; there are: brand, handles, competitors, target_hours, "),
        ("[complaint]\nrate = 1", "there is no setting 'rate' under complaint; there are: model, base_rate"),
        ('[[brands]]\nname = "A"\nhandels = []', "there is no setting 'handels' under brands["),
        ('[[brands]]\nname = "A"\nhandels = []', "; there are: name, names, handles, hashtags, domains, exclude, "),
        ('target_hours = "two"', "target_hours is a text; it must be a number"),
        ("brand = 7", "brand is a whole number; it must be a text"),
        ('handles = "@acme"', "handles is a text; it must be a list"),
        ("[[brands]]\nname = 1", ".name is a whole number; it must be a text"),
        ("[returns]\npeople = 2.5", "returns.people is a number; it must be a whole number"),
        ("[[brands]]\nnames = []", "brands[0] lacks its name"),
        ("[complaint]\nbase_rate = 2", "complaint.base_rate: Expected `float` < 1.0"),
        ("complaint = 1", "complaint is a whole number; it must be a table"),
    ],
)
def test_what_does_not_fit_is_told_in_the_words_of_the_file(tmp_path: Path, text: str, told: str) -> None:
    assert told in load(tmp_path, text)


def test_a_file_that_is_no_text_is_told_as_that(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_bytes(b'brand = "\xff"')
    with pytest.raises(ConfigError, match=r"config.toml: it is no text in UTF-8 \(byte 9\)"):
        load_settings(path)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("target_hours = 0", "target_hours"),
        ("target_hours = inf", "target_hours"),
        ("target_hours = 1e-310", "at least a minute"),
        ("target_hours = 1e300", "ten years"),
        ("[targets.lanes]\ncomplaint = inf", "the target of complaint"),
        ("[targets]\noutside = nan", "targets.outside"),
        ("threshold = 0.1", "unsure"),
        ("keep_payload_days = 1000000", "keep_payload_days"),
        ("[returns]\ndays = -5", "returns.days"),
        ("[returns]\ngrowth = 0", "returns.growth"),
        ("[returns]\npeople = -1", "returns.people"),
        ("[tiers]\ngold = 3", "tiers.gold"),
        ('competitors = [""]', "empty"),
        ('[[brands]]\nname = " "', "empty"),
        ('[[brands]]\nname = "Acme"\nnames = ["Acme", ""]', "empty"),
        ("colour = 1", "colour"),
        ("brand = ", "Invalid value"),
    ],
)
def test_what_cannot_be_is_refused_with_its_name_and_file(tmp_path: Path, text: str, named: str) -> None:
    assert named in load(tmp_path, text)


def test_a_model_is_looked_for_beside_the_settings_and_not_where_a_cron_job_starts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "config.toml"
    path.write_text('[complaint]\nmodel = "my.model"')
    assert load_settings(path).complaint.model == str(tmp_path / "my.model")
    path.write_text('[complaint]\nmodel = "/srv/my.model"')
    assert load_settings(path).complaint.model == "/srv/my.model"
    monkeypatch.setenv("HOME", "/home/ada")
    path.write_text('[complaint]\nmodel = "~/my.model"')
    assert load_settings(path).complaint.model == "/home/ada/my.model"


def test_a_mark_that_an_editor_writes_before_the_text_is_no_fault(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_bytes(b'\xef\xbb\xbfbrand = "Acme"')
    assert load_settings(path).brand == "Acme"

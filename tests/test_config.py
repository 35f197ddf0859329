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
        ("[complaint]\nbase_rate = 2", "complaint.base_rate is 2.0; it must be a share above 0 and below 1"),
        ("[complaint]\nbase_rate = nan", "complaint.base_rate is nan; it must be a share"),
        ("complaint = 1", "complaint is a whole number; it must be a table"),
        ("handles = 2026-11-20", "handles is a date; it must be a list"),
        ("target_hours = 04:00:00", "target_hours is a time of day; it must be a number"),
        ("brand = 2026-11-20T12:00:00Z", "brand is a date with a time; it must be a text"),
        ('"co\\nlour" = 1', r"there is no setting 'co\nlour'; there are: brand"),
        ('[tiers]\ngold = 1.5\nvip = "1.5"', "tiers.vip is a text; it must be a number"),
        ("[targets.lanes]\ncomplaint = true", "targets.lanes.complaint is true or false; it must be a number"),
        ('[credentials]\nx = {token = 1}\ny = "z"', "credentials.x.token is a whole number; it must be a text"),
        ('sources = {feed = "https://acme.example"}', "sources.feed is a text; it must be a table"),
    ],
)
def test_what_does_not_fit_is_told_in_the_words_of_the_file(tmp_path: Path, text: str, told: str) -> None:
    assert told in load(tmp_path, text)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('brand = "A"\nbrand = "B"\n', "line 2 (brand): it is set already, further up; keep one of the two"),
        ("[tiers]\ngold = 1.5\n\n[tiers]\n", "line 4 ([tiers]): it is set already"),
        ("tiers = {gold = 1.5, gold = 1.4}", "line 1 (tiers): it is set already"),
        ("# ours\nbrand = \n\n", "line 2 (brand): there is no value that can be read; write a text in straight quotes"),
        ("brand = Acme", "line 1 (brand): there is no value that can be read"),
        ("brand = “Acme”", "line 1 (brand): there is no value that can be read"),
        ("replies_answer = True", "line 1 (replies_answer): there is no value that can be read"),
        ("target_hours = 4,5", "line 1 (target_hours): something stands behind the value; write one setting a line"),
        ('brand = "Acme', "line 1 (brand): a text has no end; close it with the quote that it begins with"),
        ('brand = "Acme\nunsure = 0.2', "line 1 (brand): a text has no end"),
        ("brand = 'Acme", "line 1 (brand): a text has no end"),
        ("brand = 'Acme\n", "line 1 (brand): a text has no end"),
        ('brand = "A\x07"', "line 1 (brand): it holds a control character"),
        ('[complaint]\nmodel = "C:\\posts"', r"line 2 (model): a backslash in a text is written \\"),
        ('handles = ["@a" "@b"]', "line 1 (handles): a list from here or above has no end; put commas between"),
        ('handles = [\n  "@a"\n\n', "line 2: a list from here or above has no end"),
        ('handles = [\n  "@a",\nbrand = "A"', "line 3 (brand): there is no value that can be read; write a text"),
        ("tiers = {gold = 1.5", "line 1 (tiers): a name is missing, or a table has no end"),
        ("[tiers\ngold = 1.5", "line 1 ([tiers): the name of a table is written [NAME]"),
        ('brand: "Acme"', "line 1 (brand): it is not understood; write NAME = VALUE, [TABLE], or # before a comment"),
        ("// ours", "line 1: it is not understood"),
        (f"brand = {'[' * 3_000}{']' * 3_000}", "it is nested too deeply to be settings"),
        (f"brand = {'{a = ' * 3_000}1{'}' * 3_000}", "it is nested too deeply to be settings"),
    ],
)
def test_what_is_no_toml_is_told_by_its_line_and_how_it_is_written(tmp_path: Path, text: str, told: str) -> None:
    assert f"config.toml: {told}" in load(tmp_path, text)


def test_a_secret_in_a_line_that_is_no_toml_is_not_shown(tmp_path: Path) -> None:
    told = load(tmp_path, "[credentials.x]\ntoken = hunter2 hunter2\n")
    assert "line 2 (token)" in told
    assert "hunter2" not in told


def test_a_file_that_is_no_text_is_told_as_that(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_bytes(b'brand = "\xff"')
    with pytest.raises(ConfigError, match=r"config.toml: it is not UTF-8 text \(byte 9\)"):
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
        ('competitors = ["@"]', "the name or handle '@' holds no letter"),
        ('brand = "@"', "the name or handle '@' holds no letter"),
        ('handles = ["@"]', "the name or handle '@' holds no letter"),
        ('handles = ["https://x.com/acme/status/1"]', "'https://x.com/acme/status/1' is the address of no profile"),
        ('[[brands]]\nname = "Acme"\nhandles = ["@a, @b"]', "'@a, @b' names several accounts; give each by itself"),
        ('[[brands]]\nname = "Acme"\nhandles = [""]', "the brand 'Acme' has an empty entry in handles"),
        ('[[brands]]\nname = "Acme"\nhashtags = ["#"]', "the brand 'Acme' has an empty entry in hashtags"),
        ('[[brands]]\nname = "Acme"\ndomains = [""]', "the brand 'Acme' has an empty entry in domains"),
        ('[[brands]]\nname = "Acme"\nexclude = [" "]', "the brand 'Acme' has an empty entry in exclude"),
        ('[[brands]]\nname = "Acme"\ndomains = [" acme.example "]', "must be written as 'acme.example'"),
        ('[[brands]]\nname = "Acme"\ndomains = ["https://www.acme.example/"]', "must be written as 'acme.example'"),
        ('[credentials.x]\ntoken_command = "  "', "credentials.x.token_command is empty"),
        ("colour = 1", "colour"),
    ],
)
def test_what_cannot_be_is_refused_with_its_name_and_file(tmp_path: Path, text: str, named: str) -> None:
    assert named in load(tmp_path, text)


def test_a_brand_may_be_a_picture_or_stand_in_any_script(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_text('competitors = ["\U0001f34f", "\u6d17\u6fef", "!Bang", "3"]', "utf-8")
    assert len(load_settings(path).competitors) == 4


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
    path.write_text('[complaint]\nmodel = "~nobody-here/my.model"')
    with pytest.raises(ConfigError, match="there is no home folder for its ~"):
        load_settings(path)


def test_a_mark_that_an_editor_writes_before_the_text_is_no_fault(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_bytes(b'\xef\xbb\xbfbrand = "Acme"')
    assert load_settings(path).brand == "Acme"

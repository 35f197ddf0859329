from pathlib import Path

import pytest

from mentiontriage.config import Brand, Settings, list_brands, load_settings
from mentiontriage.errors import ConfigError


def test_brands_are_those_described_and_those_only_named(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_text(
        'brand = "Acme"\nhandles = ["acme"]\ncompetitors = ["Globex", "Initech"]\n'
        '[[brands]]\nname = "Acme Air"\ndomains = ["air.example"]\n'
        '[[brands]]\nname = "Globex"\nnames = ["Globex", "GlobexAir"]\ncompetitor = true\n'
    )
    brands = {brand.name: brand for brand in list_brands(load_settings(path))}
    assert list(brands) == ["Acme", "Acme Air", "Globex", "Initech"]
    assert brands["Acme"].handles == ("acme",)
    assert brands["Acme Air"].terms == ("Acme Air",)
    assert brands["Globex"].terms == ("Globex", "GlobexAir")
    assert [brand.name for brand in brands.values() if brand.competitor] == ["Globex", "Initech"]


def test_without_settings_there_is_nobody_to_look_for() -> None:
    assert list_brands(Settings()) == ()
    assert list_brands(Settings(brand="Acme")) == (Brand("Acme"),)


@pytest.mark.parametrize(
    "line",
    [
        "[[brands]]\nnames = ['x']",
        "[[brands]]\nname = 'x'\ncolour = 1",
        "[[brands]]\nname = 'Acme'\n[[brands]]\nname = 'ACME'\nnames = ['Globex']",
        "keep_payload_days = -1",
    ],
)
def test_a_brand_that_is_described_wrongly_is_told(tmp_path: Path, line: str) -> None:
    path = tmp_path / "config.toml"
    path.write_text(line)
    with pytest.raises(ConfigError):
        load_settings(path)

"""Find the settings: a file that is named, the one in the usual place, or the defaults."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec

from mentiontriage.config import Settings, load_settings, read_account
from mentiontriage.errors import ConfigError, UsageError
from mentiontriage.handles import fold_handle
from mentiontriage.readers import DateOrder, TimeStyle
from mentiontriage.targets import read_zone


def find_config(config: Path | None) -> Path:
    """Find the settings file: what is named, else the one in the platform's folder for settings."""
    if config is not None:
        return config
    from platformdirs import user_config_path

    return user_config_path("triage", appauthor=False) / "config.toml"


def take_settings(config: Path | None, brand: str | None = None, handles: Iterable[str] | None = None) -> Settings:
    """Take the settings, with what the command line says on top.

    Without a file they are the defaults; a file that was named must be there. The handles of our
    brands count as our own, and competitors' brands as competitors, wherever they are described.
    Raises UsageError for a handle that can be none.
    """
    named = [take_account(handle) for handle in handles or ()]
    path = find_config(config)
    settings = load_settings(path) if config == path or _may_be_there(path) else Settings()
    ours = [one for one in settings.brands if not one.competitor]
    theirs = [one.name for one in settings.brands if one.competitor]
    return msgspec.structs.replace(
        settings,
        brand=brand or settings.brand or next((one.name for one in ours), None),
        handles=_join(settings.handles, [*(handle for one in ours for handle in one.handles), *named]),
        competitors=_join(settings.competitors, theirs),
    )


def take_account(written: str) -> str:
    """Take somebody's handle or name from the command line, where the address of their profile may stand for it.

    Raises UsageError for what can be no account's.
    """
    try:
        account = read_account(written)
    except ConfigError as error:
        raise UsageError(str(error)) from error
    if not fold_handle(account):
        raise UsageError(f"{written!r} cannot be a handle or a name; write it like @ada")
    return account


@contextmanager
def naming_settings(config: Path | None) -> Iterator[None]:
    """Name the settings file in what is wrong with it."""
    try:
        yield
    except ConfigError as error:
        raise ConfigError(f"the settings file {find_config(config)}: {error}") from error


def take_times(dates: DateOrder | None, zone: str | None, settings: Settings) -> TimeStyle:
    """Take what `--dates` and `--zone` say of times in exports; the zone of the settings where none is named.

    Raises UsageError for a zone that this machine does not know.
    """
    try:
        return TimeStyle(dates, read_zone(zone or settings.files.time_zone))
    except ConfigError as error:
        raise UsageError(f"--zone: {error}") from error


def _may_be_there(path: Path) -> bool:
    """Tell whether a file is there; one in a folder that we may not enter may be, and fails when it is read."""
    try:
        return path.is_file()
    except OSError:
        return True


def _join(first: tuple[str, ...], second: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*first, *second)))

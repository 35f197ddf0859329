"""The settings: what the formula's weights are and who we are. Every one has a default."""

from pathlib import Path

import msgspec

from mentiontriage.errors import ConfigError


class Settings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What can be set, and what holds when nothing is.

    `target_hours` is the first-response promise. `threshold` and `unsure` are complaint
    probabilities: at least the first is a complaint, at least the second is shown as unsure.
    `typical_followers` stands in for an unknown number of followers.
    """

    brand: str | None = None
    handles: tuple[str, ...] = ()
    competitors: tuple[str, ...] = ()
    target_hours: float = 4.0
    threshold: float = 0.5
    unsure: float = 0.2
    typical_followers: int = 500


def load_settings(path: Path) -> Settings:
    """Read settings from a TOML file.

    Raises ConfigError where the file cannot be read, is no TOML, names a setting that does not
    exist, or holds a value that cannot be.
    """
    try:
        settings = msgspec.toml.decode(path.read_bytes(), type=Settings)
    except OSError as error:
        raise ConfigError(f"the settings file {path} cannot be read: {error.strerror}") from error
    except (msgspec.DecodeError, ValueError) as error:
        raise ConfigError(f"the settings file {path}: {error}") from error
    check_settings(settings)
    return settings


def check_settings(settings: Settings) -> None:
    """Raise ConfigError for values that cannot be, saying which and what would do."""
    if not settings.target_hours > 0:
        raise ConfigError(f"target_hours is {settings.target_hours}; it must be more than 0 hours")
    if not 0 < settings.unsure <= settings.threshold <= 1:
        raise ConfigError(
            f"threshold is {settings.threshold} and unsure is {settings.unsure}; "
            "they must be 0 < unsure <= threshold <= 1"
        )
    if settings.typical_followers < 0:
        raise ConfigError(f"typical_followers is {settings.typical_followers}; it must not be negative")

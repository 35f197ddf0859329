"""The settings: what the formula's weights are and who we are. Every one has a default."""

import re
from codecs import BOM_UTF8
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any
from unicodedata import category

import msgspec

from mentiontriage.errors import ConfigError
from mentiontriage.mismatches import describe_fault, describe_mismatch
from mentiontriage.profiles import read_profile
from mentiontriage.targets import Targets, check_hours, check_targets, read_zone

KNOWN_CUSTOMER = 1.1
"""What a customer whose tier is not listed counts for."""
_TIERS = {"platinum": 1.5, "vip": 1.5, "enterprise": 1.5, "gold": 1.4, "premium": 1.3, "silver": 1.2, "bronze": 1.1}
_MOST_DAYS = 36_500
_MOST_PEOPLE = 10_000_000_000
_SEVERAL = re.compile(r"\s*(?:@|https?://)\S+[\s,;]+(?:@\w|https?://)")  # names may hold white space and commas


class Brand(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A brand to look for, ours or a competitor's.

    A post names it where one of `names` stands in it as a word of its own, or one of its
    `handles`, `hashtags` or `domains`. `exclude` are phrases that do not mean it ("Acme Road")
    or that rule a post out. `exact_case` is for names that are everyday words ("Apple").
    """

    name: str
    names: tuple[str, ...] = ()
    handles: tuple[str, ...] = ()
    hashtags: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    exact_case: bool = False
    competitor: bool = False

    @property
    def terms(self) -> tuple[str, ...]:
        """The names to search for; the brand's own where none are given."""
        return self.names or (self.name,)


class Returns(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """When an answered mention is opened again by itself.

    `days` is how long after the answer its author's next post opens it. `people` and `growth` say
    what it is to take off: reaching so many people, and so many times those whom it had reached.
    """

    days: float = 30.0
    people: int = 10_000
    growth: float = 2.0


class ComplaintSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What complaints are found with.

    `model` is a file that `triage train` wrote, or None. `base_rate` is the share of complaints
    among one's own posts, where one knows it; None supposes the model's own.
    """

    model: str | None = None
    base_rate: float | None = None


class Files(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How exports are read: `time_zone` (an IANA name) is that of times which name none."""

    time_zone: str = "UTC"


class Settings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What can be set, and what holds when nothing is.

    `target_hours` is the first-response promise. `threshold` and `unsure` are complaint
    probabilities: at least the first is a complaint, at least the second is shown as unsure.
    `typical_followers` stands in for an unknown number of followers. `tiers` says what a customer
    of each tier counts for, 1 to 2; `targets` when a first answer is due, where that is not simply
    `target_hours` later; `files` how exports are read; `returns` when what was answered comes back;
    `replies_answer` whether a reply by one of our own accounts answers a post; `incidents` whether to look for
    incidents unasked. `brands` is whom `triage fetch` looks for, `sources` where (each source's options by its
    name), `credentials` the commands that print what a source needs to be let in.
    """

    brand: str | None = None
    handles: tuple[str, ...] = ()
    competitors: tuple[str, ...] = ()
    target_hours: float = 4.0
    threshold: float = 0.5
    unsure: float = 0.2
    typical_followers: int = 500
    complaint: ComplaintSettings = ComplaintSettings()
    tiers: dict[str, float] = msgspec.field(default_factory=_TIERS.copy)
    targets: Targets = Targets()
    files: Files = Files()
    returns: Returns = Returns()
    replies_answer: bool = True
    incidents: bool = False
    brands: tuple[Brand, ...] = ()
    sources: Mapping[str, Mapping[str, Any]] = {}
    credentials: Mapping[str, Mapping[str, str]] = {}
    keep_payload_days: int = 30


def load_settings(path: Path) -> Settings:
    """Read settings from a TOML file.

    A relative `model` is looked for beside the file, as a cron job starts elsewhere. Accounts that are named by their
    profiles' addresses are known by their handles (`read_account`). Raises ConfigError where the file cannot be read,
    is no TOML, names a setting that does not exist, or holds a value that cannot be.
    """
    table = _read_table(path)
    try:
        settings = msgspec.convert(table, Settings)
        check_settings(settings)
        settings = _read_accounts(settings)
    except (msgspec.ValidationError, ConfigError) as error:
        raise ConfigError(f"the settings file {path}: {describe_mismatch(error, Settings, table)}") from error
    if settings.complaint.model is None:
        return settings
    model = _find_beside(path, settings.complaint.model)
    return msgspec.structs.replace(settings, complaint=msgspec.structs.replace(settings.complaint, model=model))


def read_account(written: str) -> str:
    """Read the handle or the name of an account as somebody wrote it; the address of a profile tells its handle.

    Raises ConfigError for the address of anything else, and for several accounts at once.
    """
    if _SEVERAL.match(written):
        raise ConfigError(f"{written!r} names several accounts; give each by itself")
    account = read_profile(written.strip())
    if account is None:
        raise ConfigError(
            f"{written!r} is the address of no profile whose handle it tells; "
            "write the handle as its posts show it (@acme, on Mastodon @acme@server.example)"
        )
    return account


def _read_accounts(settings: Settings) -> Settings:
    brands = (msgspec.structs.replace(one, handles=tuple(map(read_account, one.handles))) for one in settings.brands)
    return msgspec.structs.replace(settings, handles=tuple(map(read_account, settings.handles)), brands=tuple(brands))


def _find_beside(path: Path, model: str) -> str:
    """Find a model, from the folder of the settings file; raises ConfigError where nobody's home is told by `~`."""
    try:
        return str(path.parent / Path(model).expanduser())
    except RuntimeError as error:
        told = f"complaint.model is {model!r}, but there is no home folder for its ~"
        raise ConfigError(f"the settings file {path}: {told}") from error


def _read_table(path: Path) -> dict[str, Any]:
    """Read a TOML file as it stands; raises ConfigError where it cannot be read or is no TOML."""
    try:
        text = path.read_bytes().removeprefix(BOM_UTF8).decode()
    except OSError as error:
        raise ConfigError(f"the settings file {path} cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise ConfigError(f"the settings file {path}: it is not UTF-8 text (byte {error.start})") from error
    try:
        table: dict[str, Any] = msgspec.toml.decode(text)
    except (msgspec.DecodeError, ValueError) as error:
        raise ConfigError(f"the settings file {path}: {describe_fault(error, text)}") from error
    except RecursionError as error:
        raise ConfigError(f"the settings file {path}: it is nested too deeply to be settings") from error
    return table


def check_settings(settings: Settings) -> None:
    """Raise ConfigError for values that cannot be, saying which and what would do."""
    check_hours("target_hours", settings.target_hours)
    if not 0 < settings.unsure <= settings.threshold <= 1:
        raise ConfigError(
            f"threshold is {settings.threshold} and unsure is {settings.unsure}; "
            "they must be 0 < unsure <= threshold <= 1"
        )
    rate = settings.complaint.base_rate
    if rate is not None and not 0 < rate < 1:
        raise ConfigError(f"complaint.base_rate is {rate}; it must be a share above 0 and below 1, such as 0.3")
    returns = settings.returns
    for name, value, least, most in (
        ("keep_payload_days", settings.keep_payload_days, 0, _MOST_DAYS),
        ("typical_followers", settings.typical_followers, 0, _MOST_PEOPLE),
        ("returns.days", returns.days, 0, _MOST_DAYS),
        ("returns.people", returns.people, 1, _MOST_PEOPLE),
        ("returns.growth", returns.growth, 1, _MOST_PEOPLE),
    ):
        if not least <= value <= most:
            raise ConfigError(f"{name} is {value}; it must be at least {least} and at most {most:,}")
    if wrong := [tier for tier, factor in settings.tiers.items() if not 1 <= factor <= 2]:
        raise ConfigError(f"tiers.{wrong[0]} is {settings.tiers[wrong[0]]}; a tier counts for 1 to 2")
    if capitals := [tier for tier in (*settings.tiers, *settings.targets.tiers) if tier != tier.casefold()]:
        raise ConfigError(f"the tier {capitals[0]!r} must be written in small letters: {capitals[0].casefold()}")
    names = [*settings.competitors, *(name for brand in settings.brands for name in (brand.name, *brand.names))]
    if not all(map(str.strip, names)):
        raise ConfigError("a brand's or competitor's name is empty: it would be found in every post")
    names += [settings.brand] if settings.brand else []
    if marks := [name for name in (*names, *settings.handles) if not can_name(name)]:
        raise ConfigError(f"the name or handle {marks[0]!r} holds no letter: it would be found in every post")
    described = [brand.name.casefold() for brand in settings.brands]
    for number, brand in enumerate(settings.brands):
        if described[number] in described[:number]:
            raise ConfigError(f"the brand {brand.name!r} is described twice; put what it is known by into one of them")
        _check_terms(brand)
    for source, commands in settings.credentials.items():
        if blank := [name for name, command in commands.items() if not command.strip()]:
            raise ConfigError(f"credentials.{source}.{blank[0]} is empty; it is the command that prints the credential")
    check_targets(settings.targets)
    read_zone(settings.files.time_zone)


def _check_terms(brand: Brand) -> None:
    """Raise ConfigError for what a brand is known by that would be found in every post, or in none."""
    listed = {
        "handles": brand.handles,
        "hashtags": brand.hashtags,
        "domains": brand.domains,
        "exclude": brand.exclude,
    }
    for field, terms in listed.items():
        if not all(map(can_name, terms)):
            raise ConfigError(f"the brand {brand.name!r} has an empty entry in {field}; leave it out")
    for domain in brand.domains:
        bare = domain.strip().partition("://")[2] or domain.strip()
        bare = bare.removeprefix("www.").rstrip("/")
        if bare != domain:
            raise ConfigError(f"the domain {domain!r} of the brand {brand.name!r} must be written as {bare!r}")


def can_name(term: str) -> bool:
    """Tell whether a term holds a letter, a digit or a picture: a mark alone stands in any post."""
    return any(sign.isalnum() or category(sign) == "So" for sign in term)


def seeks_incidents(settings: Settings, *, asked: bool | None) -> bool:
    """Tell whether to look for incidents: what was asked for, else what the settings say."""
    return settings.incidents if asked is None else asked


def list_brands(settings: Settings, more: Iterable[Brand] = ()) -> tuple[Brand, ...]:
    """List all brands to look for: those described, those that the settings only name, and `more` that they do not."""
    named = {brand.name for brand in settings.brands}
    ours = [Brand(settings.brand, handles=settings.handles)] if settings.brand and settings.brand not in named else []
    theirs = [Brand(name, competitor=True) for name in settings.competitors if name not in named]
    known = (*ours, *settings.brands, *theirs)
    return (*known, *(brand for brand in more if brand not in known))

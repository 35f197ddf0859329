"""The options that several commands share, each declared once."""

import re
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from mentiontriage.errors import UsageError

if TYPE_CHECKING:
    from mentiontriage.window import Window

_LONGEST_KEPT_YEARS = 100  # no command looks further back by itself
_LAST_YEAR = 9999  # the calendar's: a moment in it may be over by the clocks of some desk
_MOST_JOBS = 1_024
MOST = 1_000_000_000
"""The most that may be asked for of anything: more than any desk holds, and few enough for SQLite to count."""

Files = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="FILE",
        help="Exports to read; - or none reads standard input.",
        show_default=False,
    ),
]
Now = Annotated[
    str | None,
    typer.Option(
        "--now", metavar="ISO", help="The moment to take as now, for repeatable output. Default: the clock's."
    ),
]
Map = Annotated[
    list[str] | None,
    typer.Option(
        "--map", metavar="text=COL,...", help="Which column is which, where triage cannot tell (repeat for more)."
    ),
]
Dates = Annotated[
    Literal["dmy", "mdy"] | None,
    typer.Option(
        "--dates", help="How to read 03/04/2026 where a table leaves it open: dmy is 3 April, mdy is March 4."
    ),
]
Zone = Annotated[
    str | None,
    typer.Option(
        "--zone",
        metavar="NAME",
        help="Time zone, such as Europe/Berlin, of times in tables and plain JSON that name none. Default: UTC.",
    ),
]
Jobs = Annotated[
    int | None,
    typer.Option(
        "--jobs",
        "-j",
        metavar="N",
        min=1,
        max=_MOST_JOBS,
        help="Processes to use (Linux only); the result is the same. Default: one, for a large input one per core.",
        show_default=False,
    ),
]
Strict = Annotated[bool, typer.Option("--strict", help="Exit with code 5 if anything was skipped.")]


def _take_stdout(output: Path | None) -> Path | None:
    """Take `-` for standard output, as it is standard input among files."""
    return None if output == Path("-") else output


Output = Annotated[
    Path | None,
    typer.Option("--output", "-o", metavar="PATH", help="Write there instead of stdout.", callback=_take_stdout),
]
Config = Annotated[
    Path | None,
    typer.Option(
        "--config",
        metavar="FILE",
        envvar="TRIAGE_CONFIG",
        help="Settings file (TOML). Default: the one that `triage init` writes.",
    ),
]
Brand = Annotated[
    str | None,
    typer.Option("--brand", metavar="NAME", help="Our brand's name, for the heading and to tell us from competitors."),
]
Lane = Annotated[
    list[str] | None,
    typer.Option(
        "--lane",
        metavar="LANE",
        help="Show this lane (repeat for more, `all` for every one). Default: complaint, then unsure.",
    ),
]
FormatName = Annotated[str, typer.Option("--format", "-f", metavar="NAME", help="Output format; see `triage formats`.")]
Top = Annotated[int, typer.Option("--top", "-n", min=0, max=MOST, help="Show at most so many rows; 0 shows all.")]
Counts = Annotated[bool, typer.Option("--counts", help="Score every post, so that all lanes can be counted.")]
Danger = Annotated[
    bool,
    typer.Option("--danger", help="Only what tells of a danger to people: fire, gas, an electric shock, an injury."),
]
Older = Annotated[str | None, typer.Option("--older", metavar="TIME", help="Waiting at least this long: 2h, 3d.")]
Newer = Annotated[str | None, typer.Option("--newer", metavar="TIME", help="Waiting at most this long: 2h, 3d.")]
Handle = Annotated[
    list[str] | None,
    typer.Option(
        "--handle",
        metavar="NAME",
        help="One of our own accounts (repeat for more); what it replies to counts as answered.",
    ),
]
Incidents = Annotated[
    bool | None,
    typer.Option(
        "--incidents/--no-incidents",
        help="Look for incidents: many people's posts on one event become one row. Default: as the settings say.",
        show_default=False,
    ),
]
Redact = Annotated[
    bool,
    typer.Option(
        "--redact", help="Mask e-mail addresses and phone numbers in texts and names, for output that leaves the team."
    ),
]
Verbose = Annotated[bool, typer.Option("--verbose", "-v", help="List every skipped row and note on stderr.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="No report on stderr; errors are still shown.")]


class Shape(StrEnum):
    """The two shapes of a command whose result is for people or for programs."""

    text = "text"
    json = "json"


AsText = Annotated[Shape, typer.Option("--format", "-f", help="text for people, json for programs.")]


def choose_lanes(names: list[str] | None) -> tuple[str, ...]:
    """Choose the lanes to show: complaint, then unsure where none is named."""
    from mentiontriage.model import LANES

    if not names:
        return ("complaint", "unsure")
    if "all" in names:
        return LANES
    if unknown := [name for name in names if name not in LANES]:
        there_are = f"{', '.join(LANES)}, all (for several: --lane question --lane lead)"
        raise UsageError(f"there is no lane called {unknown[0]!r}; there are: {there_are}")
    return tuple(name for name in LANES if name in names)


def read_now(text: str | None) -> datetime:
    """Read `--now`, or the clock where it is not given."""
    if text is None:
        return datetime.now(UTC)
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise UsageError(f"--now {text!r} is not an ISO time; write it like 2026-11-20T18:00:00Z") from error
    now = to_utc(moment)
    if now.year <= _LONGEST_KEPT_YEARS:
        raise UsageError(f"--now {text!r} is too early: there must be {_LONGEST_KEPT_YEARS} years before it")
    if now.year == _LAST_YEAR:
        raise UsageError(f"--now {text!r} is too late: it is in the last year of the calendar")
    return now


def to_utc(moment: datetime) -> datetime:
    """Give a moment in UTC, its zone where it tells none; UsageError at the ends of the calendar."""
    try:
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    except OverflowError:
        raise UsageError(f"{moment.isoformat()} is outside the calendar") from None


def go_back(now: datetime, age: timedelta) -> datetime:
    """Give the moment so long before now; UsageError where no calendar has it."""
    try:
        return now - age
    except OverflowError:
        raise UsageError(f"{age.days:,} days before {now:%Y-%m-%d} is outside the calendar") from None


def read_window(older: str | None, newer: str | None, now: datetime) -> "Window[datetime]":
    """Read `--older` and `--newer`; UsageError for what is no length of time, or reaches beyond the calendar."""
    from mentiontriage.window import Window

    latest = None if older is None else go_back(now, read_age(older))
    return Window(None if newer is None else go_back(now, read_age(newer)), latest)


def read_since(text: str, now: datetime) -> datetime:
    """Read `--since`: a length of time before now, or a moment in the past."""
    from mentiontriage.times import parse_time

    if text[:1].isdigit() and text[-1:] in "mhdw":
        return go_back(now, read_age(text))
    moment = parse_time(text)
    if moment is None or moment > now:
        raise UsageError(f"--since {text!r} is not a time in the past; write it like 2h, 3d or 2026-11-18")
    return moment


def read_map(texts: list[str] | None) -> dict[str, str]:
    """Read `--map text=COL,author=COL`, as often as it is given."""
    found: dict[str, str] = {}
    for pair in chain.from_iterable(map(_part_map, filter(None, texts or ()))):
        name, _, column = map(str.strip, pair.partition("="))
        if not (name and column):
            raise UsageError(f"--map needs FIELD=COLUMN pairs with commas between them; {pair!r} is not one")
        if found.setdefault(name, column) != column:
            raise UsageError(f"--map gives {name!r} two columns, {found[name]!r} and {column!r}; give it one")
    return found


def _part_map(text: str) -> list[str]:
    """Part pairs at their commas, but for those within a column's name, as questions of a survey have them."""
    return re.split(r",(?=[^,]*=|\s*(?:,|$))", text)


def read_age(text: str) -> timedelta:
    """Read a length of time like 90m, 2h, 3d or 1w; raises UsageError for what is none."""
    match = re.fullmatch(r"(\d{1,5})\s*([mhdw])", text.strip())
    if match is None:
        raise UsageError(f"{text!r} is not a length of time; write it like 90m, 2h, 3d or 1w")
    return timedelta(seconds=int(match[1]) * {"m": 60, "h": 3_600, "d": 86_400, "w": 604_800}[match[2]])

"""`triage policy`: the formula in force."""

from typing import TYPE_CHECKING

from mentiontriage.cli._options import AsText, Config, Shape

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mentiontriage.config import Settings
    from mentiontriage.ranking import WaitBounds
    from mentiontriage.signals import Signal


def policy(config: Config = None, format_: AsText = Shape.text) -> None:
    """Print the formula and the longest wait.

    With each factor's range, for the settings in force.

    Example: triage policy --format json
    """
    from mentiontriage.cli._console import write_json, write_result
    from mentiontriage.cli._settings import take_settings
    from mentiontriage.ranking import bound_waits
    from mentiontriage.scoring import list_ranges, load_factors

    settings = take_settings(config)
    factors = load_factors()
    bounds = bound_waits(list_ranges(factors), settings.threshold, settings.target_hours)
    if format_ is Shape.json:
        told = {
            "factors": [
                {
                    "name": s.name,
                    "lowest": s.lowest,
                    "highest": s.highest,
                    "neutral": s.neutral,
                    "summary": s.summary,
                }
                for s in factors
            ],
            "settings": settings,
            "longest_wait_hours": bounds.any_complaint,
            "longest_wait_equal_strangers_hours": bounds.equal_strangers,
            "largest_ratio": bounds.ratio,
        }
        write_json(told)
        return
    write_result(_write_policy(factors, settings, bounds), None)


def _write_policy(factors: "Sequence[Signal]", settings: "Settings", bounds: "WaitBounds") -> str:
    from mentiontriage.cli._console import find_width
    from mentiontriage.formats._wrapping import wrap_cells

    width = find_width()
    lines = [*wrap_cells(f"priority = {' x '.join(signal.name for signal in factors)}", width), ""]
    for signal in factors:
        highest = "no bound" if signal.highest is None else f"{signal.highest:g}"
        head = f"  {signal.name:<10} {signal.lowest:g} to {highest:<9} "
        lines += wrap_cells(signal.summary, width, first=head, indent=" " * min(len(head), width // 2))
    told = (
        f"A complaint has a probability of at least {settings.threshold:g}; from {settings.unsure:g} on it is unsure. "
        f"The first-response target is {_count_hours(settings.target_hours)}.",
        f"Two complaints differ by at most {bounds.ratio:g} to 1 apart from their waits, so no complaint waits longer "
        f"than {_count_hours(bounds.any_complaint)} before it comes before every newcomer.",
        "Of two equally bad complaints by strangers, the one whom nobody follows comes before a newcomer with ten "
        f"million followers after at most {_count_hours(bounds.equal_strangers)}.",
    )
    for paragraph in told:
        lines += ["", *wrap_cells(paragraph, width)]
    return "\n".join([*lines, ""])


def _count_hours(hours: float) -> str:
    return "1 hour" if hours == 1 else f"{hours:g} hours"

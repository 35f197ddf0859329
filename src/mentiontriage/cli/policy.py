"""`triage policy`: the formula in force."""

from mentiontriage.cli._options import AsText, Config, Shape

_WIDTH = 80


def policy(config: Config = None, format_: AsText = Shape.text) -> None:
    """Print the formula and the longest wait.

    With each factor's range, for the settings in force.

    Example: triage policy --format json
    """
    from mentiontriage import plugins, signals
    from mentiontriage.cli._console import write_json, write_result
    from mentiontriage.cli._settings import take_settings
    from mentiontriage.formats._wrapping import wrap_cells
    from mentiontriage.ranking import FACTORS, Range, bound_waits

    settings = take_settings(config)
    factors = [plugins.load(signals.__name__, name, signals.Signal) for name in FACTORS]
    ranges = {signal.name: Range(signal.lowest, signal.highest) for signal in factors}
    bounds = bound_waits(ranges, settings.threshold, settings.target_hours)
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
    lines = [f"priority = {' x '.join(FACTORS)}", ""]
    for signal in factors:
        highest = "no bound" if signal.highest is None else f"{signal.highest:g}"
        head = f"  {signal.name:<10} {signal.lowest:g} to {highest:<9} "
        lines += wrap_cells(signal.summary, _WIDTH, first=head, indent=" " * len(head))
    lines += [
        "",
        f"A complaint has a probability of at least {settings.threshold:g}; from {settings.unsure:g} on it is unsure.",
        f"The first-response target is {_count_hours(settings.target_hours)}.",
        "",
        f"Two complaints differ by at most {bounds.ratio:g} to 1 apart from their waits, so no",
        f"complaint waits longer than {_count_hours(bounds.any_complaint)} before it comes before every newcomer.",
        "Of two equally bad complaints by strangers, the one whom nobody follows comes",
        f"before a newcomer with ten million followers after at most {_count_hours(bounds.equal_strangers)}.",
        "",
    ]
    write_result("\n".join(lines), None)


def _count_hours(hours: float) -> str:
    return "1 hour" if hours == 1 else f"{hours:g} hours"

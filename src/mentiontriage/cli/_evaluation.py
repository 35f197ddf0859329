"""Score a marked export and lay out what came of it."""

import msgspec

from mentiontriage.cli._marked import MOMENT, MarkedPosts
from mentiontriage.config import Settings
from mentiontriage.errors import UsageError
from mentiontriage.evaluation import Evaluation, Interval, evaluate, measure_calibration
from mentiontriage.formats._amounts import count_nouns
from mentiontriage.readers import Export
from mentiontriage.scoring import Scorer
from mentiontriage.signals._complaint_prior import estimate_base_rate, fit_base_rate, shift_probability
from mentiontriage.signals.complaint import USUAL_SHARE


class Measured(msgspec.Struct, frozen=True):
    """What was measured on a marked export, and on how many posts.

    `share_found` is the share of complaints that the probabilities alone suggest, without the marks.
    `base_rate` is the setting by which their mean becomes the share that is marked, and `error_with_it`
    the calibration error on the same posts then.
    """

    posts: int
    complaints: int
    unreadable: int
    skipped: int
    share_found: float
    base_rate: float
    error_with_it: float
    scores: tuple[Evaluation, ...]


def measure_export(export: Export, label: str, positive: str | None, settings: Settings) -> Measured:
    """Measure our probability and VADER's compound; what cannot be read ranks as the usual share."""
    scorer = Scorer(settings, MOMENT)
    ours: list[float] = []
    vader: list[float] = []
    labels: list[bool] = []
    unreadable = 0
    marked = MarkedPosts(export, label, positive)
    for found in marked:
        complaint, compound = scorer.read_text(found.mention)
        unreadable += complaint is None
        ours.append(USUAL_SHARE if complaint is None else complaint)
        vader.append(-compound)
        labels.append(found.is_complaint)
    if not labels:
        raise UsageError(f"{export.name} has no post with a label in its column {label}")
    try:
        scores = (
            evaluate("mentiontriage", ours, labels, calibrated=True),
            evaluate("VADER", vader, labels, calibrated=False),
        )
    except ValueError as error:
        raise UsageError(f"{export.name}, column {label}: {error}; say which value is one: --positive VALUE") from error
    supposed = settings.complaint.base_rate or USUAL_SHARE
    rate = fit_base_rate(ours, supposed, sum(labels) / len(labels))
    return Measured(
        posts=len(labels),
        complaints=sum(labels),
        unreadable=unreadable,
        skipped=marked.skipped,
        share_found=estimate_base_rate(ours, supposed),
        base_rate=rate,
        error_with_it=measure_calibration([shift_probability(one, supposed, rate) for one in ours], labels),
        scores=scores,
    )


def format_evaluations(measured: Measured) -> str:
    """Lay out the measures of each score side by side."""
    marked = count_nouns(measured.complaints, "complaint")
    head = f"{count_nouns(measured.posts, 'post')}, {marked} ({measured.complaints / measured.posts:.0%})"
    if measured.unreadable:
        head += f", {measured.unreadable:,} in languages that cannot be read"
    rows = [("", *(score.name for score in measured.scores))]
    rows.append(("ROC-AUC", *(_format_interval(score.roc_auc) for score in measured.scores)))
    rows.append(("average precision", *(_format_interval(score.average_precision) for score in measured.scores)))
    rows += [
        (f"complaints among first {k}", *(f"{score.precision_at[k]:.0%}" for score in measured.scores))
        for k in measured.scores[0].precision_at
    ]
    rows.append(("posts read to meet 90 %", *(f"{score.read_to_90:,}" for score in measured.scores)))
    rows.append(("calibration error", *(_format_error(score.calibration_error) for score in measured.scores)))
    widths = [max(len(row[place]) for row in rows) for place in range(len(rows[0]))]
    lines = ("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows)
    advice = (
        f"The probabilities alone suggest {measured.share_found:.0%} complaints. To fit them to the marks:\n"
        f"base_rate = {measured.base_rate:.3g} under [complaint] in the settings file "
        f"(calibration error {measured.error_with_it:.3f} here)"
    )
    return "\n".join([head, "", *lines, "", advice, ""])


def _format_interval(found: Interval) -> str:
    return f"{found.value:.3f} ({found.low:.3f} to {found.high:.3f})"


def _format_error(value: float | None) -> str:
    return "no probability" if value is None else f"{value:.3f}"

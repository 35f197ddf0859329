"""What is told in phrases that the complaint's weights do not know, in six languages.

What has hurt somebody or nearly ("the oven exploded", "glass in my yoghurt"), what lays bare what is somebody's own
("I see another customer's invoice"), and who goes to law; trouble told as plain facts ("I pay for 250, I get 3"),
praise that is meant otherwise ("thanks for the two hour wait"), what has been put right ("sorted now, thanks"), and
praise in words that the mood's lexicon lacks ("hats off"). The phrases (data/told.txt, written by hand) name what did
it, to whom, or what was expected. Each says how much it adds to the log-odds: judgements, as the posts that the weights
were learned from hold next to none of these.
"""

from __future__ import annotations

from mentiontriage.signals._phrase_tables import TOLD
from mentiontriage.signals._phrases import Finding, Met

_LABELS = {"harm": "grave", "leak": "grave", "law": "grave", "settled": "put right"}
_GLAD = frozenset({"settled", "glad"})


def find_told(met: Met) -> list[Finding]:
    """Find what speaks most for a complaint and what most against it: two findings at most, `strength` in log-odds."""
    found = met.find(TOLD)
    if len(found) < 2:
        return found
    found = sorted(found, key=lambda finding: finding.strength)
    return [*(one for one in found[-1:] if one.strength > 0), *(one for one in found[:1] if one.strength < 0)]


def name_told(finding: Finding) -> str:
    """Name what a finding tells, with the words it was met in."""
    return f"{_LABELS.get(finding.kind, finding.kind)} ({finding.found})"


def name_glad(met: Met) -> str | None:
    """Name what a post tells as put right or praises, or None."""
    return next((name_told(finding) for finding in met.find(TOLD) if finding.kind in _GLAD), None)

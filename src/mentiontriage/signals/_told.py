"""What is told in phrases that the complaint's weights do not know, in six languages and in Dutch, which has none.

What has hurt somebody or nearly ("the oven exploded", "glass in my yoghurt"), what lays bare what is somebody's own
("I see another customer's invoice"), and who goes to law; trouble told as plain facts ("I pay for 250, I get 3"),
praise that is meant otherwise ("thanks for the two hour wait"), what has been put right ("sorted now, thanks"), praise
in words that the mood's lexicon lacks ("hats off"), and news, adverts, notices to all and tales of others. The phrases
(data/told.txt, written by hand) name what did it, to whom, or what was expected. Each says how much it adds to the
log-odds: judgements, as the posts that the weights were learned from hold next to none of these.
"""

from __future__ import annotations

from mentiontriage.signals._phrase_tables import SEVERITY, TOLD
from mentiontriage.signals._phrases import Finding, Met

_LABELS = dict.fromkeys(("harm", "leak", "law"), "grave") | {
    "settled": "put right",
    **dict.fromkeys(("hearsay", "others"), "tells of others"),
}
_GLAD = frozenset({"settled", "glad"})
_IRONY = "irony"
_TROUBLE = 1.0
"""Log-odds; weaker trouble ("any update on") has to meet other words of a complaint."""

_INSISTENCE = frozenset({"again_and_again", "blame", "profanity"})
_INSISTS = 0.3


def find_told(met: Met) -> list[Finding]:
    """Find what speaks most for a complaint and what most against it: two findings at most, `strength` in log-odds.

    Where praise is meant otherwise, no praise in the post counts: "shoutout to @acme for losing my bag".
    """
    found = met.find(TOLD)
    if len(found) < 2:
        return found
    if any(finding.kind == _IRONY for finding in found):
        found = [finding for finding in found if finding.kind not in _GLAD]
    found = sorted(found, key=lambda finding: finding.strength)
    return [*(one for one in found[-1:] if one.strength > 0), *(one for one in found[:1] if one.strength < 0)]


def tells_trouble(met: Met) -> bool:
    """Tell whether phrases tell of trouble by themselves."""
    return any(finding.strength >= _TROUBLE for finding in find_told(met))


def only_inquires(met: Met) -> bool:
    """Tell whether phrases neither tell of trouble nor insist ("third time"): a question may be all that is meant."""
    if tells_trouble(met):
        return False
    return not any(found.kind in _INSISTENCE and found.strength >= _INSISTS for found in met.find(SEVERITY))


def name_told(finding: Finding) -> str:
    """Name what a finding tells, with the words it was met in."""
    return f"{_LABELS.get(finding.kind, finding.kind)} ({finding.found})"

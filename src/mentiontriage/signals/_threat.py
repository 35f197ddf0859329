"""Threats of violence against people, and self-harm: posts that people should see at once, in seven languages.

The phrases (data/threats.txt, written by hand) ask for somebody who means to do it or somebody it is meant for:
"I'll come and shoot you" is one, "this wait is killing me", "I'll kill this app" and "I will sue you" are not. A
figure of speech read as a threat costs a glance; the reading is no judgement on who wrote it.

Most threats are said otherwise, and no phrase would be enough: signs (data/threat_signs.txt) are words of a class,
such as a weapon, somebody's home, an intent, whom it is meant for or a goodbye, that are a threat together and none
alone. What stands near each other is added up, a class once; words of films, games and news take away.
"""

from __future__ import annotations

from functools import cache

from mentiontriage.signals._phrase_tables import BESIDE, THREAT_SIGNS, THREATS, read_table
from mentiontriage.signals._phrases import Finding, Met, PhraseBook, Writing

_ENOUGH = 0.795  # of signs that are .8 together; sums of tenths fall short of it by a hair
_NEAR = 170
"""Letters before and after a sign: two sentences or so, in which others count."""


def find_threat(met: Met) -> str | None:
    """Return the words that threaten people or speak of self-harm, or None.

    Of all languages at once: a threat in a language other than the post's is one too.
    """
    if phrases := met.find(THREATS):
        return phrases[0].found
    return next(filter(None, (_add_up(sign, met.writing.text) for sign in met.find(THREAT_SIGNS))), None)


def _add_up(sign: Finding, text: str) -> str | None:
    """Return the words near a sign that are a threat together with it, in their order, or None."""
    at = text.index(sign.found)
    near = text[max(at - _NEAR, 0) : at + len(sign.found) + _NEAR]
    book = _load_signs(sign.kind.rpartition(".")[0])
    words = near.split()
    findings = book.match(sorted(book.look_up(words)), Writing(near, frozenset(words)))
    if sum(finding.strength for finding in findings) < _ENOUGH:
        return None
    told = [finding.found for finding in findings if finding.strength > 0]
    return " … ".join(sorted(told, key=near.index))


@cache
def _load_signs(threat: str) -> PhraseBook:
    """Read the signs of a threat in one language ("en.violence"), those too that are looked for only beside others."""
    signs = read_table(THREAT_SIGNS, BESIDE)
    return PhraseBook([signs._replace(phrases=[sign for sign in signs.phrases if sign.kind.startswith(f"{threat}.")])])

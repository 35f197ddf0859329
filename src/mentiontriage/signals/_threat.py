"""Threats of violence against people, and self-harm: posts that people should see at once, in seven languages.

The phrases (data/threats.txt, written by hand) ask for somebody who means to do it or somebody it is meant for:
"I'll come and shoot you" is one, "this wait is killing me", "I'll kill this app" and "I will sue you" are not. A
figure of speech read as a threat costs a glance; the reading is no judgement on who wrote it.

Most threats are said otherwise, and no phrase would be enough: signs (data/threat_signs.txt) are words of a class,
such as a weapon, somebody's home, an intent, whom it is meant for or a goodbye, that are a threat together and none
alone. What stands near each other is added up, a class once; words of films, games and news take away.
"""

from __future__ import annotations

from mentiontriage.signals._phrase_tables import THREAT_SIGNS, THREATS
from mentiontriage.signals._phrases import Met
from mentiontriage.signals._signs import add_up

_ENOUGH = 0.795  # of signs that are .8 together; sums of tenths fall short of it by a hair
_NEAR = 170
"""Letters before and after a sign: two sentences or so, in which others count."""


def find_threat(met: Met) -> str | None:
    """Return the words that threaten people or speak of self-harm, or None.

    Of all languages at once: a threat in a language other than the post's is one too.
    """
    if phrases := met.find(THREATS):
        return phrases[0].found
    return add_up(met, THREAT_SIGNS, _NEAR, _ENOUGH)

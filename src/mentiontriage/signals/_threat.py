"""Threats of violence against people, and self-harm: posts that people should see at once, in seven languages.

The phrases (data/threats.txt, written by hand) ask for somebody who means to do it or somebody it is meant for:
"I'll come and shoot you" is one, "this wait is killing me", "I'll kill this app" and "I will sue you" are not. A
figure of speech read as a threat costs a glance; the reading is no judgement on who wrote it.
"""

from __future__ import annotations

from mentiontriage.signals._phrase_tables import THREATS
from mentiontriage.signals._phrases import Met


def find_threat(met: Met) -> str | None:
    """Return the words that threaten people or speak of self-harm, or None.

    Of all languages at once: a threat in a language other than the post's is one too.
    """
    return next((finding.found for finding in met.find(THREATS)), None)

"""Threats of violence against people, and self-harm: posts that people should see at once, in six languages.

The phrases (data/threats.txt, written by hand) ask for somebody who means to do it or somebody it is meant for:
"I'll come and shoot you" is one, "this wait is killing me", "I'll kill this app" and "I will sue you" are not. A
figure of speech read as a threat costs a glance; the reading is no judgement on who wrote it.
"""

from __future__ import annotations

from mentiontriage.signals._phrases import load_phrases

_TABLE = "threats.txt"
_ALL_LANGUAGES = "*"


def find_threat(text: str, tokens: list[str]) -> str | None:  # noqa: ARG001 - every reading gets both
    """Return the words that threaten people or speak of self-harm, or None; `tokens` are `text.split()`.

    Of all languages at once: a threat in a language other than the post's is one too.
    """
    book = load_phrases(_TABLE, _ALL_LANGUAGES)
    if not book.has_chance(tokens):
        return None
    return next((finding.found for finding in book.find(tokens)), None)

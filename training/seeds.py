"""Words whose side anybody who speaks the language knows, for languages with few labelled posts.

Each is taught as a post of its own, so that the labelled posts may still overrule it. The words are in seeds.txt.
"""

from __future__ import annotations

from pathlib import Path

from mentiontriage.signals._complaint_words import read_words

WORDS = Path(__file__).parent / "seeds.txt"
ANY = "any"  # emoji and emoticons, which mean the same in every language


def list_seeds(language: str) -> tuple[list[str], list[int]]:
    """Words and their sides, 1 for words that speak for a complaint. KeyError for a language without seeds."""
    sections = _read_sections(WORDS.read_text(encoding="utf-8"))
    against, pleased = (sections[f"{language} {side}"] + sections[f"{ANY} {side}"] for side in ("against", "pleased"))
    return against + pleased, [1] * len(against) + [0] * len(pleased)


def list_signs() -> list[str]:
    """Emoji and emoticons as the model names them, each once."""
    sections = _read_sections(WORDS.read_text(encoding="utf-8"))
    return list(dict.fromkeys(read_words(sections[f"{ANY} against"] + sections[f"{ANY} pleased"])))


def _read_sections(text: str) -> dict[str, list[str]]:
    """Give the words under each title; words joined by ``_`` become one seed of several words."""
    sections: dict[str, list[str]] = {}
    for line in text.splitlines():
        if line.startswith("["):
            words = sections[line.strip("[]")] = []
        elif not line.startswith("#"):
            words += [word.replace("_", " ") for word in line.split()]
    return sections

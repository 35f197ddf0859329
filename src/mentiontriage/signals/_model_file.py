"""Model files: plain text that a person can review, sealed so that a truncated or edited one is refused.

The first line names format and version, the last one sums up what stands before it. Between them stand sections, each
under a title in brackets: a language's ISO 639-1 code and, where a language has several, what the section holds.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable

ZERO = ord("O")
"""Small weights are written as a letter each: O is none, P one step more, N one less."""

MOST_STEPS = 46
"""So that every weight is a printable character."""


def seal_model(kind: str, lines: Iterable[str]) -> str:
    """Give the text of a model file of a kind, such as "mentiontriage complaint model 1"."""
    body = "\n".join([kind, *lines]) + "\n"
    return f"{body}end {zlib.crc32(body.encode())}\n"


def split_model(kind: str, content: bytes) -> dict[str, bytes]:
    """Cut a model into its languages' sections, not yet read. ValueError says what is wrong with the file.

    They stay UTF-8 until they are read: as text, one emoji makes every character of a section four bytes long.
    """
    name = kind.split()[1]
    content = content.replace(b"\r\n", b"\n")  # as some systems and mail programs end lines
    if not content.startswith(kind.encode() + b"\n"):
        raise ValueError(f"not a {name} model: the first line should be {kind!r}")
    body, _, end = content.rstrip(b"\n").rpartition(b"\n")
    body += b"\n"
    if end != b"end %d" % zlib.crc32(body):
        raise ValueError(f"the {name} model is truncated or was edited: its last line does not match the rest")
    languages: dict[str, bytes] = {}
    for section in body.split(b"\n[")[1:]:
        code = section[: section.index(b"]")].partition(b" ")[0].decode()
        languages[code] = languages.get(code, b"") + b"\n[" + section
    return languages


def read_sections(content: bytes) -> dict[str, list[str]]:
    """Give the lines of a language's sections, as `split_model` cut them, by what stands behind the language's code."""
    sections = {}
    for section in content.decode().split("\n[")[1:]:
        title, _, body = section.partition("]")
        sections[title.partition(" ")[2]] = body.strip("\n").splitlines()  # none where a table is empty
    return sections


def read_steps(letters: str) -> tuple[int, ...]:
    """Give the steps that a string of letters stands for."""
    return tuple([code - ZERO for code in letters.encode()])


def write_steps(steps: Iterable[int]) -> str:
    """Give the letters that stand for these steps; more than MOST_STEPS are cut to it."""
    return "".join(chr(ZERO + max(-MOST_STEPS, min(MOST_STEPS, step))) for step in steps)

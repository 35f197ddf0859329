"""Read and write the model file: plain text that a person can review, at most 1 MB.

The first line names format and version, the last one counts and sums what stands before it, so
that a truncated or edited file is refused. Between them, sections in square brackets: ``[en]`` holds
a language's bias, calibration and VADER parts, ``[en words]``, ``[en pairs]``, ``[en letters]`` and
``[en cues]`` its weights. Such a line is a weight in hundredths of log-odds and all that weighs it,
strongest first.
"""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field

from mentiontriage.signals._complaint_weights import POLARITY_PARTS, Weights

FORMAT = "mentiontriage complaint model 1"
TABLES = ("cues", "words", "pairs", "letters")


@dataclass(frozen=True)
class LanguageModel:
    """Weights and calibration of one language: probability = 1 / (1 + exp(-(slope * sum + offset)))."""

    weights: Weights = field(repr=False)
    slope: float
    offset: float
    base_rate: float  # share of complaints that the probability supposes


def dump_model(languages: Mapping[str, LanguageModel]) -> str:
    """The model as text. Weights are rounded to hundredths, those that round to zero are left out."""
    lines = [FORMAT]
    for code, model in languages.items():
        lines += _dump_language(code, model)
    body = "\n".join(lines) + "\n"
    return f"{body}end {zlib.crc32(body.encode())}\n"


def split_model(text: str) -> dict[str, str]:
    """Each language's sections, not yet read. ValueError says what is wrong with the file."""
    if not text.startswith(FORMAT + "\n"):
        raise ValueError(f"not a complaint model: the first line should be {FORMAT!r}")
    body, _, end = text.rstrip("\n").rpartition("\n")
    body += "\n"
    if end != f"end {zlib.crc32(body.encode())}":
        raise ValueError("the complaint model is truncated or was edited: its last line does not match the rest")
    languages: dict[str, str] = {}
    for section in body.split("\n[")[1:]:
        code = section[: section.index("]")].partition(" ")[0]
        languages[code] = languages.get(code, "") + "\n[" + section
    return languages


def read_language(text: str) -> LanguageModel:
    """One language's part of the file, as ``split_model`` cut it."""
    numbers: dict[str, float] = {}
    tables: dict[str, dict[str, float]] = {name: {} for name in TABLES}
    for section in text.split("\n[")[1:]:
        title, _, body = section.partition("]\n")
        _, _, table = title.partition(" ")
        if table:
            tables[table] = _read_table(body)
        else:
            numbers = {name: float(number) for name, _, number in _split_lines(body)}
    weights = Weights(
        bias=numbers["bias"],
        polarity=tuple(numbers[part.replace(" ", "-")] for part in POLARITY_PARTS),
        cues={name.replace("-", " "): weight for name, weight in tables["cues"].items()},
        words=tables["words"],
        pairs=tables["pairs"],
        letters=tables["letters"],
    )
    return LanguageModel(weights, numbers["slope"], numbers["offset"], numbers["base-rate"])


def _split_lines(body: str) -> list[tuple[str, str, str]]:
    return [line.partition(" ") for line in body.splitlines() if line]


def _read_table(body: str) -> dict[str, float]:
    table: dict[str, float] = {}
    for hundredths, _, names in _split_lines(body):
        table.update(dict.fromkeys(names.split(" "), int(hundredths) / 100))
    return table


def _dump_language(code: str, model: LanguageModel) -> list[str]:
    weights = model.weights
    numbers = {
        "bias": weights.bias,
        "slope": model.slope,
        "offset": model.offset,
        "base-rate": model.base_rate,
        **{part.replace(" ", "-"): w for part, w in zip(POLARITY_PARTS, weights.polarity, strict=True)},
    }
    lines = [f"[{code}]", *(f"{name} {number:.4f}" for name, number in numbers.items())]
    cues = {name.replace(" ", "-"): weight for name, weight in weights.cues.items()}
    for title, table in zip(TABLES, (cues, weights.words, weights.pairs, weights.letters), strict=True):
        lines += [f"[{code} {title}]", *_dump_table(table)]
    return lines


def _dump_table(table: Mapping[str, float]) -> list[str]:
    groups: dict[int, list[str]] = {}
    for name, weight in table.items():
        groups.setdefault(round(weight * 100), []).append(name)
    groups.pop(0, None)
    return [f"{weight:+d} {' '.join(sorted(groups[weight]))}" for weight in sorted(groups, reverse=True)]

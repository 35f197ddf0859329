"""Read and write the complaint model's file: plain text that a person can review, at most 1 MB.

Its sections (`_model_file` tells what stands around them): `[en]` holds a language's bias, calibration, VADER parts
and units, `[en cues]` and `[en words]` a name, its weight in hundredths of log-odds and its steps for each
unit as letters, `[en pairs]` and `[en letters]` a weight and all that weighs it; strongest first.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain

from mentiontriage.signals._complaint_weights import POLARITY_PARTS, Entry, Weights
from mentiontriage.signals._model_file import read_sections, read_steps, seal_model, write_steps

FORMAT = "mentiontriage complaint model 1"
LEVELS = ("unit-compound", "unit-negative", "unit-positive")


@dataclass(frozen=True)
class LanguageModel:
    """Weights and calibration of one language: probability = 1 / (1 + exp(-(slope * sum + offset)))."""

    weights: Weights = field(repr=False)
    slope: float
    offset: float
    base_rate: float  # share of complaints that the probability supposes


class Entries(Mapping[str, Entry]):
    """Entries as lines of the file, each read when asked for: most words of a model are in no post of a run."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._lines = dict(line.split(" ", 1) for line in lines)

    def __getitem__(self, name: str) -> Entry:
        weight, _, letters = self._lines[name].partition(" ")
        return Entry(int(weight) / 100, read_steps(letters))

    def __contains__(self, name: object) -> bool:
        return name in self._lines

    def __iter__(self) -> Iterator[str]:
        return iter(self._lines)

    def __len__(self) -> int:
        return len(self._lines)


def dump_model(languages: Mapping[str, LanguageModel]) -> str:
    """Write the model as text. Weights are rounded to hundredths; what then weighs nothing is left out."""
    lines = (_dump_language(code, model) for code, model in languages.items())
    return seal_model(FORMAT, chain.from_iterable(lines))


def read_language(content: bytes) -> LanguageModel:
    """Read one language's sections, as `split_model` cut them."""
    sections = read_sections(content)
    numbers = dict(line.split(" ", 1) for line in sections[""])
    weights = Weights(
        bias=float(numbers["bias"]),
        polarity=tuple(float(numbers[part]) for part in POLARITY_PARTS),
        signs=tuple(1 if sign == "+" else -1 for sign in numbers.get("unit-signs", "")),
        thresholds=tuple(map(int, numbers.get("unit-starts", "").split())),
        levels=tuple(tuple(map(read_steps, numbers[table].split())) for table in LEVELS if table in numbers),
        cues={name.replace("-", " "): entry for name, entry in Entries(sections["cues"]).items()},
        words=Entries(sections["words"]),
        pairs=_read_table(sections["pairs"]),
        letters=_read_table(sections["letters"]),
    )
    return LanguageModel(weights, float(numbers["slope"]), float(numbers["offset"]), float(numbers["base-rate"]))


def _read_table(lines: list[str]) -> dict[str, float]:
    table: dict[str, float] = {}
    for line in lines:
        hundredths, *names = line.split(" ")
        table.update(dict.fromkeys(names, int(hundredths) / 100))
    return table


def _dump_language(code: str, model: LanguageModel) -> list[str]:
    weights = model.weights
    numbers = {"bias": weights.bias, "slope": model.slope, "offset": model.offset, "base-rate": model.base_rate}
    numbers |= dict(zip(POLARITY_PARTS, weights.polarity, strict=True))
    lines = [f"[{code}]", *(f"{name} {number:.4f}" for name, number in numbers.items())]
    if weights.signs:
        lines.append("unit-signs " + "".join("+" if sign > 0 else "-" for sign in weights.signs))
        lines.append("unit-starts " + " ".join(map(str, weights.thresholds)))
        for name, table in zip(LEVELS, weights.levels, strict=True):
            lines.append(f"{name} " + " ".join(map(write_steps, table)))
    lines += [f"[{code} cues]", *_dump_entries({name.replace(" ", "-"): entry for name, entry in weights.cues.items()})]
    lines += [f"[{code} words]", *_dump_entries(weights.words)]
    lines += [f"[{code} pairs]", *_dump_table(weights.pairs)]
    lines += [f"[{code} letters]", *_dump_table(weights.letters)]
    return lines


def _dump_entries(entries: Mapping[str, Entry]) -> list[str]:
    kept = [(round(entry.weight * 100), name, entry.steps) for name, entry in entries.items()]
    kept = [(weight, name, steps) for weight, name, steps in kept if weight or any(steps)]
    kept.sort(key=lambda line: (-line[0], line[1]))
    return [f"{name} {weight:+d} {write_steps(steps)}".rstrip() for weight, name, steps in kept]


def _dump_table(table: Mapping[str, float]) -> list[str]:
    groups: dict[int, list[str]] = {}
    for name, weight in table.items():
        groups.setdefault(round(weight * 100), []).append(name)
    groups.pop(0, None)
    return [f"{weight:+d} {' '.join(sorted(groups[weight]))}" for weight in sorted(groups, reverse=True)]

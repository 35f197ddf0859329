"""Every value in the fixtures' JSON, made odd in turn: it costs at most the post that holds it, and raises nothing."""

import copy
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.readers.reading import EXPORTS

from mentiontriage.errors import InputError
from mentiontriage.model import Mention, Repost
from mentiontriage.readers import Reader, choose_reader
from mentiontriage.readers._open import open_export

ODD = (None, 10**30, "odd \ud83d", ["odd"], {"odd": ["odd"]})
# What says of which kind something is: whatever is of none that we know is no post, and holds none.
KINDS = frozenset({"kind", "type"})
Place = tuple[str | int, ...]


def load(path: Path) -> Any:
    try:
        return json.loads(path.read_bytes())
    except ValueError:  # a table, XML, or several values of JSON
        return None


JSON_EXPORTS = [path for path in EXPORTS if isinstance(load(path), dict | list)]


def list_places(value: Any, at: Place = ()) -> Iterator[Place]:
    """List the places of all values inside a value."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for name, one in inner:
        yield (*at, name)
        yield from list_places(one, (*at, name))


def change(value: Any, at: Place, *new: Any) -> Any:
    """Write a new value at a place, or take away what stands there."""
    changed = copy.deepcopy(value)
    around = changed
    for name in at[:-1]:
        around = around[name]
    if new:
        around[at[-1]] = new[0]
    else:
        del around[at[-1]]
    return changed


class Counter:
    """Counts the posts that the reader of an export finds in what has been made of it."""

    def __init__(self, whole: Any) -> None:
        self._whole = whole
        self._reader: Reader | None = None
        self.of_whole = self.count(whole)
        self._without: dict[Place, int] = {}

    def count(self, value: Any) -> int:
        content = json.dumps(value).encode()
        try:
            export = open_export("export", lambda: io.BytesIO(content), {})
        except InputError:  # nothing is left in it
            return 0
        self._reader = self._reader or choose_reader(export)[0]
        return sum(isinstance(item, Mention | Repost) for item in self._reader.read(export))

    def count_others(self, at: Place) -> int:
        """Count the posts but for the one that holds a place: the smallest thing in a list that is one, or has some."""
        for end in range(len(at), 0, -1):
            if not isinstance(at[end - 1], int):
                continue
            if (thing := at[:end]) not in self._without:
                self._without[thing] = self.count(change(self._whole, thing))
            if self._without[thing] < self.of_whole:
                return self._without[thing]
        return 0


@pytest.mark.parametrize("path", JSON_EXPORTS, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_an_odd_value_costs_at_most_the_post_that_holds_it(path: Path) -> None:
    whole = load(path)
    counter = Counter(whole)
    for place in list_places(whole):
        if place[-1] in KINDS:
            continue
        others = counter.count_others(place)
        for odd in ODD:
            assert counter.count(change(whole, place, odd)) >= others, (place, odd)

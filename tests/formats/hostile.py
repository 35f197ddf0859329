"""What no output may hold, and texts that try to get it there."""

import re
import unicodedata

from hypothesis import strategies as st
from tests.formats.queues import NOW, make_factors, make_score
from tests.hard_situations import TEXTS, make_hostile

from mentiontriage.fetched import Fetched
from mentiontriage.formats import Format
from mentiontriage.model import Incident, Incidents, Queue, QueueItem, Skipped
from mentiontriage.plugins import load

OWN_COLOURS = re.compile(r"\x1b\[[0-9;]*m")
BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
JOINERS = frozenset("\u200c\u200d")

_ANY_CHARACTER = st.characters(exclude_categories=())  # with surrogates and controls, which hypothesis leaves out
_SNIPPETS = st.sampled_from(
    [*TEXTS.values(), "\x1b[", "\x9b", "|", "\n", "\r", "`", "\\", "'", '"', "@a", "#1", "=", "\u202e"]
)
texts = st.lists(st.one_of(_SNIPPETS, st.text(_ANY_CHARACTER, max_size=6)), max_size=6).map("".join)
"""Any text at all, leaning towards the harmful."""


@st.composite
def queues(draw: st.DrawFn) -> Queue:
    """Make queues in which everything that others may write is hostile."""
    rows = draw(st.lists(st.tuples(texts, texts), max_size=3))
    items = tuple(
        QueueItem(
            rank,
            make_hostile(str(rank), text),
            make_score(
                *make_factors(0.9, 1.0, 1.5, 3.0), ("customer", 1.0, other), words=(other, text[:9]), lane=other
            ),
        )
        for rank, (text, other) in enumerate(rows, 1)
    )
    skipped = tuple(Skipped(*row) for row in rows)
    incidents = tuple(Incident((text, other), 5, NOW, NOW, 9, 0, other, ()) for text, other in rows)
    fetched = tuple(Fetched("x", notes=(text,), errors=(other,)) for text, other in rows)
    heard = Incidents(incidents)
    return Queue(NOW, draw(st.none() | texts), len(rows), skipped, None, items, incidents=heard, fetched=fetched)


def load_format(name: str) -> Format:
    """Load a format by its name on the command line."""
    return load("mentiontriage.formats", name, Format)


def list_harmful(shown: str, allowed: frozenset[str] = frozenset()) -> set[str]:
    """List the characters of an output that act on a terminal, hide or turn text; joiners in words do not."""
    return {
        character
        for character in shown
        if unicodedata.category(character) in ("Cc", "Cf", "Cs", "Zl", "Zp") and character not in allowed | JOINERS
    }

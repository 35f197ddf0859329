"""What wants putting right however mildly it is put, in six languages.

What has hurt somebody or nearly ("the oven exploded", "glass in my yoghurt"), what lays bare what is somebody's own
("I see another customer's invoice"), and who goes to law. The phrases (data/grave.txt, written by hand) name what did
it, or whom it is meant for. The posts that the complaint's weights were learned from hold next to none of these, so
the weights alone do not know.
"""

from __future__ import annotations

from mentiontriage.signals._phrase_tables import GRAVE
from mentiontriage.signals._phrases import Met


def find_grave(met: Met) -> str | None:
    """Return the words that tell of something grave, or None."""
    found = met.find(GRAVE)
    return found[0].found if found else None

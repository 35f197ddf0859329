"""Weights and the steps towards all units as one long integer: sixteen bits a unit and the weight above them.

Adding such integers adds all units at once, in C; that is why.
"""

from __future__ import annotations

import struct

from mentiontriage.signals._complaint_weights import Entry

LANE = 16
MIDDLE = 1 << LANE - 1  # a lane holds its sum plus this, so that no lane borrows from the next
FINE = 10_000  # the weight above the lanes is kept in ten-thousandths


class Packing:
    """Packs entries for so many units, and reads sums of packed entries."""

    def __init__(self, units: int) -> None:
        self._bits = LANE * units
        self._bytes = self._bits // 8
        self._mask = (1 << self._bits) - 1
        lanes = struct.Struct(f"<{units}H")
        self._unpack, self._lift = lanes.unpack, lanes.pack
        self.middles = sum(MIDDLE << LANE * lane for lane in range(units))
        """What every sum must begin with, once."""

    def pack(self, entry: Entry) -> int:
        """Give an entry as one integer."""
        weight = self.pack_weight(entry.weight)
        if not entry.steps:
            return weight
        # All lanes at once, lifted so that none is negative, and let down again by as much.
        lifted = self._lift(*[steps + MIDDLE for steps in entry.steps])
        return weight + int.from_bytes(lifted, "little") - self.middles

    def pack_weight(self, weight: float) -> int:
        """Give a weight without steps as one integer."""
        return round(weight * FINE) << self._bits

    def read_weight(self, total: int) -> float:
        """Give a sum's weight, in log-odds."""
        return (total >> self._bits) / FINE

    def read_units(self, total: int) -> tuple[int, ...]:
        """Give what a sum reached in each unit; the unit is active above `MIDDLE`."""
        return self._unpack((total & self._mask).to_bytes(self._bytes, "little"))

"""Weights and the steps towards all units as one long integer: sixteen bits a unit and the weight above them.

Adding such integers adds all units at once, in C; that is why.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence

LANE = 16
MIDDLE = 1 << LANE - 1  # a lane holds its sum plus this, so that no lane borrows from the next
FINE = 10_000  # the weight above the lanes is kept in ten-thousandths


class Packing:
    """Packs weights and steps for so many units, and reads sums of what was packed."""

    def __init__(self, units: int) -> None:
        self._bits = LANE * units
        self._bytes = self._bits // 8
        self._mask = (1 << self._bits) - 1
        lanes = struct.Struct(f"<{units}H")
        self._unpack, self._lift = lanes.unpack, lanes.pack
        self.middles = sum(MIDDLE << LANE * lane for lane in range(units))
        """What every sum must begin with, once."""

    def pack(self, weight: float, steps: Sequence[int] = ()) -> int:
        """Give a weight, in log-odds, and the steps towards each unit, or none, as one integer."""
        packed = round(weight * FINE) << self._bits
        if not steps:
            return packed
        # All lanes at once, lifted so that none is negative, and let down again by as much.
        lifted = self._lift(*map(MIDDLE.__add__, steps))
        return packed + int.from_bytes(lifted, "little") - self.middles

    def read_weight(self, total: int) -> float:
        """Give a sum's weight, in log-odds."""
        return (total >> self._bits) / FINE

    def read_units(self, total: int) -> tuple[int, ...]:
        """Give what a sum reached in each unit; the unit is active above `MIDDLE`."""
        return self._unpack((total & self._mask).to_bytes(self._bytes, "little"))

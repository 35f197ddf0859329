"""Weights and the steps towards all units as one long integer: a lane of twenty bits a unit, and the weight above.

Adding such integers adds all units at once, in C; that is why. And as with casting out nines, what is left of
one when it is divided by `NINES` is the sum of its lanes, so that no unit is ever looked at by itself.
"""

from __future__ import annotations

from collections.abc import Sequence

LANE = 20
FINE = 10_000  # the weight above the lanes is kept in ten-thousandths
_MIDDLE = 1 << LANE - 1  # a lane holds its sum plus this, so that no lane borrows from the next
NINES = (1 << LANE) - 1  # all lanes together must stay below this: 24 units reach 14,000 each at most
_LIFT = 1 << 13  # a share is kept with this added, so that none is negative


class Packing:
    """Packs weights and steps for units, and reads sums of what was packed.

    `signs` are what each unit speaks for: 1, or -1 for a unit that speaks against.
    """

    def __init__(self, signs: Sequence[int]) -> None:
        self._signs = signs
        self._bits = LANE * len(signs)
        self._ones = _line_up([1] * len(signs))
        self._for = _line_up([NINES * (sign > 0) for sign in signs])
        self._against = _line_up([NINES * (sign < 0) for sign in signs])
        self.middles = _MIDDLE * self._ones
        """What every sum must begin with, once."""

    def pack(self, weight: float, steps: Sequence[int] = ()) -> int:
        """Give a weight, in log-odds, and the steps towards each unit, or none, as one integer."""
        return (round(weight * FINE) << self._bits) + _line_up(steps)

    def pack_shares(self, steps: Sequence[int] = ()) -> int:
        """Give steps, or none, by what they do to the whole where their unit is active; see `lift`."""
        if not steps:
            return _LIFT * self._ones
        return _line_up([_LIFT + step * sign for step, sign in zip(steps, self._signs, strict=True)])

    def read_weight(self, total: int) -> float:
        """Give a sum's weight, in log-odds."""
        return (total >> self._bits) / FINE

    def find_active(self, total: int) -> int:
        """Give the units that a sum has lifted above their thresholds: ones in their lanes but for the topmost bit."""
        above = total - self._ones & self.middles
        return above - (above >> LANE - 1)

    def count_steps(self, total: int, active: int) -> int:
        """Count the steps above the thresholds of the active units: for, less against."""
        reached = total & active
        return (reached & self._for) % NINES - (reached & self._against) % NINES

    def lift(self, active: int) -> int:
        """Give what to take off `(shares & active) % NINES` to have what an item's steps do to the whole."""
        return _LIFT * (active & self._ones).bit_count()


def _line_up(numbers: Sequence[int]) -> int:
    return sum(number << LANE * lane for lane, number in enumerate(numbers))

"""How many followers those who pass a mention on need to have to lift it into the queue: what it lacks.

The first reading keeps that beside each post's line, in few bits, so that the second one goes only to the few posts
that a friend with a million followers lifts, and not to all that anybody passed on. What a post lacks and what it has
gained are counted in steps of an eighth of a tenfold, the one rounded down and the other up, so that no post that has
a chance is left out.
"""

from math import ceil, log10

STEPS = 8
"""Steps of a tenfold: ten times as many followers are so many steps more."""
BITS = 6
"""Bits that a count of what is lacking takes."""
NOTHING = 0
"""It has a chance by itself, or nobody asked."""
NEVER = (1 << BITS) - 1
"""It has none, whoever passes it on."""
WHATEVER = NEVER + 1
"""What is gained where more is learned of a mention than who passed it on: enough, whatever is lacking."""


def count_gained(followers: int) -> int:
    """Count the steps up to so many followers, at least 1 for any: what lacks fewer has a chance."""
    return min(ceil(STEPS * log10(1 + followers)) + 1, NEVER)

"""Give memory that is no longer used back to the system."""

import sys


def give_back() -> None:
    """Give back what was freed, where the C library would keep it for this process.

    glibc gives back by itself only what lies above all that is still used: of the keys of ten million posts, which
    are dropped in the middle of the work, nothing. Its malloc_trim(3) gives back every page. Elsewhere nothing is done.
    """
    if sys.platform != "linux":
        return
    import ctypes  # takes 5 ms, and only large inputs need it

    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)  # musl has none
    if trim is not None:
        trim(0)

"""How work grows with its input: a ratio within one run, which no slow machine can break."""

import time
from collections.abc import Callable


def measure_growth(work: Callable[[str], object], make_text: Callable[[int], str], small: int, times: int) -> float:
    """How many times as long `times` times the input takes; the best of five each, on the process's own clock."""

    def measure(size: int) -> float:
        text = make_text(size)
        best = float("inf")
        for _ in range(5):
            began = time.process_time()
            work(text)
            best = min(best, time.process_time() - began)
        return max(best, 1e-5)

    return measure(small * times) / measure(small)

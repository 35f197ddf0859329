"""How work grows with its input: a ratio within one run, which no slow machine can break."""

import time
from collections.abc import Callable


def measure_growth(work: Callable[[str], object], make_text: Callable[[int], str], small: int, times: int) -> float:
    """How many times as long `times` times the input takes; the best of five each, on the process's own clock.

    They take turns, so that what else the machine does for a while slows down both.
    """
    texts = (make_text(small), make_text(small * times))
    best = [float("inf")] * 2
    for _ in range(5):
        for number, text in enumerate(texts):
            began = time.process_time()
            work(text)
            best[number] = min(best[number], time.process_time() - began)
    return best[1] / max(best[0], 1e-5)

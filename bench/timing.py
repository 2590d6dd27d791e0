"""How long something takes."""

import statistics
import time
from collections.abc import Callable


def median(act: Callable[[], object], *, times: int, warm_up: int = 1) -> float:
    """Milliseconds: the median over so many *times*, after a few to warm up."""
    for _ in range(warm_up):
        act()
    taken = []
    for _ in range(times):
        started = time.perf_counter()
        act()
        taken.append((time.perf_counter() - started) * 1000)
    return statistics.median(taken)

"""How much work something is, in CPU time: what else the machine does lengthens only the clock's.

Even CPU time varies when other programs share the caches, so the least of several runs counts.
"""

import resource
from collections.abc import Callable
from time import thread_time

_RUNS = 3


def effort(work: Callable[[], object]) -> float:
    """The least CPU seconds of this thread that the work took in three runs."""
    return min(_once(work) for _ in range(_RUNS))


def effort_of_programs(run: Callable[[], object]) -> float:
    """The least CPU seconds of the programs that `run` starts and waits for, in three runs."""
    return min(_once(run, _of_children) for _ in range(_RUNS))


def growth(few: Callable[[], object], many: Callable[[], object], *, times: int) -> float:
    """How much more one thing costs among `times` as many: 1.0 in proportion, `times` squared."""
    return effort(many) / max(effort(few), 1e-4) / times


def _once(work: Callable[[], object], clock: Callable[[], float] = thread_time) -> float:
    started = clock()
    work()
    return clock() - started


def _of_children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime

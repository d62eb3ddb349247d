"""The order of an audit: the way of an order through a distributor (`trail.yaml`)."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from assistant.model.clauses import ClauseNumber


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage of the trail: a customary process of a distributor."""

    id: str
    title: str
    clauses: tuple[ClauseNumber, ...]
    called: tuple[str, ...]
    also: tuple[ClauseNumber, ...] = ()  # asked about in it too, placed elsewhere on the trail

    @property
    def scope(self) -> tuple[ClauseNumber, ...]:
        """All clauses that an audit of this process looks at."""
        return (*self.clauses, *self.also)


@cache
def trail() -> tuple[Stage, ...]:
    """The stages in their order."""
    told = yaml.safe_load(Path(__file__).with_suffix(".yaml").read_text(encoding="utf-8"))
    return tuple(
        Stage(
            one["id"],
            one["title"],
            tuple(ClauseNumber.parse(number) for number in one["clauses"]),
            tuple(one["called"]),
            tuple(ClauseNumber.parse(number) for number in one.get("also", ())),
        )
        for one in told
    )


def stage_of(clause: ClauseNumber) -> int:
    """The place of a clause on the trail, from 0; behind all others for one that has none."""
    fits = [
        (prefix.depth, -position)
        for position, stage in enumerate(trail())
        for prefix in stage.clauses
        if prefix.contains(clause)
    ]
    return -max(fits)[1] if fits else len(trail())


def stage_called(name: str) -> Stage | None:
    """The customary process of that name, case aside."""
    wanted = " ".join(name.casefold().replace("-", " ").split())
    for stage in trail():
        names = {stage.id, stage.title, *stage.called}
        if wanted in {" ".join(one.casefold().replace("-", " ").split()) for one in names}:
            return stage
    return None

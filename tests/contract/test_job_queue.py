"""What every job queue does: jobs are kept once, worked once, and survive their worker."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from integrations.database.jobs import SqlJobs
from integrations.jobs import Job, JobQueue, LeaseLost, NewJob
from tests.servers import DATABASES, open_kind


class Hands:
    """A clock that is turned by hand."""

    def __init__(self) -> None:
        self.at = 1_000.0

    def __call__(self) -> float:
        return self.at


@pytest.fixture
def clock() -> Hands:
    return Hands()


@pytest.fixture(params=DATABASES)
def queue(request: pytest.FixtureRequest, tmp_path: Path, clock: Hands) -> Iterator[JobQueue]:
    database = open_kind(request.param, tmp_path)
    yield SqlJobs(database, clock)
    database.close()


def new(*ids: str, line: str = "", lane: str = "a") -> NewJob:
    return NewJob(ids, f"body of {ids[0]}", lane, line)


def claimed(queue: JobQueue, *lanes: str) -> Job:
    job = queue.claim(lanes or ("a",), lease_seconds=10)
    assert job is not None
    return job


def test_a_job_is_kept_once_under_any_of_its_ids(queue: JobQueue) -> None:
    assert queue.put(new("Ev1", "C1:1.0"))
    assert not queue.put(new("Ev1", "C1:2.0"))
    assert not queue.put(new("Ev2", "C1:1.0"))

    assert queue.waiting() == 1


def test_a_job_that_is_done_is_still_known_and_its_body_is_gone(queue: JobQueue) -> None:
    queue.put(new("Ev1"))
    queue.done(claimed(queue))

    assert not queue.put(new("Ev1"))
    assert queue.claim(("a",), lease_seconds=1) is None
    assert queue.waiting() == 0


def test_jobs_are_taken_oldest_first_and_only_from_their_lane(queue: JobQueue) -> None:
    for one in (new("1", lane="b"), new("2"), new("3")):
        queue.put(one)

    assert [claimed(queue).id, claimed(queue).id, claimed(queue, "b").id] == ["2", "3", "1"]


def test_jobs_of_one_line_are_worked_one_after_the_other(queue: JobQueue) -> None:
    for one in (new("1", line="x"), new("2", line="x"), new("3", line="y")):
        queue.put(one)
    first = claimed(queue)

    assert claimed(queue).id == "3"
    assert queue.claim(("a",), lease_seconds=1) is None
    queue.done(first)
    assert claimed(queue).id == "2"


def test_a_job_whose_worker_died_is_taken_again_with_what_it_did(
    queue: JobQueue, clock: Hands
) -> None:
    queue.put(new("1"))
    dead = claimed(queue)
    queue.begin(dead, "post")
    queue.finish(dead, "answer", "r_1")
    assert queue.claim(("a",), lease_seconds=1) is None
    clock.at += 11

    alive = claimed(queue)
    begun, answered = queue.begin(alive, "post"), queue.begin(alive, "answer")

    assert alive.attempts == 2
    assert begun is not None
    assert begun.outcome is None
    assert answered is not None
    assert answered.outcome == "r_1"
    assert queue.begin(alive, "other") is None


def test_whoever_lost_the_lease_changes_nothing(queue: JobQueue, clock: Hands) -> None:
    queue.put(new("1"))
    dead = claimed(queue)
    clock.at += 11
    alive = claimed(queue)

    changes: tuple[Callable[[], object], ...] = (
        lambda: queue.done(dead),
        lambda: queue.finish(dead, "post", "x"),
        lambda: queue.begin(dead, "post"),
        lambda: queue.park(dead, reason="x"),
        lambda: queue.extend(dead, lease_seconds=9),
    )
    for change in changes:
        with pytest.raises(LeaseLost):
            change()
    queue.done(alive)


def test_a_lease_that_is_extended_holds(queue: JobQueue, clock: Hands) -> None:
    queue.put(new("1"))
    job = claimed(queue)
    clock.at += 9
    queue.extend(job, lease_seconds=10)
    clock.at += 9

    assert queue.claim(("a",), lease_seconds=1) is None


def test_a_job_put_off_waits_and_counts_its_attempts(queue: JobQueue, clock: Hands) -> None:
    queue.put(new("1"))
    queue.again(claimed(queue), after=30, reason="rate limit", counts=False)
    assert queue.claim(("a",), lease_seconds=1) is None
    clock.at += 30
    job = claimed(queue)
    assert job.attempts == 1
    queue.again(job, after=0, reason="unreachable")

    assert claimed(queue).attempts == 2


def test_a_parked_job_keeps_its_reason_until_a_person_releases_it(queue: JobQueue) -> None:
    queue.put(new("1", line="x"))
    queue.put(new("2", line="x"))
    queue.park(claimed(queue), reason="token_revoked")

    [parked] = queue.parked()
    assert (parked.id, parked.reason) == ("1", "token_revoked")
    assert claimed(queue).id == "2"  # it holds up nobody
    assert queue.release(parked.key)
    assert not queue.release(parked.key)
    assert claimed(queue).attempts == 1


def test_what_was_finished_long_ago_is_forgotten(queue: JobQueue, clock: Hands) -> None:
    queue.put(new("1"))
    queue.put(new("2"))
    queue.done(claimed(queue))
    clock.at += 100

    assert queue.forget(before=clock.at - 50) == 1
    assert queue.put(new("1"))

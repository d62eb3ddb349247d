"""How often somebody may try: guessing is slow, and nobody is locked out by others."""

from assistant.people.rates import Rate
from assistant.people.throttle import WINDOW, Throttle


class Clock:
    """Seconds that a test moves on."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def test_an_address_that_guesses_waits_longer_each_time() -> None:
    clock = Clock()
    throttle = Throttle(clock)
    for _ in range(4):
        throttle.failed("ann", "10.0.0.1")
    assert throttle.wait("ann", "10.0.0.1") == 0

    throttle.failed("ann", "10.0.0.1")
    assert throttle.wait("ann", "10.0.0.1") == 30
    throttle.failed("ann", "10.0.0.1")
    assert throttle.wait("ann", "10.0.0.1") == 60
    for _ in range(40):
        throttle.failed("ann", "10.0.0.1")
    assert throttle.wait("ann", "10.0.0.1") == WINDOW, "every wait ends"

    clock.now += WINDOW + 1
    assert throttle.wait("ann", "10.0.0.1") == 0


def test_nobody_locks_another_person_out() -> None:
    throttle = Throttle(Clock())
    throttle.succeeded("ann", "10.0.0.9")
    for number in range(500):
        throttle.failed("ann", f"192.0.2.{number}")

    assert throttle.wait("ann", "10.0.0.9") == 0, "where she has signed in before"
    assert throttle.wait("bob", "192.0.2.7") == 0, "whose name nobody tried"
    assert throttle.wait("ann", "198.51.100.1") > 0, "a strange address waits"
    assert throttle.wait("ann", "198.51.100.1") <= WINDOW


def test_an_address_that_tries_many_names_waits_for_all() -> None:
    throttle = Throttle(Clock())
    for number in range(30):
        throttle.failed(f"name{number}", "192.0.2.1")

    assert throttle.wait("somebody", "192.0.2.1") > 0
    assert throttle.wait("somebody", "192.0.2.2") == 0


def test_a_right_password_forgets_the_wrong_ones_of_this_address() -> None:
    throttle = Throttle(Clock())
    for _ in range(4):
        throttle.failed("ann", "a")
    throttle.succeeded("ann", "a")
    throttle.failed("ann", "a")

    assert throttle.wait("ann", "a") == 0


def test_requests_are_spread_over_the_minute() -> None:
    clock = Clock()
    rate = Rate(60, clock)
    assert [rate.wait("ann") for _ in range(60)] == [0.0] * 60
    assert rate.wait("ann") == 1.0
    assert rate.wait("bob") == 0.0

    clock.now += 1
    assert rate.wait("ann") == 0.0
    assert rate.wait("ann") > 0

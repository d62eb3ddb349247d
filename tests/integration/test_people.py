"""Accounts, sessions, keys, bindings and the access log, in a real database."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from sqlalchemy import text

from assistant.errors import NothingThere, StoreUnavailable, WrongUse
from assistant.people.access_log import Act, Surface
from assistant.people.accounts import Changed, NameTaken
from assistant.people.clearance import INSIDE
from assistant.people.person import OWNER
from assistant.people.rights import Action, Role
from assistant.people.signing_in import TooManyTries, WrongPassword
from assistant.people.tokens import IDLE, LINK, LONGEST, Key
from integrations.bootstrap.adapters import Adapters, CalendarClock
from integrations.bootstrap.people import PeopleServices
from integrations.people.passwords import Argon2Passwords
from integrations.settings import Settings
from integrations.web.serving import listening

PASSWORD = "three small grey herons"


class Clock:
    """Seconds since 1970 that a test moves on."""

    def __init__(self) -> None:
        self.now = 1_700_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def people(tmp_path: Path, clock: Clock) -> Iterator[PeopleServices]:
    (tmp_path / "access.yaml").write_text("audiences: [hr, board]\n")
    adapters = Adapters(Settings(data=tmp_path), CalendarClock(None))
    quick = Argon2Passwords(PasswordHasher(time_cost=1, memory_cost=64, parallelism=1))
    made = PeopleServices(adapters, clock, quick)
    made.accounts.add("Ann", full_name="Ann Lee", roles=[Role.ADMIN], password=PASSWORD)
    yield made
    adapters.close()


def test_a_person_signs_in_with_name_and_password_in_any_case(people: PeopleServices) -> None:
    token = people.sign_in.by_password(" ANN ", PASSWORD, address="a")

    held = people.sign_in.by_session(token)
    assert held is not None
    assert held.person.full_name == "Ann Lee"
    assert len(held.csrf) >= 32


@pytest.mark.parametrize(
    ("name", "password"), [("ann", "wrong"), ("nobody", PASSWORD), ("ann", ""), ("", "")]
)
def test_whether_name_or_password_is_wrong_is_not_said(
    people: PeopleServices, name: str, password: str
) -> None:
    with pytest.raises(WrongPassword) as raised:
        people.sign_in.by_password(name, password, address="a")

    assert str(raised.value) == "The name or the password is wrong."


def test_guessing_is_stopped_where_it_comes_from(people: PeopleServices) -> None:
    for _ in range(5):
        with pytest.raises(WrongPassword):
            people.sign_in.by_password("ann", "wrong", address="192.0.2.1")

    with pytest.raises(TooManyTries):
        people.sign_in.by_password("ann", PASSWORD, address="192.0.2.1")
    assert people.sign_in.by_password("ann", PASSWORD, address="10.0.0.1")


def test_a_session_ends_when_it_is_idle_and_in_any_case_after_a_week(
    people: PeopleServices, clock: Clock
) -> None:
    token = people.sign_in.by_password("ann", PASSWORD, address="a")
    clock.now += IDLE - 1
    assert people.sign_in.by_session(token), "in use"
    clock.now += IDLE - 1
    assert people.sign_in.by_session(token), "still in use"
    clock.now += IDLE + 1
    assert people.sign_in.by_session(token) is None

    token, opened = people.sign_in.by_password("ann", PASSWORD, address="a"), clock.now
    while clock.now < opened + LONGEST - IDLE:
        clock.now += IDLE / 2
        assert people.sign_in.by_session(token)
    clock.now = opened + LONGEST + 1
    assert people.sign_in.by_session(token) is None


def test_each_sign_in_has_a_session_of_its_own_and_signing_out_ends_one(
    people: PeopleServices,
) -> None:
    first = people.sign_in.by_password("ann", PASSWORD, address="a")
    second = people.sign_in.by_password("ann", PASSWORD, address="a")
    people.sign_in.close(first)

    assert first != second
    assert people.sign_in.by_session(first) is None
    assert people.sign_in.by_session(second) is not None


def test_who_is_disabled_or_has_a_new_password_is_signed_out_everywhere(
    people: PeopleServices,
) -> None:
    people.accounts.add("bob", password=PASSWORD)
    session = people.sign_in.by_password("bob", PASSWORD, address="a")
    _, secret = people.add_key("bob", "script", [Action.READ], days=1)
    people.accounts.set_password("bob", "some other words here")
    assert people.sign_in.by_session(session) is None

    session = people.sign_in.by_password("bob", "some other words here", address="a")
    people.accounts.change("bob", Changed(active=False))
    assert people.sign_in.by_session(session) is None
    assert people.sign_in.by_key(secret) is None
    with pytest.raises(WrongPassword):
        people.sign_in.by_password("bob", "some other words here", address="a")


def test_the_last_admin_stays(people: PeopleServices) -> None:
    for wanted in (Changed(active=False), Changed(roles=[Role.READER])):
        with pytest.raises(WrongUse, match="the last who may change accounts"):
            people.accounts.change("ann", wanted)

    people.accounts.add("bob", roles=[Role.ADMIN])
    assert not people.accounts.change("ann", Changed(active=False)).active


@pytest.mark.parametrize(
    "password", ["short", "aaaaaaaaaaaaaaaaaa", "my name is bob ok", "x" * 2000]
)
def test_a_password_that_is_easily_guessed_is_not_taken(
    people: PeopleServices, password: str
) -> None:
    with pytest.raises(WrongUse, match="password"):
        people.accounts.add("bob", password=password)


@pytest.mark.parametrize("name", ["", "a b", "../x", "ann\n", "-x", "x" * 81, "<b>"])
def test_a_name_nobody_can_sign_in_with_is_not_taken(people: PeopleServices, name: str) -> None:
    if name.strip() == "ann":
        with pytest.raises(NameTaken):
            people.accounts.add(name)
    else:
        with pytest.raises(WrongUse):
            people.accounts.add(name)


def test_a_group_that_access_yaml_does_not_declare_is_not_taken(people: PeopleServices) -> None:
    with pytest.raises(WrongUse, match="declares no audience 'hrr'"):
        people.accounts.add("bob", groups=["hrr"])


def test_a_key_does_what_its_scopes_and_its_persons_roles_both_allow(
    people: PeopleServices, clock: Clock
) -> None:
    people.accounts.add("bob", roles=[Role.MANAGER], groups=["hr"])
    _, secret = people.add_key("bob", "script", [Action.READ, Action.PEOPLE], days=10)

    viewer = people.sign_in.by_key(secret)
    assert viewer is not None
    assert viewer.may(Action.READ)
    assert not viewer.may(Action.DECIDE), "not in its scopes"
    assert not viewer.may(Action.PEOPLE), "not in the roles of its person"
    assert people.sign_in.by_key(secret + "x") is None

    clock.now += 10 * 86_400
    assert people.sign_in.by_key(secret) is None


def test_a_revoked_key_opens_nothing(people: PeopleServices) -> None:
    key, secret = people.add_key("ann", "script", [Action.READ], days=10)

    assert people.sign_ins.revoke(key.id)
    assert people.sign_in.by_key(secret) is None
    assert not people.sign_ins.revoke("k_unknown")


def test_no_secret_is_kept_in_the_database(people: PeopleServices, tmp_path: Path) -> None:
    token = people.sign_in.by_password("ann", PASSWORD, address="a")
    _, secret = people.add_key("ann", "script", [Action.READ], days=10)
    link = people.binding_link("slack", "T1:U1")
    people.adapters.database.close()

    kept = b"".join(one.read_bytes() for one in tmp_path.glob("clausewise.db*"))
    for one in (token, secret, link, PASSWORD):
        assert one.encode() not in kept


def test_an_account_elsewhere_is_bound_once_by_its_link(
    people: PeopleServices, clock: Clock
) -> None:
    bob = people.accounts.add("bob", groups=["hr"])
    assert people.viewer_of("slack", "T1:U1").clearance == INSIDE
    link = people.binding_link("slack", "T1:U1")

    assert "bob" in people.bind(link, bob, surface=Surface.WEB)
    assert people.viewer_of("slack", "T1:U1").person == bob.id
    assert people.viewer_of("slack", "T2:U1").person == "", "another workspace"
    with pytest.raises(NothingThere):
        people.bind(link, people.accounts.named("ann"), surface=Surface.WEB)

    late = people.binding_link("slack", "T1:U2")
    clock.now += LINK + 1
    with pytest.raises(NothingThere):
        people.bind(late, bob, surface=Surface.WEB)


def test_a_new_link_takes_the_place_of_the_one_before(people: PeopleServices) -> None:
    first = people.binding_link("slack", "T1:U1")
    second = people.binding_link("slack", "T1:U1")
    ann = people.accounts.named("ann")

    with pytest.raises(NothingThere):
        people.bind(first, ann, surface=Surface.WEB)
    assert people.bind(second, ann, surface=Surface.WEB)


def test_who_is_bound_and_disabled_is_a_stranger(people: PeopleServices) -> None:
    bob = people.accounts.add("bob", groups=["hr"])
    people.bind(people.binding_link("slack", "T1:U1"), bob, surface=Surface.WEB)
    people.accounts.change("bob", Changed(active=False))

    assert people.viewer_of("slack", "T1:U1").clearance == INSIDE


def test_the_access_log_is_sealed_and_cannot_be_changed(people: PeopleServices) -> None:
    people.log.note(OWNER, Surface.COMMAND_LINE, Act.WROTE, "people add bob")
    people.log.read(OWNER, Surface.WEB, ["HR-7", "HR-7", "QP-90"], "GET /x")

    newest = people.entries.entries()
    assert [(one.no, one.document) for one in newest] == [(3, "QP-90"), (2, "HR-7"), (1, "")]
    assert [one.no for one in people.entries.entries(document="hr")] == [2]
    assert people.broken() is None
    with (
        pytest.raises(StoreUnavailable, match="never changed"),
        people.adapters.database.writing() as connection,
    ):
        connection.execute(text("UPDATE access_log SET name = 'x'"))
    with (
        pytest.raises(StoreUnavailable, match="never changed"),
        people.adapters.database.writing() as connection,
    ):
        connection.execute(text("DELETE FROM access_log"))


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ("UPDATE access_log SET name = 'x' WHERE key = 1", "entry 1 was changed"),
        ("DELETE FROM access_log WHERE key = 2", "entry 2 is missing"),
        ("DELETE FROM access_log WHERE key = 3", "entries after no. 2 were removed"),
    ],
)
def test_tampering_past_the_triggers_shows(people: PeopleServices, change: str, told: str) -> None:
    people.log.read(OWNER, Surface.WEB, ["A", "B", "C"], "GET /x")
    with people.adapters.database.writing() as connection:
        connection.execute(text("DROP TRIGGER access_log_no_update"))
        connection.execute(text("DROP TRIGGER access_log_no_delete"))
        connection.execute(text(change))

    broken = people.broken()
    assert broken is not None
    assert told in broken.told


def test_keys_are_listed_without_their_secrets(people: PeopleServices) -> None:
    key, secret = people.add_key("ann", "script", [Action.READ], days=10)
    [held] = people.sign_ins.keys(people.accounts.named("ann").id)

    assert held == key
    assert isinstance(held, Key)
    assert secret not in repr(held)


def test_with_accounts_another_address_may_be_listened_on() -> None:
    with pytest.raises(WrongUse, match="listens on this machine alone"):
        listening("0.0.0.0", 0)
    with listening("0.0.0.0", 0, accounts=True) as taken:
        assert taken.getsockname()[0] == "0.0.0.0"

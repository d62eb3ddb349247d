"""Digests: what falls due and what changed, in a channel, on the days it chose."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from assistant.errors import WrongUse
from assistant.ledger.changes import Changes, DocumentChange
from integrations.bootstrap import Services
from integrations.database.slack_store import DigestTimes
from integrations.places import counted
from integrations.slack.commands import due_shown
from integrations.slack.incoming import ANSWERS, digest_body
from integrations.slack.messages import Message, context, header, message
from integrations.slack.rich import Block, bold, cut, paragraph
from integrations.slack.task import Desk, Task

DAYS = 14
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_TIME = re.compile(r"(?:[01]\d|2[0-3]):[0-5]\d")
_SHOWN = 12  # changed documents


def due(times: DigestTimes, now: datetime) -> str | None:
    """The day whose digest is to be sent now, in the channel's own time; None for none.

    One that was missed, because nothing ran, is sent as long as its day lasts.
    """
    there = now.astimezone(ZoneInfo(times.zone))
    day = there.date().isoformat()
    if str(there.isoweekday()) not in times.weekdays or day == times.last_sent:
        return None
    return day if there.strftime("%H:%M") >= times.at else None


def put_due(desk: Desk, now: datetime) -> int:
    """Put every digest that is due into the queue; how many. The same day makes one."""
    import json

    from integrations.jobs import NewJob

    made = 0
    for times in desk.store.digests():
        day = due(times, now)
        if day is None:
            continue
        since = times.last_sent or (date.fromisoformat(day) - timedelta(days=7)).isoformat()
        body = digest_body(times.team, times.channel, day, since=since, days=times.days)
        id = f"digest:{times.team}:{times.channel}:{day}"
        made += desk.queue.put(NewJob((id,), json.dumps(body), ANSWERS))
    return made


def send(task: Task) -> None:
    """Post the digest of one channel."""
    found, body, desk = task.incoming, task.incoming.body, task.desk
    if task.seen.external:
        desk.store.end_digest(found.team, found.channel)
        return
    today = desk.today()
    since = min(date.fromisoformat(body["since"]), today)
    services = task.seen.shared
    shown = digest(services, since=since, today=today, days=int(body["days"]))
    task.delivery.post("digest", shown, channel=found.channel)
    for times in desk.store.digests():
        if (times.team, times.channel) == (found.team, found.channel):
            desk.store.set_digest(replace(times, last_sent=body["day"]))


def digest(services: Services, *, since: date, today: date, days: int) -> Message:
    """What falls due in the days ahead and what changed since a day."""
    shown = due_shown(services.calendar(as_of=today, days=days))
    changes = services.ledger.changes(since=since, until=today)
    title = f"What falls due and what changed, {today.isoformat()}"
    blocks = [header(title), *shown.message.blocks, *_changed(changes)]
    return message(f"{title}\n{shown.message.text}", blocks)


def set_times(task: Task, argument: str) -> Message:
    """`mon,thu 08:00 [Europe/Berlin] [30 days]`, `off`, or nothing to see what is set."""
    found, store = task.incoming, task.desk.store
    words = argument.casefold().split()
    if found.is_direct:
        raise WrongUse(
            "A digest is of a channel.", hint="Type it in the channel that is to get it."
        )
    if not words:
        return message(_told(_set_for(task)))
    if words == ["off"]:
        ended = store.end_digest(found.team, found.channel)
        return message("No digest any more." if ended else "There was no digest.")
    times = read_times(argument, team=found.team, channel=found.channel, by=found.user)
    store.set_digest(times)
    return message(_told(times))


def read_times(argument: str, *, team: str, channel: str, by: str) -> DigestTimes:
    """The times that were typed. Raises `WrongUse`."""
    words = argument.split()
    weekdays = "".join(
        str(_WEEKDAYS.index(one[:3]) + 1)
        for one in re.split(r"[,+]", words[0].casefold())
        if one[:3] in _WEEKDAYS
    )
    if words[0].casefold() in ("daily", "weekdays"):
        weekdays = "1234567" if words[0].casefold() == "daily" else "12345"
    if not weekdays or len(words) < 2 or not _TIME.fullmatch(words[1]):
        raise WrongUse(
            "I did not understand when.", hint="Type /audit digest mon,thu 08:00 Europe/Berlin 14"
        )
    rest = words[2:]
    days = next((int(one) for one in rest if one.isdecimal() and len(one) < 4), DAYS)
    zone = next((one for one in rest if not one.isdecimal()), "UTC")
    try:
        ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise WrongUse(
            f"{zone[:40]!r} is no time zone.", hint="Write it like Europe/Berlin, or leave it out."
        ) from error
    return DigestTimes(team, channel, "".join(sorted(set(weekdays))), words[1], zone, days, by)


def _set_for(task: Task) -> DigestTimes | None:
    found = task.incoming
    for times in task.desk.store.digests():
        if (times.team, times.channel) == (found.team, found.channel):
            return times
    return None


def _told(times: DigestTimes | None) -> str:
    if times is None:
        return "This channel has no digest. Type /audit digest mon,thu 08:00 Europe/Berlin"
    named = ", ".join(_WEEKDAYS[int(one) - 1] for one in times.weekdays)
    return (
        f"This channel gets a digest on {named} at {times.at} {times.zone}, "
        f"looking {times.days} days ahead. /audit digest off ends it."
    )


def _changed(changes: Changes) -> Iterator[Block]:
    if not changes.documents:
        yield context(f"No document changed since {changes.since.isoformat()}.")
        return
    lead = f"{counted(len(changes.documents), 'document')} changed since {changes.since}"
    lines = [f"\n{_line(one)}" for one in changes.documents[:_SHOWN]]
    yield paragraph(bold(lead), *lines)
    if len(changes.documents) > _SHOWN:
        yield context(f"… and {len(changes.documents) - _SHOWN} more.")


def _line(one: DocumentChange) -> str:
    issues = " → ".join(f"rev {label}" for label in (one.old, one.new) if label)
    suspect = f", {counted(len(one.suspect), 'decision')} to look at again" if one.suspect else ""
    return cut(f"• {one.number} {one.title}: {one.became.value} {issues}{suspect}", 220)

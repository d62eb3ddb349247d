"""One job being worked: what came in, who may see what, and how to answer. Shared by all work."""

import json
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from urllib.parse import quote as escaped_in_address

from assistant.model.replies import Citation
from assistant.people.access_log import Act, Surface
from integrations.bootstrap import Services
from integrations.database.slack_store import SlackStore
from integrations.jobs import Job, JobQueue
from integrations.slack import recording
from integrations.slack.answers import LinkTo, nowhere
from integrations.slack.calls import CallFailed, Refused
from integrations.slack.delivery import Delivery
from integrations.slack.incoming import Incoming, Kind, incoming_of
from integrations.slack.messages import Message, Shown, message
from integrations.slack.rights import Rights, Seen
from integrations.slack.workspaces import Workspaces

_LATE = 60.0  # seconds; who asked may have gone, and a private message then never appears


@dataclass(frozen=True)
class Desk:
    """What all jobs share. `as_of` None: the day of each question."""

    services: Services
    queue: JobQueue
    workspaces: Workspaces
    store: SlackStore
    rights: Rights
    as_of: date | None = None

    def today(self) -> date:
        """The day that counts."""
        return self.as_of or self.services.clock.today()

    @cached_property
    def link_to(self) -> LinkTo:
        """The address of a place's page picture; of nothing else do messages hold links."""
        base = self.services.settings.public_url.rstrip("/")
        return page_links(base) if base else nowhere

    def task(self, job: Job) -> "Task | None":
        """The job to be worked; None for one that says nothing (any more)."""
        found = incoming_of(json.loads(job.body)) if job.body else None
        if found is None:
            return None
        client = self.workspaces.client(found.enterprise, found.team)
        if client is None:
            raise Refused("not_installed")
        told: list[Task] = []
        delivery = Delivery(client, self.queue, job, before=lambda one: told[0].record(one))
        told.append(Task(self, job, found, delivery))
        return told[0]


@dataclass(frozen=True)
class Task:
    """One thing that came in, and the ways to answer it."""

    desk: Desk
    job: Job
    incoming: Incoming
    delivery: Delivery

    @cached_property
    def seen(self) -> Seen:
        """What the person who asks may see, and what everybody in the channel may."""
        found = self.incoming
        who = self.desk.workspaces.authorize(found.enterprise or None, found.team)
        bot = str(who.bot_user_id or "") if who is not None else ""
        return self.desk.rights.of(self.delivery.client, found, bot=bot)

    def record(self, shown: Message) -> None:
        """Write into the access log what of confidential documents a message shows."""
        recording.read(self.desk.services, self.seen.viewer, shown.words(), self.place)

    def wrote(self, what: str) -> None:
        """Write into the access log what somebody changed."""
        log = self.desk.services.people.log
        log.note(self.seen.viewer, Surface.SLACK, Act.WROTE, f"{what}, {self.place}")

    @property
    def place(self) -> str:
        """What came in, and where, for the access log."""
        found = self.incoming
        named = f" {found.name}" if found.name else ""
        return f"{found.kind.value}{named} in {found.team} {found.channel}".strip()

    @property
    def is_late(self) -> bool:
        """Whether it came in so long ago that the person may look elsewhere by now."""
        return time.time() - self.job.taken_at > _LATE

    def everybody(self, step: str, told: Message) -> None:
        """Answer where it was asked, for all who read there."""
        found = self.incoming
        self.delivery.post(step, told, channel=found.channel, thread=found.reply_thread)

    def privately(self, step: str, told: Message) -> None:
        """Answer for the person alone, as near to where they asked as can be."""
        found = self.incoming
        if found.kind is Kind.COMMAND and found.response_url and not self.is_late:
            try:
                self.delivery.respond(step, told, url=found.response_url)
            except Refused:  # used up, or too old
                self.directly(f"{step}, after all", told)
            return
        if not found.channel or (self.is_late and not found.is_direct):
            self.directly(step, told)
            return
        thread = found.reply_thread
        self.delivery.whisper(step, told, channel=found.channel, user=found.user, thread=thread)

    def failed(self, step: str, told: Message) -> None:
        """Say to the person why there is no answer; in place of one that had begun to appear."""
        if not self.in_place_of_the_stream(step, told):
            self.privately(step, told)

    def begin_stream(self, begin: Callable[[], str]) -> tuple[str, bool]:
        """Begin a message that grows; its timestamp, and whether it was begun just now."""
        return self.delivery.begin_stream(begin, **self._where_it_grows)

    def in_place_of_the_stream(self, step: str, told: Message) -> bool:
        """Put a message in place of one that grew; False where there is none."""
        if not self.incoming.is_direct:
            return False
        channel, ts = self.incoming.channel, self.delivery.stream(**self._where_it_grows)
        return bool(ts) and self.delivery.complete(step, told, channel=channel, ts=ts)

    @property
    def _where_it_grows(self) -> dict[str, str]:
        found = self.incoming
        return {
            "channel": found.channel,
            "thread": found.own_thread,
            "after": found.ts or found.own_thread,
        }

    def directly(self, step: str, told: Message) -> None:
        """Answer in the direct conversation with the person."""
        self.delivery.post(f"{step}, direct", told, channel=self.incoming.user)

    def show_privately(self, step: str, shown: Shown, told: Message) -> None:
        """An answer for the person; its file goes to their direct conversation."""
        if shown.file is not None:
            channel = self.delivery.direct_channel(self.incoming.user)
            self.attach(step, shown, channel=channel, thread=None)
            where = "The file is in your direct messages with me."
            told = Message(told.text, (*told.blocks[:1], *message(where).blocks, *told.blocks[1:]))
        self.privately(step, told)

    def show_everybody(self, step: str, shown: Shown, *, channel: str, thread: str | None) -> None:
        """An answer for the channel, with its file in the thread."""
        ts = self.delivery.post(step, shown.message, channel=channel, thread=thread)
        self.attach(step, shown, channel=channel, thread=thread or ts)

    def attach(self, step: str, shown: Shown, *, channel: str, thread: str | None) -> None:
        """Put the file of what is shown there, where it has one."""
        if shown.file is None:
            return
        viewer, services = self.seen.viewer, self.desk.services
        recording.read(services, viewer, "", self.place, paths=shown.paths)
        self.delivery.upload(
            f"{step}, file",
            shown.file.name,
            shown.file.content,
            channel=channel,
            thread=thread,
        )

    def status(self, words: str) -> None:
        """Say what is being done, where Slack shows it. It may fail without harm."""
        found = self.incoming
        quietly(
            lambda: self.delivery.client.assistant_threads_setStatus(
                channel_id=found.channel, thread_ts=found.own_thread, status=words
            )
        )


def page_links(base: str) -> LinkTo:
    """Links to the pictures of pages below an address, the passage marked.

    The words themselves are not in the address: proxies write addresses into logs.
    """

    def link_to(one: Citation) -> str:
        passage = escaped_in_address(one.passage, safe="")
        return f"{base}/api/v1/passages/{passage}/page.png"

    return link_to


def quietly(do: Callable[[], object]) -> None:
    """Do what is only nice to have."""
    from integrations.slack.calls import call

    try:
        call(do)
    except CallFailed:
        return

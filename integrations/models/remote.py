"""A `LanguageModel` over a chat model elsewhere: retries, a limit in time, and an end on demand.

The asking runs on an event loop in a thread of its own, because only there can a request be
ended at once, whatever it waits for: its headers, its next token, or its turn to try again.
"""

import asyncio
import logging
import random
import threading
import time
from collections.abc import Callable, Coroutine, Generator
from concurrent.futures import Future
from queue import Empty, SimpleQueue
from typing import Any

from assistant.errors import LanguageModelUnavailable, ModelFault
from assistant.ports import Allowance, Piece
from integrations.models.faults import fault_of, unavailable
from integrations.models.langchain_chat import Chat, ChatOptions
from prompts.library import RenderedPrompt

_log = logging.getLogger(__name__)
_HEARTBEAT = 0.25  # seconds
_TRIES = 3
_FIRST_WAIT = 0.5  # seconds; doubled at each further try
_END = 30.0  # seconds to end in; a busy machine needs more than it seems
_LETTERS = 12  # of one token at most, for servers that do not count with us

_Sent = Piece | LanguageModelUnavailable | None
"""What the loop sends: a piece, why there are no more, or None at the end."""


class RemoteModel:
    """One model, asked by any number of threads."""

    def __init__(self, options: ChatOptions) -> None:
        """Raises `InvalidSetting`."""
        self._name = options.name
        self._chat = Chat(options)
        self._loop = _Loop()

    @property
    def name(self) -> str:
        """What the person called it: `provider:model`."""
        return self._name

    def stream(self, prompt: RenderedPrompt, allowance: Allowance) -> Generator[Piece, None, None]:
        """The answer in pieces, as `LanguageModel` promises."""
        sent: SimpleQueue[_Sent] = SimpleQueue()
        deadline = time.monotonic() + allowance.seconds
        asking = self._loop.start(self._ask(prompt, deadline, sent.put))
        try:
            yield from _received(sent, deadline, allowance.tokens)
        except LanguageModelUnavailable as error:
            _log.info("%s v%d: %s", prompt.prompt_id, prompt.version, error.fault.value)
            raise
        finally:
            asking.cancel()

    def complete(self, prompt: RenderedPrompt, allowance: Allowance) -> str:
        """The whole answer. Raises `LanguageModelUnavailable`."""
        return "".join(piece.text for piece in self.stream(prompt, allowance))

    def close(self) -> None:
        """End what still runs."""
        self._loop.close()

    async def _ask(
        self, prompt: RenderedPrompt, deadline: float, send: Callable[[_Sent], None]
    ) -> None:
        """Send the pieces, then None; or why there are none. Tries again before the first one."""
        made_plain = False
        for attempt in range(1, _TRIES + 1):
            began = False
            try:
                async for piece in self._chat.stream(prompt):
                    began = began or bool(piece.text)
                    send(piece)
                send(None)
                return
            except Exception as error:  # every provider raises its own types
                fault = fault_of(error)
                if fault.option and not began and not made_plain:
                    self._chat.make_plain()  # perhaps another question has done so meanwhile
                    made_plain = True
                    continue
                wait = _FIRST_WAIT * 2 ** (attempt - 1) * random.uniform(1.0, 1.25)
                wait = max(wait, fault.wait or 0.0)
                late = time.monotonic() + wait >= deadline
                if began or not fault.may_retry or attempt == _TRIES or late:
                    send(fault.as_error())
                    return
                await asyncio.sleep(wait)
        send(unavailable(ModelFault.REFUSED))


def _received(
    sent: "SimpleQueue[_Sent]", deadline: float, tokens: int
) -> Generator[Piece, None, None]:
    """The pieces as they come, an empty one now and then, until all is said or used up."""
    letters = pieces = 0
    while True:
        left = deadline - time.monotonic()
        if left <= 0:
            raise unavailable(ModelFault.SLOW)
        try:
            got = sent.get(timeout=min(_HEARTBEAT, left))
        except Empty:
            yield Piece("")
            continue
        if got is None:
            return
        if isinstance(got, LanguageModelUnavailable):
            raise got
        letters, pieces = letters + len(got.text), pieces + bool(got.text)
        if pieces > tokens or letters > tokens * _LETTERS:
            return
        yield got


class _Loop:
    """An event loop in a thread of its own, started with its first work."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread: threading.Thread | None = None

    def start(self, work: Coroutine[Any, Any, None]) -> "Future[None]":
        """Begin the work; cancelling what comes back ends it where it waits."""
        with self._lock:
            if self._loop is None:
                self._loop = asyncio.new_event_loop()
                self._thread = threading.Thread(
                    target=self._loop.run_forever, name="language-model", daemon=True
                )
                self._thread.start()
        return asyncio.run_coroutine_threadsafe(work, self._loop)

    def close(self) -> None:
        """Cancel what runs, then end the thread."""
        with self._lock:
            loop, thread, self._loop, self._thread = self._loop, self._thread, None, None
        if loop is None or thread is None:
            return
        asyncio.run_coroutine_threadsafe(_cancel_all(), loop).result(timeout=_END)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(timeout=_END)
        loop.close()


async def _cancel_all() -> None:
    others = [one for one in asyncio.all_tasks() if one is not asyncio.current_task()]
    for one in others:
        one.cancel()
    await asyncio.gather(*others, return_exceptions=True)
    await asyncio.get_running_loop().shutdown_asyncgens()

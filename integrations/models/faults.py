"""What a provider's exception means: every library raises its own, so they are told by their signs.

The exception's text is read for signs and never shown or logged: it may hold the prompt.
"""

import email.utils
import re
import time
from collections.abc import Mapping
from dataclasses import dataclass

from assistant.errors import LanguageModelUnavailable, ModelFault

_OVER_LONG = re.compile(
    r"context[ _](?:length|size|window)|maximum context|too (?:long|many tokens)|prompt is too"
    r"|exceeds? the (?:available|maximum|limit)|input tokens? (?:exceed|limit)",
    re.IGNORECASE,
)
_UNKNOWN_OPTION = re.compile(
    r"temperature|seed|stream_options|unsupported (?:parameter|value)", re.IGNORECASE
)
_USED_UP = re.compile(r"insufficient_quota|billing|credit", re.IGNORECASE)
_SLOW_NAMES = ("timeout", "deadline")
_DOWN_NAMES = ("connect", "protocol", "network", "serviceunavailable", "readerror", "closed")
_GARBAGE_NAMES = ("decode", "validation", "valueerror", "typeerror", "keyerror", "indexerror")

_TOLD = {
    ModelFault.DOWN: "The language model could not be reached, or broke off.",
    ModelFault.SLOW: "The language model did not answer in time.",
    ModelFault.RATE_LIMITED: "The language model takes no more requests just now.",
    ModelFault.OVER_LONG: "The passages were longer than the language model reads.",
    ModelFault.REFUSED: "The language model's server refused the request.",
    ModelFault.GARBAGE: "What the language model sent could not be read.",
}


@dataclass(frozen=True, slots=True)
class Fault:
    """What went wrong, whether asking again may help, and after how many seconds at least."""

    kind: ModelFault
    may_retry: bool = False
    wait: float | None = None  # None: the provider did not say
    option: bool = False  # the model takes one of our settings for none of its own

    def as_error(self) -> LanguageModelUnavailable:
        """The error a person may see."""
        return unavailable(self.kind)


def unavailable(kind: ModelFault) -> LanguageModelUnavailable:
    """The error for a fault, in our words."""
    return LanguageModelUnavailable(_TOLD[kind], fault=kind)


def fault_of(error: BaseException) -> Fault:
    """Read an exception of any provider's library."""
    if isinstance(error, LanguageModelUnavailable):
        return Fault(error.fault)
    status, text = _status(error), _texts(error)
    if status is None:
        return _by_name(error, text)
    if status == 429:
        return Fault(ModelFault.RATE_LIMITED, not _USED_UP.search(text), _wait(error))
    if status in (408, 504):
        return Fault(ModelFault.SLOW, may_retry=True)
    if status >= 500:
        return Fault(ModelFault.DOWN, may_retry=True, wait=_wait(error))
    if status == 413 or (status in (400, 422) and _OVER_LONG.search(text)):
        return Fault(ModelFault.OVER_LONG)
    option = status in (400, 422) and bool(_UNKNOWN_OPTION.search(text))
    return Fault(ModelFault.REFUSED, option=option)


def _by_name(error: BaseException, text: str) -> Fault:
    """The fault of an exception without a status: of what classes it and its causes are."""
    names = "".join(
        one.__name__.casefold() for cause in _causes(error) for one in type(cause).__mro__[:-2]
    )
    if any(one in names for one in _SLOW_NAMES):
        return Fault(ModelFault.SLOW)
    if any(one in names for one in _DOWN_NAMES):
        return Fault(ModelFault.DOWN, may_retry=True)
    if _OVER_LONG.search(text):
        return Fault(ModelFault.OVER_LONG)
    if any(one in names for one in _GARBAGE_NAMES):
        return Fault(ModelFault.GARBAGE)
    return Fault(ModelFault.DOWN)


def _causes(error: BaseException) -> list[BaseException]:
    found: list[BaseException] = []
    one: BaseException | None = error
    while one is not None and one not in found and len(found) < 5:
        found.append(one)
        one = one.__cause__ or one.__context__
    return found


def _status(error: BaseException) -> int | None:
    for one in (error, getattr(error, "response", None)):
        for name in ("status_code", "code", "status"):
            value = getattr(one, name, None)
            if isinstance(value, int) and 100 <= value < 600:
                return value
    return None


def _texts(error: BaseException) -> str:
    return " ".join(str(one)[:2000] for one in _causes(error))


def _wait(error: BaseException) -> float | None:
    """Seconds of a Retry-After header: a number or a date."""
    headers = getattr(getattr(error, "response", None), "headers", None)
    told = headers.get("retry-after") if isinstance(headers, Mapping) else None
    if told is None:
        return None
    try:
        return max(0.0, float(told))
    except ValueError:
        pass
    try:
        return max(0.0, email.utils.parsedate_to_datetime(told).timestamp() - time.time())
    except ValueError:
        return None

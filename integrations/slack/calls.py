"""Calling Slack: a client that never repeats a call on its own, and three ways to fail."""

import logging
from collections.abc import Callable
from http.client import HTTPException
from typing import Any, TypeVar

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError

from assistant.errors import ClausewiseError

_Made = TypeVar("_Made")
_PASSING = frozenset(
    {
        "internal_error", "fatal_error", "service_unavailable", "request_timeout", "ratelimited",
        "team_added_to_org", "accesslimited",
    }
)  # fmt: skip
_TIMEOUT = 15  # seconds for one call
_LONGEST_WAIT = 3600  # seconds; what Slack asks for beyond is not believed


class CallFailed(ClausewiseError):
    """A call of Slack's Web API did not succeed."""

    code = "slack-failed"
    hint = "https://status.slack.com says whether Slack has trouble."


class Limited(CallFailed):
    """Too many calls: Slack wants to be called again after `seconds`."""

    code = "slack-rate-limited"
    retryable = True

    def __init__(self, seconds: float) -> None:
        super().__init__(f"Slack asks for a pause of {seconds:.0f} s.")
        self.seconds = seconds


class Unreachable(CallFailed):
    """No answer, or an error of Slack's own. Whether the call was carried out is not known."""

    code = "slack-unreachable"
    retryable = True


class Refused(CallFailed):
    """Slack said no, for good; `error` is its word, such as `is_archived`."""

    code = "slack-refused"

    def __init__(self, error: str) -> None:
        super().__init__(f"Slack refuses: {error}.")
        self.error = error


def client_for(token: str, api_url: str = "") -> WebClient:
    """A client for one token; `api_url` is another Slack API, for a test server.

    Slack's own repeats after a broken connection, which may post twice, so they are left out.
    """
    base = f"{api_url.rstrip('/')}/" if api_url else WebClient.BASE_URL
    return WebClient(
        token=token, base_url=base, timeout=_TIMEOUT, retry_handlers=[], logger=quiet()
    )


def quiet() -> logging.Logger:
    """A logger for Slack's libraries: below a warning they write what people typed."""
    logger = logging.getLogger("clausewise.slack.library")
    logger.setLevel(logging.WARNING)
    return logger


def call(do: Callable[[], _Made]) -> _Made:
    """What `do` gives. Raises `Limited`, `Unreachable` or `Refused`."""
    try:
        return do()
    except SlackApiError as error:
        raise _fault(error) from error
    except (SlackClientError, OSError, HTTPException) as error:
        raise Unreachable(f"Slack did not answer ({type(error).__name__}).") from error


def _fault(error: SlackApiError) -> CallFailed:
    response: Any = error.response
    status = int(getattr(response, "status_code", 200) or 200)
    said = str(response.get("error", "")) if hasattr(response, "get") else ""
    if status == 429 or said == "ratelimited":
        return Limited(pause_in(getattr(response, "headers", {}) or {}))
    if status >= 500 or said in _PASSING:
        return Unreachable(f"Slack has trouble ({said or status}).")
    return Refused(said.partition(":")[0] or f"status {status}")


def pause_in(headers: Any) -> float:
    """Seconds that Slack wants to be left alone, as its answer's headers say."""
    for name, value in dict(headers).items():
        if str(name).lower() == "retry-after":
            text = value[0] if isinstance(value, list) else value
            return min(float(text), _LONGEST_WAIT) if str(text).isdigit() else 30.0
    return 30.0

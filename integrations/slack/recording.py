"""What Slack shows of confidential documents is written into the access log before it goes out."""

import re
from collections.abc import Collection, Iterator, Mapping

from assistant.model.documents import Revision
from assistant.people.access_log import Surface
from assistant.people.person import Viewer
from integrations.bootstrap import Services

_WORDS = re.compile(r"[\w./-]+")


def read(
    services: Services, viewer: Viewer, words: str, place: str, *, paths: Collection[str] = ()
) -> None:
    """Note each confidential document that the words name, or that stands at one of the paths."""
    parts = services.seen_by(viewer).adapters
    if not parts.access.restricts:
        return
    held = dict(parts.sight.now().confidential)
    found = {*_named_in(words, held), *(one for one in paths if one in held)}
    names = [f"{held[one].number} ({one})" for one in sorted(found)]
    services.people.log.read(viewer, Surface.SLACK, names, place)


def _named_in(text: str, held: Mapping[str, Revision]) -> Iterator[str]:
    words = set(_WORDS.findall(text))
    for path, revision in held.items():
        number = revision.number
        if number in words or (not _WORDS.fullmatch(number) and number in text):
            yield path

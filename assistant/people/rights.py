"""What each role may do. Which documents somebody may see is another matter: `access.py`."""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final


class Role(StrEnum):
    """What somebody is there for; a person may have several."""

    READER = "reader"
    AUDITOR = "auditor"
    MANAGER = "manager"
    ADMIN = "admin"


class Action(StrEnum):
    """Something that needs a right."""

    READ = "read"  # ask, search, look at documents, coverage, gaps, calendar, traces, replies
    FEEDBACK = "feedback"  # say what was wrong with a reply
    DRAFT = "draft"  # checklists, packs, exports
    AUDIT = "audit"  # plan and fill audits, raise findings
    DECIDE = "decide"  # mappings, gaps, what else a person answers for
    INGEST = "ingest"  # bring documents in
    PEOPLE = "people"  # accounts, roles, keys, bindings
    ACCESS_LOG = "access_log"  # who read and wrote what


_READS = frozenset({Action.READ, Action.FEEDBACK})
_AUDITS = _READS | {Action.DRAFT, Action.AUDIT}

MAY: Final[Mapping[Role, frozenset[Action]]] = MappingProxyType(
    {
        Role.READER: _READS,
        Role.AUDITOR: _AUDITS,
        Role.MANAGER: _AUDITS | {Action.DECIDE, Action.INGEST},
        Role.ADMIN: _READS | {Action.PEOPLE, Action.ACCESS_LOG},
    }
)
"""An admin runs the accounts and does not decide on evidence; who does both has both roles."""


def may(roles: Iterable[Role], action: Action) -> bool:
    """Whether one of the roles allows the action."""
    return any(action in MAY[role] for role in roles)

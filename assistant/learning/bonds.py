"""What a sentence says of those it names: who does it, and who is told."""

import re
from collections.abc import Iterator

from assistant.learning.role_words import EVERYONE, Mention, mentions
from assistant.model.learning import Bond

_ROUND = r"(?:\s*\([^)]{1,60}\))?"
_ACTS = re.compile(
    rf"{_ROUND}(?:\s+(?:alone|or\s+(?:his|her|their|the|a)\s+\w+|and\s+(?:the\s+"
    rf"|a\s+)?[\w\s]{{3,40}}?|or\s+(?:the\s+|a\s+)?"
    r"[\w\s]{3,40}?))?,?\s+"
    r"(?:(?:shall|must|may|can|cannot|will|should|is|are|has|have|does|do|needs?|who)\b"
    r"|[a-z]+ly\s+[a-z]+s\b"
    r"|(?!(?:is|has|does|this|his|its|as|less|unless|across|process|basis|besides|towards"
    r"|sometimes)\b)[a-z]{2,}s\b)"
)
_PLURAL_ACTS = re.compile(
    rf"{_ROUND}(?:\s+and\s+[\w\s]{{3,40}}?)?\s+(?!(?:of|in|on|at|to|for|from|with|by|as|and|or"
    rf"|under|who"
    r"|during|within|listed|named|concerned|involved|only|after|before|per|than|that)\b)[a-z]{2,}\b"
)
_PASSIVE = re.compile(
    r"\b(?:by|through)\s+(?:[\w-]+\s+or\s+(?:by\s+)?)?(?:the\s+|an?\s+|our\s+|one\s+of\s+the\s+"
    r"|any\s+|each\s+|two\s+|authori[sz]ed\s+"
    r"|stamped\s+|trained\s+|another\s+|his\s+|their\s+)*$"
    r"|\bresponsib\w+\s*(?:(?:of|with)\s+(?:the\s+)?|lies\s+with\s+(?:the\s+)?"
    r"|[:|–-]\s*(?:the\s+)?)$"
    r"|\bonly\s+(?:the\s+|an?\s+)?$|\b(?:consent|approval|permission|signature|leave|agreement"
    r"|decision|authority|stamp)\s+of"
    r"\s+(?:the\s+|an?\s+)?$|\b(?:must|shall|has\s+to|may)\s+(?:only\s+)?be\s+(?:an?|the)\s+$"
    r"|\b(?:rests?|lies|stays?|held|kept)\s+with\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_BEFORE_TOLD = re.compile(
    r"\b(?:tells?|told|informs?|notif(?:y|ies)|alerts?|calls?|asks?|warns?|advises?|phones?"
    r"|rings?|contacts?"
    r"|consults?|(?:reports?|reported|told|escalates?|escalated|goes|go|sent|sends?|passed|passes"
    r"|hands?|handed|given|gives?"
    r"|forwards?|forwarded|submit(?:s|ted)?|refer(?:s|red)?|known"
    r"|returned)(?:\s+[\w-]+){0,6}?\s+to)"
    r"\s+(?:the\s+|an?\s+|their\s+|his\s+|our\s+|[\w-]+\s+(?:and|or)\s+(?:the\s+)?)*$",
    re.IGNORECASE,
)
_AFTER_TOLD = re.compile(
    rf"{_ROUND}\s+(?:is|are|shall be|must be|will be)\s+(?:\w+ly\s+)?(?:told|informed|notified"
    rf"|asked|called|alerted"
    r"|warned|consulted)\b",
    re.IGNORECASE,
)
_OWN = re.compile(
    r"^['’]s?\s+(?:\w+\s+){0,2}(?:approv\w*|consent|signature|decision|authori\w*|permission"
    r"|agreement|responsib\w*"
    r"|job|task|duty|stamp|leave|release|initials)\b",
    re.IGNORECASE,
)
_LABEL = re.compile(r"^\s*[:–—]\s+\S")


def bonds(sentence: str) -> Iterator[tuple[Mention, Bond]]:
    """Those the sentence names with how it concerns them; who is only mentioned is left out."""
    for one in mentions(sentence):
        bond = bond_of(sentence, one)
        if bond is not None:
            yield one, bond


def bond_of(sentence: str, one: Mention) -> Bond | None:
    """How the sentence concerns somebody it names; None where the name only occurs in it."""
    before, after = sentence[: one.start], sentence[one.end :]
    if _AFTER_TOLD.match(after) or _BEFORE_TOLD.search(before):
        return None if one.key == EVERYONE else Bond.TOLD  # what all are told binds nobody
    acts = (
        _OWN.match(after)
        or _PASSIVE.search(before)
        or _acts(one, after, before)
        or (not before.strip(" •-–") and _LABEL.match(after))
    )
    if not acts:
        return None
    return Bond.EVERYONE if one.key == EVERYONE else Bond.DOES


def _acts(one: Mention, after: str, before: str) -> bool:
    if re.search(r"\b(?:of|from|with|for|in|on|to)\s+(?:the\s+|an?\s+|our\s+)?$", before):
        return False
    if _ACTS.match(after):
        return True
    return one.plural and _PLURAL_ACTS.match(after) is not None

"""`learn`: a clause in our words, the roles there are, or a role's way through the procedures."""

from collections.abc import Iterator
from datetime import date

from assistant.model.clauses import Clause
from assistant.model.learning import LearningPath, Stop
from integrations.bootstrap import Services
from integrations.places import counted
from integrations.slack.answers import LinkTo, cited
from integrations.slack.messages import Message, context, header, message
from integrations.slack.rich import Block, bold, cut, paragraph, paragraphs

_ROLES = 20
_STOPS = 8
_TO_KNOW = 2  # sentences of a document


def clause(one: Clause) -> Message:
    """What a clause asks and what an auditor asks to see, with questions to try."""
    records = ", ".join(one.records[:6])
    told = [
        one.asks,
        *([f"What it adds for distributors: {one.adds}"] if one.adds else []),
        *([f"An auditor asks to see: {records}."] if records else []),
        *([f"How fresh: {one.freshness}"] if one.freshness else []),
    ]
    tries = [
        f"Where do we cover {one.number}?",
        *([f"Where is the newest {one.records[0]}?"] if one.records else []),
        f"/audit gaps {one.number}",
    ]
    title = f"{one.number} {one.title}"
    blocks = [
        header(title),
        *paragraphs("\n".join(told)),
        *paragraphs("Try to answer, then ask:\n" + "\n".join(f"• {each}" for each in tries)),
    ]
    return message("\n".join([title, *told]), blocks)


def roles(services: Services, *, as_of: date) -> Message:
    """The roles that the procedures name, the busiest first."""
    found = services.learning.procedures.roles(as_of=as_of)
    lead = "Whose way through the procedures? /audit learn ROLE, or a clause: /audit learn 8.4"
    lines = [
        f"• {one.name}: {counted(one.duties, 'sentence')} in "
        f"{counted(len(one.documents), 'document')}"
        for one in found[:_ROLES]
    ]
    return message("\n".join([lead, *lines] if lines else ["The procedures name no role yet."]))


def way(path: LearningPath, *, link_to: LinkTo) -> Message:
    """The documents a role should know, why, and the first sentences of each."""
    lead = f"{path.title}: {counted(len(path.stops), 'document')}"
    blocks = [paragraph(bold(lead))]
    for stop in path.stops[:_STOPS]:
        blocks += _stop(stop, link_to)
    if len(path.stops) > _STOPS:
        blocks.append(context(f"… and {len(path.stops) - _STOPS} more; the hand-out has all."))
    return message(lead, blocks)


def _stop(stop: Stop, link_to: LinkTo) -> Iterator[Block]:
    named = f"{stop.document} rev {stop.revision}" if stop.revision else stop.document
    why = "; ".join(stop.why)
    yield paragraph(bold(cut(f"{named} {stop.title}", 200)), f"\n{cut(why, 600)}" if why else "")
    for known in stop.to_know[:_TO_KNOW]:
        yield cited(known.citation, mark="• ", link_to=link_to)

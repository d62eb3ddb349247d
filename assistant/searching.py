"""What a search shows: passages found, as citations."""

from collections.abc import Mapping, Sequence

from assistant.citations import cite
from assistant.model.documents import Status
from assistant.model.replies import Citation
from assistant.retrieval import Evidence


def cited(
    found: Sequence[Evidence], clauses: Mapping[str, tuple[str, ...]]
) -> list[tuple[Citation, float]]:
    """Passages in force as citations with their scores, tagged from 1; empty ones are left out.

    `clauses` gives those that passages are mapped to, by passage.
    """
    return [
        (
            cite(
                one.passage,
                one.revision,
                quote=" ".join(one.passage.text.split()),
                tag=tag,
                status=Status.IN_FORCE,
                clauses=clauses.get(one.passage.id, ()),
            ),
            one.score,
        )
        for tag, one in enumerate(found, start=1)
        if one.passage.text.strip()
    ]

"""Our retrieval as a LangChain retriever, for chains and agents that people already have."""

from collections.abc import Callable
from datetime import date

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever

from assistant.retrieval import Evidence, Retrieve


class ClausewiseRetriever(BaseRetriever):  # type: ignore[misc]  # mypy does not follow LangChain
    """Passages in force as LangChain documents, best first.

    `today` is asked for every question. Each document's id is the passage's; its metadata
    names document, revision, section, page and path, so that a chain can cite it.
    """

    retrieve: Retrieve
    today: Callable[[], date] = date.today
    limit: int = 10

    def _get_relevant_documents(
        self, query: str, *, run_manager: CallbackManagerForRetrieverRun
    ) -> list[Document]:
        found = self.retrieve(query, as_of=self.today(), limit=self.limit)
        return [as_document(one) for one in found]


def as_document(evidence: Evidence) -> Document:
    """One passage as LangChain wants it."""
    passage, revision = evidence.passage, evidence.revision
    return Document(
        id=passage.id,
        page_content=passage.text,
        metadata={
            "passage": passage.id,
            "document": revision.number,
            "revision": revision.identity.label,
            "title": revision.identity.title,
            "kind": revision.identity.kind.value,
            "section": passage.section,
            "section_title": passage.section_title,
            "page": passage.page,
            "row": passage.row,
            "path": revision.path,
            "score": evidence.score,
        },
    )

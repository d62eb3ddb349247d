"""Our retrieval, called the way LangChain calls a retriever."""

from datetime import date
from pathlib import Path

from langchain_core.runnables import RunnableLambda

from assistant.model.passages import Passage
from assistant.retrieval import Retrieve
from integrations.database.engine import open_database
from integrations.database.library import SqlLibrary
from integrations.database.stored_vectors import Readiness
from integrations.database.words import SqlWordIndex
from integrations.database_vectors import DatabaseVectors
from integrations.langchain_retriever import ClausewiseRetriever
from integrations.vectors import VectorWork
from tests.builders import page, paragraph, revision
from tests.fakes.embedder import WordEmbedder


def test_a_chain_gets_documents_it_can_cite(tmp_path: Path) -> None:
    database, embedder = open_database(tmp_path), WordEmbedder()
    text = "Receiving inspection records are kept for ten years."
    held = revision("QP-840", "C")
    passage = Passage("p_1", held.id, 0, 1, 0, len(text), text, section="6.2")
    SqlLibrary(database).add(held, [page(paragraph(text))], [passage], [], edition="e")
    VectorWork(database, embedder).run()
    meaning = DatabaseVectors(
        database, model=embedder.name, ready=Readiness(database, embedder.name)
    )
    retrieve = Retrieve(SqlWordIndex(database), meaning, embedder, SqlLibrary(database))
    retriever = ClausewiseRetriever(retrieve=retrieve, today=lambda: date(2026, 9, 30), limit=3)

    chain = retriever | RunnableLambda(lambda documents: documents[0])
    found = chain.invoke("how long are receiving records kept?")

    assert found.page_content == text
    assert found.id == "p_1"
    assert (found.metadata["document"], found.metadata["revision"]) == ("QP-840", "C")
    assert (found.metadata["section"], found.metadata["page"]) == ("6.2", 1)
    database.close()

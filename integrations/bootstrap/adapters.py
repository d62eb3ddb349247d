"""What we do it with: database, indexes and models, each built when first used."""

import os
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from functools import cached_property, partial
from typing import TYPE_CHECKING

from assistant.model.clauses import Edition
from assistant.people.clearance import EVERYTHING, Clearance
from assistant.ports import (
    Allowance,
    Clock,
    Embedder,
    LanguageModel,
    Ledger,
    MeaningIndex,
    Reranker,
    SupportChecker,
    WordIndex,
)
from integrations.settings import Settings

if TYPE_CHECKING:
    from assistant.audits.book import AuditBook
    from assistant.findings.book import FindingBook
    from assistant.model.organisation import Organisation
    from assistant.people.access import Access
    from assistant.people.sight import Sight
    from assistant.people.viewed_books import KeptReceipts
    from assistant.people.viewed_library import HeldLibrary
    from assistant.records.own_mapping import RecordMapping
    from assistant.sharing import Way
    from assistant.standards.loader import EditionLibrary
    from ingest.pipeline import IngestFiles
    from integrations.chroma_index import ChromaIndex
    from integrations.database.engine import Database
    from integrations.database.library import SqlLibrary
    from integrations.database.stored_vectors import Readiness
    from integrations.database.words import SqlWordIndex
    from integrations.fine_vectors import FineVectors
    from integrations.locks import VectorsLock
    from integrations.vectors import VectorWork

_READERS = min(4, os.cpu_count() or 1)  # processes that read files side by side


@dataclass(frozen=True, slots=True)
class CalendarClock:
    """The machine's day, or a fixed one."""

    fixed: date | None = None

    def today(self) -> date:
        """The day all date rules use."""
        return self.fixed or date.today()


@dataclass(frozen=True)
class Adapters:
    """The parts of one run. `long_lived`: a process that stays, and may open Chroma."""

    settings: Settings
    clock: Clock
    given_embedder: Embedder | None = None
    long_lived: bool = False
    given_language_model: LanguageModel | None = None

    @cached_property
    def edition(self) -> Edition:
        """The edition of the settings, as the organisation uses it.

        Raises `UnknownEdition`, `InvalidEdition` or `InvalidOrganisation`.
        """
        from assistant.organisation.tailoring import tailored

        return tailored(self.whole_edition, self.organisation)

    @cached_property
    def record_mapping(self) -> "RecordMapping":
        """What the organisation says of its tables. Raises `InvalidRecordMapping`."""
        from assistant.records.own_mapping import RecordMapping
        from integrations.records_file import load

        file = self.settings.records or self.settings.data / "records.yaml"
        if not file.is_file() and self.settings.records is None:
            return RecordMapping()
        return load(file)

    @cached_property
    def whole_edition(self) -> Edition:
        """The edition of the settings as published. Raises `UnknownEdition`, `InvalidEdition`."""
        return self.editions.get(self.settings.edition)

    @cached_property
    def organisation(self) -> "Organisation":
        """The organisation's settings; empty without a file. Raises `InvalidOrganisation`."""
        from assistant.model.organisation import Organisation
        from integrations.organisation_file import load

        file = self.settings.organisation or self.settings.data / "organisation.yaml"
        if not file.is_file() and self.settings.organisation is None:
            return Organisation()
        return load(file, self.whole_edition, elsewhere=self.editions.know)

    @cached_property
    def editions(self) -> "EditionLibrary":
        """The editions that come with the program and those of the settings' folder."""
        from assistant.standards.loader import EditionLibrary

        return EditionLibrary(self.settings.editions)

    @cached_property
    def database(self) -> "Database":
        """The open, migrated database. Raises `StoreUnavailable`."""
        from integrations.database.engine import open_database

        return open_database(self.settings.database_url or self.settings.data)

    @property
    def whole(self) -> "Adapters":
        """The parts that see everything; other than these for somebody's view (viewing.py)."""
        return self

    @property
    def clearance(self) -> Clearance:
        """What is seen through these parts."""
        return EVERYTHING

    @cached_property
    def access(self) -> "Access":
        """Who may see which documents. Raises `InvalidAccess` or `NothingThere`."""
        from assistant.people.access import Access
        from integrations.access_file import load

        file = self.settings.access or self.settings.data / "access.yaml"
        if not file.is_file() and self.settings.access is None:
            return Access()
        return load(file)

    @cached_property
    def sight(self) -> "Sight":
        """Which documents are seen, and which of these are not for everybody."""
        from assistant.people.sight import Sight

        whole = self.whole
        return Sight(whole.library, whole.access, self.clearance, whole.clock.today)

    @cached_property
    def library(self) -> "HeldLibrary":
        """Documents, files, mappings and replies; mappings of related editions are shared."""
        from assistant.sharing import ways_to
        from integrations.database.sharing import SharingLibrary

        def find_ways() -> "list[Way]":
            edition = self.whole_edition
            return ways_to(edition, self.editions.related_to(edition))

        return SharingLibrary(self.database, self.settings.edition, find_ways)

    @cached_property
    def own_library(self) -> "SqlLibrary":
        """The same without what other editions lend: for what makes proposals."""
        from integrations.database.remembering import RememberingLibrary

        return RememberingLibrary(self.database)

    @cached_property
    def ledger(self) -> Ledger:
        """What people decided, for ever."""
        from integrations.database.ledger import SqlLedger

        return SqlLedger(self.database)

    @cached_property
    def receipts(self) -> "KeptReceipts":
        """Every reply that was ever given."""
        from integrations.database.receipts import SqlReceipts

        return SqlReceipts(self.database)

    @cached_property
    def audit_book(self) -> "AuditBook":
        """Every internal audit."""
        from integrations.database.audits import SqlAuditBook

        return SqlAuditBook(self.database)

    @cached_property
    def finding_book(self) -> "FindingBook":
        """Every finding of these audits."""
        from integrations.database.findings import SqlFindingBook

        return SqlFindingBook(self.database)

    @cached_property
    def words(self) -> WordIndex:
        """Full-text search."""
        return self.word_table

    @cached_property
    def word_table(self) -> "SqlWordIndex":
        """The table behind it, to be checked and made anew."""
        from integrations.database.words import SqlWordIndex

        return SqlWordIndex(self.database)

    @cached_property
    def embedder(self) -> Embedder:
        """The embedding model of the settings; it starts on first use."""
        if self.given_embedder is not None:
            return self.given_embedder
        if self.settings.embedding_model:
            from integrations.embedding.sentence_transformer import SentenceTransformerEmbedder

            return SentenceTransformerEmbedder(self.settings.embedding_model)
        from integrations.embedding.onnx_minilm import OnnxMiniLM

        return OnnxMiniLM()

    @cached_property
    def language_model(self) -> LanguageModel | None:
        """The language model of the settings, None without one. Raises `InvalidSetting`."""
        if self.given_language_model is not None or not self.settings.model:
            return self.given_language_model
        from integrations.models.langchain_chat import ChatOptions
        from integrations.models.remote import RemoteModel

        return RemoteModel(
            ChatOptions(
                name=self.settings.model,
                base_url=self.settings.model_base_url,
                api_key=self.settings.model_api_key.get_secret_value(),
                seconds=self.settings.model_timeout,
                tokens=self.settings.model_max_tokens,
            )
        )

    @property
    def allowance(self) -> Allowance:
        """What one answer of the language model may take."""
        settings = self.settings
        return Allowance(settings.model_timeout, settings.model_max_tokens)

    @cached_property
    def question_embedder(self) -> Embedder:
        """The same model for what is asked: the last texts are not embedded again."""
        from integrations.embedding.recent import RecentTexts

        return RecentTexts(self.embedder)

    @cached_property
    def reranker(self) -> Reranker | None:
        """What orders the best hits again; None without a model for it."""
        if not self.settings.reranker_model:
            return None
        from integrations.cross_encoders.reranker import CrossEncoderReranker

        return CrossEncoderReranker(self.settings.reranker_model)

    @cached_property
    def support_checker(self) -> SupportChecker | None:
        """What is asked about each sentence of a draft; None without a model for it."""
        if not self.settings.support_model:
            return None
        from integrations.cross_encoders.support import CrossEncoderSupport

        return CrossEncoderSupport(self.settings.support_model)

    @cached_property
    def meaning(self) -> MeaningIndex:
        """Vector search: Chroma in a process that stays and holds its lock, else the database.

        Starting Chroma takes longer than a whole one-shot answer, and its embedded client is
        not safe for two processes; the vectors in the database are searched as exactly.
        """
        if self.chroma is not None:
            return self.chroma
        from integrations.database_vectors import DatabaseVectors

        return DatabaseVectors(self.database, model=self.embedder.name, ready=self.vectors_ready)

    @cached_property
    def vectors_ready(self) -> "Readiness":
        """How far the vectors of some revisions are."""
        from integrations.database.stored_vectors import Readiness

        return Readiness(self.database, self.embedder.name)

    @cached_property
    def chroma(self) -> "ChromaIndex | None":
        """The index in Chroma; None in a one-shot run, or when another process has it open."""
        if not self.long_lived or not self.vectors_lock.take():
            return None
        return self.open_chroma()

    def open_chroma(self) -> "ChromaIndex":
        """Chroma, on its server or in this process, which must hold the lock of the vectors."""
        from integrations import chroma_index

        if self.settings.chroma_url:
            client = chroma_index.server_client(self.settings.chroma_url)
        else:
            client = chroma_index.embedded_client(self.settings.data / "chroma")
        return chroma_index.ChromaIndex(
            client,
            model=self.embedder.name,
            dimensions=self.dimensions,
            ready=self.vectors_ready,
        )

    @property
    def dimensions(self) -> int:
        """Length of one vector of the embedding model."""
        known = getattr(self.embedder, "dimensions", None)
        return known if isinstance(known, int) else int(self.embedder.embed(["a"]).shape[1])

    @cached_property
    def vectors_lock(self) -> "VectorsLock":
        """The lock of the vectors of the data directory, not yet taken."""
        from integrations.locks import VectorsLock

        return VectorsLock(self.settings.data)

    @cached_property
    def vector_work(self) -> "VectorWork":
        """What makes missing vectors, and the proposals that follow from them."""
        from integrations.bootstrap.meanings import ProposeByMeaning
        from integrations.database.vectors import SqlVectorCache
        from integrations.embedding.remembered import RememberedVectors
        from integrations.vectors import VectorWork

        embedder = RememberedVectors(self.embedder, self.settings.data / "cache")
        return VectorWork(
            self.database,
            self.embedder,
            index=self.chroma,
            on_revision_ready=ProposeByMeaning(
                self.own_library, SqlVectorCache(self.database), self.edition, embedder
            ),
        )

    @cached_property
    def fine_vectors(self) -> "FineVectors":
        """What makes the vectors of words and sentences."""
        from integrations.fine_vectors import FineVectors

        return FineVectors(self.database, self.embedder, self.library)

    @cached_property
    def ingest_files(self) -> "IngestFiles":
        """The way from files to the library. The caller holds the lock of the writer."""
        from ingest.pipeline import IngestFiles
        from ingest.readers.limits import Limits
        from ingest.readers.ocr.choice import Ocr, engine_name
        from ingest.readers.registry import read
        from ingest.reading_pool import ReadingPool
        from ingest.steps import default_steps, get_ready

        limits = Limits(max_file_bytes=self.settings.max_file_mb * 2**20)
        ocr = Ocr(self.settings.ocr)
        steps = default_steps(self.embedder)
        pool = ReadingPool(
            partial(read, limits=limits, ocr=ocr),
            workers=_READERS,
            meanwhile=lambda: get_ready(steps, self.edition),
        )
        return IngestFiles(
            store=self.own_library,
            steps=steps,
            edition=self.edition,
            read_files=pool,
            reads_scans=bool(engine_name(ocr)),
        )

    def check_settings(self) -> None:
        """Raises `InvalidSetting` for settings that cannot go together."""
        from integrations.settings_together import check

        check(self.settings)

    def close(self) -> None:
        """Close what was opened, in the order that leaves nothing half written."""
        opened = self.__dict__
        if hasattr(opened.get("language_model"), "close"):
            opened["language_model"].close()
        if opened.get("chroma") is not None:
            opened["chroma"].close()
        if "vectors_lock" in opened:
            opened["vectors_lock"].release()
        if "database" in opened:
            with suppress(OSError):
                opened["database"].close()

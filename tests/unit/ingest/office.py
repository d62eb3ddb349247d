"""A folder of documents that are ingested, for the tests of the pipeline."""

from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path

from assistant.standards.loader import EditionLibrary
from ingest.outcomes import Ingested
from ingest.pipeline import IngestFiles, IngestStore
from ingest.readers import read
from ingest.reading_pool import ReadHere
from ingest.steps import Steps, default_steps
from tests.fakes.embedder import WordEmbedder

EDITION = EditionLibrary(None).get("as9120b")
STEPS = default_steps(WordEmbedder())


@dataclass(frozen=True)
class Office:
    """A folder of documents and the library that they are ingested into."""

    folder: Path
    library: IngestStore

    def write(self, path: str, text: str) -> Path:
        file = self.folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
        return file

    def ingest(self, *paths: Path, prune: bool = False, steps: Steps = STEPS) -> Ingested:
        use = IngestFiles(self.library, steps, EDITION, ReadHere(read))
        return use(paths or (self.folder,), prune=prune)

    def held(self) -> list[str]:
        return sorted(revision.path for revision in self.library.revisions())


def procedure(number: str, text: str = "Suppliers are evaluated once a year.") -> str:
    return f"# {number} Purchasing\n\nDocument No: {number}\n\n## 1 Purpose\n\n{text}\n"


def mail(*attachments: tuple[str, str], text: str = "See the attachments.") -> str:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "a@example.org", "b@example.org", "Order"
    message.set_content(text)
    for name, content in attachments:
        message.add_attachment(content, filename=name)
    return message.as_string()


def outcomes(result: Ingested) -> dict[str, str]:
    return {file.path: file.outcome.value for file in result.files}

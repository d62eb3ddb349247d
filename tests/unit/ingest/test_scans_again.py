"""Files whose pages wanted OCR are read again when there is an engine, and no others."""

from functools import partial
from pathlib import Path

from assistant.model.documents import ReadDocument, SourceFile
from assistant.reading_ports import OcrEngine
from ingest.outcomes import Ingested
from ingest.pipeline import IngestFiles
from ingest.readers import pdf as pdf_reader
from ingest.readers.limits import Limits
from ingest.reading_pool import ReadHere
from tests.fakes.ocr import KnowsThePage
from tests.unit.ingest.office import EDITION, STEPS, Office, outcomes
from tests.unit.ingest.readers.made_files import pdf, text_page
from tests.unit.ingest.readers.test_scans import scanned

SCAN = ("Storage of rubber parts", "Rubber parts are stored below 25 degrees in the dark.")


def read(source: SourceFile, engine: OcrEngine | None) -> ReadDocument:
    return pdf_reader.read(source, Limits(), engine)


def ingest(office: Office, engine: OcrEngine | None) -> Ingested:
    use = IngestFiles(
        office.library,
        STEPS,
        EDITION,
        ReadHere(partial(read, engine=engine)),
        reads_scans=engine is not None,
    )
    return use([office.folder])


def put(office: Office, name: str, content: bytes) -> None:
    Path(office.folder / name).write_bytes(content)


def test_a_half_scanned_document_is_read_again_once_there_is_an_engine(office: Office) -> None:
    put(office, "half.pdf", pdf(text_page("Goods are inspected on receipt."), scanned()))
    put(office, "text.pdf", pdf(text_page("Suppliers are evaluated once a year.")))
    [half, _] = ingest(office, None).files
    assert (half.pages_without_text, half.ocr_pages) == ((2,), ())
    assert outcomes(ingest(office, None)) == {"half.pdf": "unchanged", "text.pdf": "unchanged"}

    result = ingest(office, KnowsThePage(*SCAN))

    assert outcomes(result) == {"half.pdf": "replaced", "text.pdf": "unchanged"}
    [half, _] = result.files
    assert (half.pages_without_text, half.ocr_pages) == ((), (2,))
    assert outcomes(ingest(office, KnowsThePage(*SCAN))) == {
        "half.pdf": "unchanged",
        "text.pdf": "unchanged",
    }


def test_how_surely_a_page_was_read_is_kept_with_the_document(office: Office) -> None:
    put(office, "scan.pdf", pdf(scanned(), text_page("Goods are inspected on receipt.")))

    ingest(office, KnowsThePage(*SCAN, sure=[0.875]))

    [held] = office.library.revisions()
    assert (held.ocr_pages, held.ocr_confidences) == ((1,), (0.875,))
    reading = office.library.reading(held.id)
    assert reading is not None
    assert [page.ocr_confidence for page in reading.pages] == [0.875, None]


def test_a_page_too_slow_for_the_engine_is_tried_again_the_next_time(office: Office) -> None:
    class Slow(KnowsThePage):
        def words(self, picture: object, *, seconds: float) -> list:  # type: ignore[type-arg]
            return KnowsThePage(*SCAN).words(picture, seconds=0.0)  # type: ignore[arg-type]

    put(office, "half.pdf", pdf(text_page("Goods are inspected on receipt."), scanned()))
    [half] = ingest(office, Slow()).files
    assert half.pages_without_text == (2,)

    assert outcomes(ingest(office, KnowsThePage(*SCAN))) == {"half.pdf": "replaced"}

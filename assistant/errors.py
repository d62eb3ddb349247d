"""Every error a person may see: a stable code, a message, a hint, and whether retrying helps.

    ClausewiseError
    ├── DocumentRefused        one file cannot be read; the run goes on
    ├── WrongUse               the person asked for something that is not there
    ├── OcrFailed              one page of a scan cannot be read; the others can
    ├── StoreUnavailable       the data directory, database or index cannot be used now
    └── ModelUnavailable       an embedding, reranking or language model cannot be used now

An edge shows `str(error)` as `error: …` and `error.hint` as `hint: …`; nothing else is needed.
"""

from enum import StrEnum
from typing import ClassVar


class ClausewiseError(Exception):
    """Base of every error an edge shows to a person; `str()` is the message they read.

    Subclasses set `code` and `hint` on the class; a `hint` given at construction wins,
    because a good hint often needs the name of the thing.
    """

    code: ClassVar[str] = "error"
    hint: str = "Run `clausewise doctor`."
    retryable: ClassVar[bool] = False

    def __init__(self, message: str, *, hint: str | None = None) -> None:
        super().__init__(message)
        if hint is not None:
            self.hint = hint


class DocumentRefused(ClausewiseError):
    """One file cannot become evidence. A value in the result of an ingest, never its end."""

    code = "document-refused"


class DocumentEncrypted(DocumentRefused):
    """The file asks for a password."""

    code = "document-encrypted"
    hint = "Save a copy without the password and ingest that."


class DocumentTruncated(DocumentRefused):
    """The file breaks off or is damaged, so that not all of it can be read."""

    code = "document-truncated"
    hint = "Open the file, save it again (or fetch it anew from its source) and ingest that."


class DocumentEmpty(DocumentRefused):
    """The file opens and has nothing in it."""

    code = "document-empty"
    hint = "Check that the right file was saved; there is nothing to search in this one."


class DocumentZeroBytes(DocumentRefused):
    """The file has no bytes at all, usually a copy that failed."""

    code = "document-zero-bytes"
    hint = "Copy the file again from its source."


class DocumentUnsupported(DocumentRefused):
    """The content is of a type we do not read, whatever the name says."""

    code = "document-unsupported"
    hint = "Save it as PDF, DOCX, XLSX, CSV, HTML, Markdown, text, e-mail (.eml), PNG or TIFF."


class DocumentTooLarge(DocumentRefused):
    """The file is over the size limit."""

    code = "document-too-large"
    hint = "Split the file, or raise CLAUSEWISE_MAX_FILE_MB."


class DocumentBomb(DocumentRefused):
    """The file is small and unpacks to far more than any document holds."""

    code = "document-zip-bomb"
    hint = "Do not open it; ask whoever sent it what it is."


class DocumentDuplicate(DocumentRefused):
    """The same bytes are already here under another name."""

    code = "document-duplicate"
    hint = "Nothing is lost: the other file is searched. Remove one of the two."


class DocumentNotTaken(DocumentRefused):
    """Whoever brings the file may not bring it in. Does not say why: that could tell too much."""

    code = "document-not-taken"
    hint = "Ask whoever looks after the documents."


class DocumentWithoutText(DocumentRefused):
    """There is no text to search: none of it can be read, neither from a text layer nor by OCR."""

    code = "document-without-text"
    hint = "Look at the paper; scan it anew, straight, in black on white, at 300 dots an inch."


class DocumentNeedsOcr(DocumentRefused):
    """Every page is a picture, and there is no OCR engine to read it."""

    code = "document-needs-ocr"
    hint = "Install an OCR engine (`make ocr`, or on Debian `tesseract-ocr`) and ingest again."


class OcrFailed(ClausewiseError):
    """One picture could not be read by OCR: it took too long, or the engine broke down."""

    code = "ocr-failed"
    hint = "Ingest the file again; if it fails again, scan the page anew."


class DocumentUnreadable(DocumentRefused):
    """The bytes of the file cannot be had: no permission, gone, not a regular file."""

    code = "document-unreadable"
    hint = "Check that the file is still there and that you may read it; then ingest again."


class DocumentIgnored(DocumentRefused):
    """A file that programs leave behind, never a document."""

    code = "document-ignored"
    hint = "Nothing to do: such files are left out."


class DocumentReadingFailed(DocumentRefused):
    """Reading the file took too long or brought the reader down."""

    code = "document-reading-failed"
    hint = "Open the file, save it anew (for example as PDF) and ingest that."


class WrongUse(ClausewiseError):
    """The request itself cannot be carried out; doing it again changes nothing."""

    code = "wrong-use"
    hint = "See `clausewise --help`."


class NothingThere(WrongUse):
    """A path, document, clause, mapping or reply that does not exist."""

    code = "not-found"
    hint = "Check the spelling; `clausewise documents` lists what is here."


class AlreadyDecided(WrongUse):
    """Somebody has decided about this mapping before; the message says who, and what."""

    code = "already-decided"
    hint = (
        "Look at `clausewise mappings history ID`; `clausewise mappings reopen ID` opens it again."
    )


class Superseded(WrongUse):
    """A decision was wanted about an issue of a document that no longer counts."""

    code = "superseded"
    hint = "Decide about the revision in force; `clausewise mappings` lists its places."


class InvalidSetting(WrongUse):
    """A setting is unknown or its value cannot be used."""

    code = "invalid-setting"
    hint = "docs/configuration.md lists every setting."


class StoreUnavailable(ClausewiseError):
    """The store cannot be read or written now."""

    code = "store-unavailable"
    hint = "Check that you may write to the data directory and that the disk is not full."
    retryable = True


class StoreBusy(StoreUnavailable):
    """Another process is writing to this data directory; the message names it."""

    code = "store-busy"
    hint = "Wait for it to end, or give this run a data directory of its own with --data."


class ModelUnavailable(ClausewiseError):
    """An embedding, reranking or language model cannot be used."""

    code = "model-unavailable"
    hint = "Run `clausewise doctor`; it names the model and what is wrong with it."
    retryable = True


class ModelFault(StrEnum):
    """How a language model failed to answer."""

    DOWN = "down"  # not reached, broke off, or an error of its own
    SLOW = "slow"  # the time ran out
    RATE_LIMITED = "rate_limited"
    OVER_LONG = "over_long"  # more was sent than the model reads
    REFUSED = "refused"  # the server or the model declines: no access, or a content filter
    GARBAGE = "garbage"  # what came back is no text to read


class LanguageModelUnavailable(ModelUnavailable):
    """A language model gave no usable answer; `fault` says in which way."""

    code = "language-model-unavailable"
    hint = "Check CLAUSEWISE_MODEL and its server; without it answers are the documents' own words."

    def __init__(self, message: str, *, fault: ModelFault, hint: str | None = None) -> None:
        super().__init__(message, hint=hint)
        self.fault = fault

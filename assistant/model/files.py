"""What the store remembers of every file it was shown, the refused ones included."""

from dataclasses import dataclass

from assistant.errors import ClausewiseError


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a file did not become a document: a code for machines, a message, a hint."""

    code: str
    message: str
    hint: str

    @classmethod
    def of(cls, error: ClausewiseError) -> "Refusal":
        """The same three things an edge shows for `error`."""
        return cls(error.code, str(error), error.hint)


@dataclass(frozen=True, slots=True)
class KnownFile:
    """A file as it was when it was last read.

    `path` is what citations show; no two files share one. `location` says where the file is,
    also unique: its absolute posix path; that of an attachment continues the mail's.
    `part_of` is the path of the mail whose attachment this is. `refusal` is None for a file
    that became a document; `duplicate_of` then too. `master_list` marks a list of documents.
    """

    path: str
    location: str
    sha256: str  # hex; "" when the bytes could not be read
    size: int = 0  # bytes
    part_of: str | None = None
    refusal: Refusal | None = None
    duplicate_of: str | None = None  # path of the file with the same bytes
    master_list: bool = False
    seen_at: str = ""  # RFC 3339

"""Elements of WordprocessingML, seen through the interface of ElementTree."""

from collections.abc import Iterator
from typing import Protocol, Self

from ingest.readers.docx_numbering import W

_OFF = {"0", "false", "off", "none"}


class Element(Protocol):
    """The part of an XML element that is used here."""

    tag: object
    text: str | None

    def __iter__(self) -> Iterator[Self]: ...

    def get(self, key: str, default: str = ...) -> str:
        """Value of an attribute."""

    def find(self, path: str) -> Self | None:
        """First element at `path`."""

    def findall(self, path: str) -> list[Self]:
        """All elements at `path`."""

    def iter(self, *tags: str) -> Iterator[Self]:
        """Elements of these tags at any depth."""


def value(element: Element | None, default: str = "") -> str:
    """The `w:val` of an element; `default` when there is no such element or attribute."""
    return default if element is None else element.get(W + "val", default)


def is_on(element: Element | None) -> bool:
    """Whether a toggle such as `w:b` or `w:vanish` is there and not switched off."""
    return element is not None and value(element, "1").lower() not in _OFF

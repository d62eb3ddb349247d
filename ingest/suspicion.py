"""Warnings about text that is not what it seems: meant for programs, or spelt to deceive."""

from collections.abc import Iterator

from assistant.addressed import addresses_program, hints, mixed_alphabets
from assistant.model.documents import Identity, Page, ReadDocument

_MOST_NAMED = 5


def suspicions(reading: ReadDocument, identity: Identity) -> Iterator[str]:
    """What a person should look at; nothing for most documents."""
    spoken = [str(page.number) for page in reading.pages if _addresses(page)]
    if spoken:
        yield (
            f"Text on page {', '.join(spoken[:_MOST_NAMED])} gives orders to a program that reads "
            "it. It answers no question; find out how it came there."
        )
    if mixed_alphabets(identity.number):
        yield (
            f"The number {identity.number} mixes letters of two alphabets that look alike: it is "
            "not the number it looks like."
        )
    words = list(
        dict.fromkeys(word for page in reading.pages for word in mixed_alphabets(page.text))
    )
    if len(words) >= _MOST_NAMED:
        named = ", ".join(words[:_MOST_NAMED])
        yield f"Words mix letters of two alphabets that look alike: {named}."


def _addresses(page: Page) -> bool:
    return hints(page.text) and any(addresses_program(block.text) for block in page.blocks)

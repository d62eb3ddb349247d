"""Numbered paragraphs keep their numbers in every format people write them in."""

import textwrap
from typing import Any

import pytest

from assistant.model.documents import SourceFile
from ingest.chunking import passages_of
from ingest.readers import read
from tests.builders import identity
from tests.unit.ingest.readers.made_files import pdf, text_page, word

PARAGRAPHS = (
    "4.1 Every delivery is checked against the order: number, quantity, batch and papers.",
    "4.2 Visual check: 100 % of the parts with a serial number, 8 pieces out of any other batch.",
    "4.3 Parts with less than half of their shelf life left are not accepted unless agreed.",
    "4.4 The result is written down and signed. The inspector stamps the card that goes along.",
    "4.5 Suspect parts are never sent back. They are locked in the red cabinet at once.",
)
TITLE = "Goods in and inspection"


def as_markdown(gap: str, bullet: str = "") -> bytes:
    body = gap.join(bullet + each for each in PARAGRAPHS)
    return f"# {TITLE}\n\n## 4 The check\n{gap}{body}\n".encode()


def as_text(gap: str, *, width: int = 400) -> bytes:
    body = gap.join("\n".join(textwrap.wrap(each, width)) for each in PARAGRAPHS)
    return f"{TITLE.upper()}\n\n4. THE CHECK\n{body}\n\n5. RECORDS\nThey are kept.\n".encode()


def as_word(style: str | None) -> bytes:
    def build(document: Any) -> None:
        document.add_heading(TITLE, 0)
        document.add_heading("4 The check", 1)
        for each in PARAGRAPHS:
            document.add_paragraph(each, style=style)

    return word(build)


def as_pdf(gap: int) -> bytes:
    lines = [TITLE, "", "4 The check", ""]
    for each in PARAGRAPHS:
        lines += [*textwrap.wrap(each, 80), *[""] * gap]
    return pdf(text_page(*lines))


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("run together.md", as_markdown("\n")),
        ("apart.md", as_markdown("\n\n")),
        ("list.md", as_markdown("\n", "- ")),
        ("run together.txt", as_text("\n")),
        ("wrapped.txt", as_text("\n", width=60)),
        ("apart.txt", as_text("\n\n")),
        ("plain.docx", as_word(None)),
        ("list.docx", as_word("List Bullet")),
        ("close.pdf", as_pdf(0)),
        ("apart.pdf", as_pdf(1)),
    ],
)
def test_each_numbered_paragraph_is_cited_by_its_own_number(name: str, content: bytes) -> None:
    reading = read(SourceFile(name, content))
    passages = passages_of(
        reading, identity(title=TITLE), "d_1", count_tokens=lambda text: len(text.split())
    )
    cited = {
        passage.section: (passage.text.split()[0], (passage.section_title or "").casefold())
        for passage in passages
        if passage.text.startswith("4.")
    }
    assert cited == {f"4.{n}": (f"4.{n}", "the check") for n in range(1, 6)}

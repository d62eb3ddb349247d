"""Nothing that a text holds steers what shows it."""

import pytest

from assistant.visible_text import STEERING, visible


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("\x1b[2J\x1b[31mred\x1b[0m", "red"),
        ("\x1b]0;a new title\x07text", "text"),
        ("\x1b]8;;https://evil.example\x1b\\words\x1b]8;;\x1b\\", "words"),
        ("\x9b31mred", "red"),
        ("\x1b]0;never closed, all of it stays", "0;never closed, all of it stays"),
        ("\u202eabc\u202c \u200bdef\ufeff", "abc def"),
        ("say\U000e0068\U000e0069", "say"),
        ("ding\x07 dong\x00", "ding dong"),
        ("a\tb\nc", "a\tb\nc"),
        ("Prüfung – 5 µm, 温度 ✔", "Prüfung – 5 µm, 温度 ✔"),
    ],
)
def test_what_steers_is_taken_out_and_the_rest_stays(raw: str, shown: str) -> None:
    assert visible(raw) == shown
    assert not STEERING.search(visible(raw))

"""What no text of the project says: a verdict, or where and from where it was built."""

import re

from tests.architecture.tree import relative, texts

VERDICT = re.compile(r"\b(compliant|conformant|conforms|complies)\b", re.IGNORECASE)
ABSOLUTE = re.compile(r"(?<![\w.:/-])/(?:work|root|home/\w+|Users/\w+|opt|tmp)/\w")
PACKAGE_HOST = re.compile(r"(index-url|pythonhosted|://[\w.-]*(?:pypi|artifactory|nexus))", re.I)
# Words that people put to us, and the tests that hold us to not using them.
SPOKEN_BY_OTHERS = ("evals/sample/", "tests/")
THIS_TEST = "tests/architecture/test_words.py"


def _found(pattern: re.Pattern[str], *, but: tuple[str, ...]) -> dict[str, list[str]]:
    found = {
        relative(path): pattern.findall(path.read_text(encoding="utf-8", errors="replace"))
        for path in texts()
        if not relative(path).startswith(but)
    }
    return {name: words for name, words in found.items() if words}


def test_no_text_of_ours_gives_a_verdict() -> None:
    assert _found(VERDICT, but=SPOKEN_BY_OTHERS) == {}


def test_no_text_names_a_place_on_one_machine() -> None:
    assert _found(ABSOLUTE, but=(THIS_TEST,)) == {}


def test_no_text_names_a_host_of_packages() -> None:
    assert _found(PACKAGE_HOST, but=(THIS_TEST,)) == {}

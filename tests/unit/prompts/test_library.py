import json
from pathlib import Path

import pytest

from prompts import library
from prompts.library import InvalidPrompt

LOCK = json.loads((Path(__file__).parent / "lock.json").read_text(encoding="utf-8"))
GOOD = """---
id: small
version: 2
purpose: To be tested.
inputs: {question: The question.}
output: Text.
read_by: a test
measured_by: a test
changes: {2: Shorter., 1: First.}
---
# System
Be brief.

# User
Question: $question
"""


@pytest.mark.parametrize("prompt", library.load_all(), ids=lambda prompt: prompt.prompt_id)
def test_a_prompt_changes_only_with_its_version(prompt: library.Prompt) -> None:
    released = LOCK[prompt.prompt_id][str(prompt.version)]
    assert prompt.fingerprint == released, "text changed: raise `version`, say why in `changes`"


def test_every_prompt_in_the_lock_is_still_there() -> None:
    assert LOCK.keys() == {prompt.prompt_id for prompt in library.load_all()}


def test_a_prompt_is_filled_in_and_what_is_filled_in_stays_as_it_is() -> None:
    rendered = library.parse(GOOD, name="small").render(question="what is $system? # System")

    assert rendered.system == "Be brief."
    assert rendered.user == "Question: what is $system? # System"
    assert (rendered.prompt_id, rendered.version) == ("small", 2)


@pytest.mark.parametrize("inputs", [{}, {"question": "x", "evidence": "y"}, {"ask": "x"}])
def test_a_prompt_takes_exactly_the_inputs_it_declares(inputs: dict[str, str]) -> None:
    with pytest.raises(ValueError, match="small takes"):
        library.parse(GOOD, name="small").render(**inputs)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("purpose: To be tested.\n", "", "lacks purpose"),
        ("output: Text.", "output: Text.\nmood: good", "no place for mood"),
        ("version: 2", "version: 3", "what version 3 changed"),
        ("id: small", "id: large", "'large'"),
        ("$question", "$query", "declared"),
        ("Be brief.", "Be brief about $question.", "declared"),
        ("# User", "# Person", "no `# System` followed by `# User`"),
        ("---\nid", "id", "no front matter"),
    ],
)
def test_a_faulty_prompt_file_is_named_with_its_fault(old: str, new: str, told: str) -> None:
    with pytest.raises(InvalidPrompt, match=f"small: .*{told}"):
        library.parse(GOOD.replace(old, new, 1), name="small")


def test_an_unknown_prompt_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        library.load("no_such_prompt")

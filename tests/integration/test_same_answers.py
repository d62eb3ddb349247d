"""One store gives one answer: in a process of its own, and in one that has answered others."""

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from assistant.ports import Vectors
from integrations.bootstrap import build_services
from integrations.embedding.onnx_minilm import OnnxMiniLM
from integrations.settings import Settings
from integrations.shapes import Reply

DAY = date(2026, 9, 30)
ROOT = Path(__file__).parents[2]
CLAUSEWISE = (sys.executable, "-c", "from integrations.cli.main import main; main()")
DOCUMENTS = {
    "QP-7 Goods receiving.md": (
        "# QP-7 Goods receiving\n\nRevision: B\n\n## 1 Opening crates\n\n"
        "The storekeeper opens every crate within two days of its arrival. "
        "Damaged crates are photographed before they are moved.\n\n"
        "## 2 Keeping papers\n\nDelivery papers are kept for nine years. "
        "Papers of scrapped lots are destroyed by the quality manager.\n"
    ),
    "QP-8 Training.md": (
        "# QP-8 Training\n\nRevision: A\n\n## 1 New staff\n\n"
        "A mentor accompanies each newcomer during the first three weeks. "
        "The head of the warehouse decides who may sign a release.\n"
    ),
    "Tool register.csv": (
        "Tool,Name,Location,Next check\nT-1,Torque wrench,Bench 4,2026-12-01\n"
        "T-2,Caliper,Bench 9,2026-08-01\n"
    ),
}
QUESTIONS = (
    "How long must we retain the delivery documents?",
    "Who looks after a rookie at the beginning?",
    "Who chooses which people can sign a release?",
    "What is done with broken boxes?",
)
_OF_ONE_REPLY = ("id", "conversation", "took_ms")


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data directory with all its vectors."""
    folder = tmp_path_factory.mktemp("same")
    documents = folder / "documents"
    documents.mkdir()
    for name, text in DOCUMENTS.items():
        (documents / name).write_text(text, encoding="utf-8")
    with build_services(Settings.load(data=folder / "data"), today=DAY) as services:
        services.ingest([documents])
        services.complete_vectors()
    return folder / "data"


def in_a_process_of_its_own(data: Path, question: str) -> dict[str, Any]:
    bare = {name: it for name, it in os.environ.items() if not name.startswith("CLAUSEWISE_")}
    asked = [*CLAUSEWISE, "--data", str(data), "--as-of", DAY.isoformat(), "ask", question]
    done = subprocess.run(
        [*asked, "--json"], capture_output=True, text=True, cwd=ROOT, env=bare, check=True
    )
    return lasting(done.stdout)


@pytest.fixture(scope="module")
def fresh(data: Path) -> list[dict[str, Any]]:
    """The replies of commands, each in a process of its own."""
    return [in_a_process_of_its_own(data, question) for question in QUESTIONS]


def lasting(reply: str) -> dict[str, Any]:
    """What of a reply must not depend on when and where it was given."""
    return {name: it for name, it in json.loads(reply).items() if name not in _OF_ONE_REPLY}


@pytest.mark.parametrize("long_lived", [False, True], ids=["database", "chroma"])
def test_a_server_and_a_command_give_the_same_text_and_citations(
    data: Path, fresh: list[dict[str, Any]], long_lived: bool
) -> None:
    with build_services(Settings.load(data=data), today=DAY, long_lived=long_lived) as services:
        services.complete_vectors()
        for _ in range(2):
            warm = [
                lasting(Reply.of(services.ask(question, as_of=DAY)).as_json())
                for question in QUESTIONS
            ]

    assert fresh == warm
    assert any(reply["citations"] for reply in warm)


class Listening(OnnxMiniLM):
    """The built-in model, noting what it was given."""

    def __init__(self) -> None:
        super().__init__()
        self.heard: list[str] = []

    def embed(self, texts: Sequence[str]) -> Vectors:
        self.heard += texts
        return super().embed(texts)


def test_only_what_the_question_brings_along_is_embedded_for_it(data: Path) -> None:
    embedder = Listening()
    with build_services(Settings.load(data=data), today=DAY, embedder=embedder) as services:
        for question in QUESTIONS:
            services.ask(question, as_of=DAY)

    asked = " ".join(QUESTIONS).casefold()
    assert set(QUESTIONS) <= set(embedder.heard)
    assert all(text.casefold() in asked for text in embedder.heard)

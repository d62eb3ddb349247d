"""`learn` and `rehearse` on the command line and over the API, on a real database."""

import json
from collections.abc import Iterator
from io import BytesIO, StringIO
from pathlib import Path

import pytest
from docx import Document
from fastapi.testclient import TestClient
from pypdf import PdfReader

from assistant.model.learning import Tried
from assistant.people.rights import Role
from integrations.bootstrap import build_services
from integrations.database.engine import open_database
from integrations.database.learning import SqlLearningBook
from integrations.database.library import SqlLibrary
from integrations.settings import Settings
from integrations.web.app import build_app
from tests.company import TODAY, Text, store
from tests.fakes.embedder import WordEmbedder
from tests.integration.command_line import Cli
from tests.integration.test_signing_in import HERE, PASSWORD, quick_passwords

EDITION = "as9120b"
SIGNS = "The receiving inspector signs form GF-3 within 2 working days of the delivery."
COLD = "If the cold room fails, the receiving inspector tells the Store Lead within 4 hours."


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    database = open_database(folder)
    texts = (Text(SIGNS, ("8.6",), section="2"), Text(COLD, ("8.4.2",), section="3"))
    store(SqlLibrary(database), "GP-6", *texts, edition_id=EDITION, title="Checking in")
    database.close()
    return folder


def test_a_role_learns_and_goes_on_where_it_stopped(
    cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    code, out, _ = cli("learn", "--roles")
    assert code == 0
    assert "Receiving inspector" in out
    code, out, err = cli("learn", "--role", "receiving-inspector")
    assert code == 0
    assert "you do or decide it" in out
    assert "2 checks" in err

    monkeypatch.setattr("sys.stdin", StringIO("two working days\nno idea\n"))
    code, out, err = cli("learn", "--role", "receiving-inspector", "--by", "Ann Lee")
    assert code == 0
    assert "Yes." in out
    assert "The text says: 4 hours." in out
    assert "1 of 2 checks are done" in err

    monkeypatch.setattr("sys.stdin", StringIO("4 hours\n"))
    code, out, err = cli("learn", "--role", "receiving-inspector", "--by", "ann lee")
    assert "1/1" in out
    assert "2 of 2 checks are done" in err
    code, out, _ = cli("learn", "--progress", "--json")
    told = json.loads(out)["progress"]
    assert [(one["person"], one["right"], one["tried"]) for one in told] == [("ann lee", 2, 2)]


def test_an_unknown_role_is_two_lines(cli: Cli) -> None:
    code, out, err = cli("learn", "--role", "gardener")
    assert (code, out) == (2, "")
    assert err.splitlines() == [
        "error: No procedure in force names a role 'gardener'.",
        "hint: The nearest are: Store Lead, Receiving inspector. "
        "`clausewise learn --roles` lists all.",
    ]


def test_the_hand_out_holds_every_sentence_check_and_solution(cli: Cli, tmp_path: Path) -> None:
    texts = {}
    for suffix in ("md", "docx", "pdf"):
        file = tmp_path / f"way.{suffix}"
        assert cli("learn", "--role", "receiving inspector", "-o", str(file))[0] == 0
        first = file.read_bytes()
        assert cli("learn", "--role", "receiving inspector", "-o", str(file))[0] == 0
        assert file.read_bytes() == first
        texts[suffix] = _text(suffix, first)
    for text in texts.values():
        even = " ".join(text.split())
        for wanted in (SIGNS, COLD, "____", "2 working days", "GP-6 rev A §2 p.1", "Solutions"):
            assert wanted in even
    code, _, err = cli("learn", "-o", str(tmp_path / "way.odt"))
    assert code == 2
    assert "not written as .odt" in err


def _text(suffix: str, content: bytes) -> str:
    if suffix == "md":
        return content.decode().replace("\\_", "_")
    if suffix == "pdf":
        return "\n".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages)
    document = Document(BytesIO(content))
    cells = [c.text for t in document.tables for r in t.rows for c in r.cells]
    return "\n".join([*(one.text for one in document.paragraphs), *cells])


def test_answers_of_a_file_are_scored_part_by_part(cli: Cli, tmp_path: Path) -> None:
    call = ("rehearse", "--role", "receiving inspector", "--questions", "2", "--json")
    code, out, _ = cli(*call)
    asked = json.loads(out)["questions"]
    assert code == 0
    assert "4 hours" not in out
    answers = [
        "I tell the store lead within four hours" if "cold room" in one["question"] else "GF-9"
        for one in asked
    ]
    file = tmp_path / "answers.json"
    file.write_text(json.dumps({str(no): one for no, one in enumerate(answers, start=1)}))
    code, out, _ = cli(*call, "--answers", str(file))
    told = json.loads(out)
    assert code == 0
    assert told["covered"] == {"all": 1, "partly": 0, "nothing": 1}
    cold = next(one for one in told["answers"] if "cold room" in one["question"])
    assert cold["source"]["quote"] == COLD
    assert {one["outcome"] for one in cold["parts"]} == {"named"}


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("a\nb\nc\nd\n", "holds 4 answers to 2 questions"),
        ('{"9": "yes"}', "There is no question 9"),
        ("[1, 2]", "no list of texts"),
        ("[", "no JSON"),
    ],
)
def test_answers_that_do_not_fit_are_refused(
    cli: Cli, tmp_path: Path, content: str, message: str
) -> None:
    file = tmp_path / "answers.txt"
    file.write_text(content)
    code, _, err = cli(
        "rehearse", "--role", "receiving inspector", "--questions", "2", "--answers", str(file)
    )
    assert code == 2
    assert message in err


def test_typed_answers_are_scored_until_the_input_ends(
    cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", StringIO("I have no idea\n"))
    code, out, _ = cli("rehearse", "--role", "receiving inspector", "--questions", "2")
    assert code == 0
    assert "None of it is named." in out
    assert "1 answer: all named 0, in part 0, none 1." in out


@pytest.fixture
def client(data: Path) -> Iterator[TestClient]:
    settings = Settings(data=data)
    with build_services(settings, today=TODAY, embedder=WordEmbedder()) as services:
        app = build_app(services)
        with TestClient(app, base_url="http://127.0.0.1", raise_server_exceptions=False) as client:
            yield client


def test_the_api_gives_what_the_command_line_gives(cli: Cli, client: TestClient) -> None:
    _, out, _ = cli("learn", "--role", "receiving inspector", "--json")
    assert client.get("/api/v1/learn", params={"role": "receiving inspector"}).json() == (
        json.loads(out)
    )
    roles = client.get("/api/v1/learn/roles").json()["roles"]
    assert roles[0]["role"] == "Receiving inspector"
    missing = client.get("/api/v1/learn", params={"role": "gardener"})
    assert (missing.status_code, missing.json()["type"]) == (404, "urn:clausewise:unknown-role")


def test_a_rehearsal_over_the_api_keeps_nothing_and_is_found_again(client: TestClient) -> None:
    wanted = {"role": "receiving inspector", "questions": 2}
    round_of = client.post("/api/v1/rehearsals", json=wanted).json()
    assert "parts" not in json.dumps(round_of)
    no = next(one["no"] for one in round_of["questions"] if "cold room" in one["question"])
    address = f"/api/v1/rehearsals/{round_of['id']}/answers"
    scored = client.post(address, json={"no": no, "answer": "tell the store lead, 4 hours"}).json()
    assert scored["covered"] == "all"
    gone = client.post("/api/v1/rehearsals/re_x/answers", json={"no": 1, "answer": "yes"})
    assert gone.status_code == 404


def test_progress_over_the_api_is_what_the_command_line_lists(
    cli: Cli, client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert client.get("/api/v1/learn/progress").json() == {"progress": []}
    monkeypatch.setattr("sys.stdin", StringIO("no idea\n"))
    cli("learn", "--role", "receiving-inspector", "--by", "Ann Lee")
    _, out, _ = cli("learn", "--progress", "--json")

    told = client.get("/api/v1/learn/progress").json()

    assert told == json.loads(out)
    assert [one["person"] for one in told["progress"]] == ["Ann Lee"]
    assert client.get("/api/v1/learn/progress?by=ann lee").json() == told
    assert client.get("/api/v1/learn/progress?by=Bo").json() == {"progress": []}


def test_with_accounts_progress_is_ones_own_and_everybodys_for_managers(tmp_path: Path) -> None:
    settings = Settings(data=tmp_path / "data", auth="local")
    with build_services(settings, today=TODAY, embedder=WordEmbedder()) as services:
        quick_passwords(services)
        book = SqlLearningBook(services.adapters.database)
        for name in ("ann", "bo"):
            book.add(Tried(name, "role Buyer", "k_1", "yes", right=True, at="2026-09-30"))
        seen = {}
        for name, role in (("ann", Role.READER), ("bo", Role.AUDITOR), ("mia", Role.MANAGER)):
            services.people.accounts.add(name, roles=[role], password=PASSWORD)
            client = TestClient(build_app(services), base_url=HERE)
            client.post("/login", data={"name": name, "password": PASSWORD})
            for by in ("", "?by=ann"):
                told = client.get(f"/api/v1/learn/progress{by}").json()["progress"]
                seen[name + by] = [one["person"] for one in told]

    assert seen == {
        "ann": ["ann"], "ann?by=ann": ["ann"], "bo": ["bo"], "bo?by=ann": [],
        "mia": ["ann", "bo"], "mia?by=ann": ["ann"],
    }  # fmt: skip

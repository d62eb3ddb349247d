"""A secret of confidential documents is on no surface of somebody who may not see them.

Every address of the web is asked, those of routes that come later included: what it is asked for
stands in `EXAMPLES`, and an address without an example fails.
"""

import io
import json
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, replace

import pytest
from fastapi.testclient import TestClient
from pypdf import PdfReader

from assistant.ledger.listing import Wanted
from assistant.model.learning import Tried
from assistant.people.clearance import Clearance
from assistant.people.person import STRANGER, Viewer
from assistant.people.rights import Role
from integrations.bootstrap import Services, build_services
from integrations.database.learning import SqlLearningBook
from integrations.reports import checklists
from integrations.settings import Settings
from integrations.web.app import build_app
from integrations.web.rights import OPEN, RIGHTS
from tests import confidential
from tests.company import TODAY
from tests.fakes.embedder import WordEmbedder
from tests.integration.test_signing_in import HERE, PASSWORD, quick_passwords
from tests.integration.test_web_standards import NEXT

EVERY_ROLE = list(Role)
QUESTION = f"what is the {confidential.SECRET}?"
_SINCE = "since=2020-01-01"


@dataclass(frozen=True)
class Hidden:
    """Ids of confidential things, as somebody could have come by them."""

    revision: str
    passage: str
    mapping: str
    gap: str
    reply: str
    job: str
    audit: str
    finding: str


@pytest.fixture(scope="module")
def services(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Services]:
    folder = confidential.write(tmp_path_factory.mktemp("files"))
    data = tmp_path_factory.mktemp("data")
    (data / "access.yaml").write_text(confidential.ACCESS, encoding="utf-8")
    editions = tmp_path_factory.mktemp("editions")
    (editions / "next.yaml").write_text(NEXT, encoding="utf-8")
    settings = Settings(data=data, editions=editions, auth="local", rate_limit=100_000)
    with build_services(settings, today=TODAY, embedder=WordEmbedder()) as services:
        quick_passwords(services)
        services.ingest([folder])
        services.complete_vectors()
        accounts = services.people.accounts
        accounts.add("rob", roles=EVERY_ROLE, password=PASSWORD)
        accounts.add("hana", roles=EVERY_ROLE, groups=["hr"], password=PASSWORD)
        yield services


def signed_in(services: Services, name: str) -> TestClient:
    client = TestClient(build_app(services), base_url=HERE, raise_server_exceptions=False)
    client.post("/login", data={"name": name, "password": PASSWORD})
    client.headers["x-csrf-token"] = client.get("/api/v1/me").json()["csrf_token"]
    return client


@pytest.fixture(scope="module")
def rob(services: Services) -> TestClient:
    """Somebody with every role and no group."""
    return signed_in(services, "rob")


@pytest.fixture(scope="module")
def hana(services: Services) -> TestClient:
    """Somebody with every role who sees everything."""
    return signed_in(services, "hana")


@pytest.fixture(scope="module")
def hidden(services: Services, hana: TestClient) -> Hidden:
    held = {one.number: one.id for one in services.adapters.library.revisions()}
    mapped = services.ledger.mappings(Wanted(document="HR-7"), as_of=TODAY)
    gaps = [one for one in services.gaps(None, as_of=TODAY).gaps if leaks(repr(one).encode())]
    sent = {"files": ("Zelda Quill.md", f"# Notes\n\n{confidential.SECRET}\n".encode())}
    job = hana.post("/api/v1/uploads", files=sent).json()
    asked = hana.post("/api/v1/questions", json={"question": QUESTION}).json()
    audit = {"lead": "Hana", "clauses": ["7.2", "8.7"], "by": "Hana"}
    made = hana.post("/api/v1/audits", json=audit)
    assert made.status_code == 200, made.text
    planned = services.programme.propose(as_of=TODAY, auditors=["Ann Lee"])
    services.programme.save(planned, by="Hana")
    id_ = made.json()["id"]
    finding = {
        "audit": id_, "item": "", "grade": "minor", "by": "Hana",
        "evidence": f"Of {confidential.SECRET} 41,500 there is no record.",
        "nature": "Nobody wrote it down.",
    }  # fmt: skip
    assert hana.post("/api/v1/findings", json=finding).status_code == 422, "a draft is kept"
    raised = hana.post("/api/v1/findings", json=finding | {"clause": "7.2"})
    assert raised.status_code == 200, raised.text
    learnt = SqlLearningBook(services.adapters.database)
    for name in ("rob", "hana"):  # what somebody learnt before the document was closed to them
        way = f"role keeper of the {confidential.SECRET}"
        learnt.add(Tried(name, way, "k_1", "yes", right=False, at="2026-09-30", document="HR-7"))
    return Hidden(
        held["HR-7"],
        services.adapters.library.passages_of(held["HR-7"])[0].id,
        mapped[0].mapping.id,
        gaps[0].id,
        asked["id"],
        job["id"],
        id_,
        raised.json()["id"],
    )


def leaks(body: bytes) -> set[str]:
    """The secret words in an answer, whatever it is packed in."""
    text = b" ".join(_parts(body)).decode("utf-8", "replace").casefold()
    return {word for word in confidential.SECRET_WORDS if word.casefold() in text}


def _parts(body: bytes) -> Iterator[bytes]:
    if body[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(body)) as packed:
            for name in packed.namelist():
                yield name.encode()
                yield from _parts(packed.read(name))
    elif body[:5] == b"%PDF-":
        for page in PdfReader(io.BytesIO(body)).pages:
            yield " ".join(page.extract_text().split()).encode()
    elif body[:4] != b"\x89PNG":
        yield body


# The `{id}` after each of these words is that field of `Hidden`.
FIELD_AFTER = {
    "replies": "reply", "passages": "passage", "revisions": "revision", "documents": "revision",
    "jobs": "job", "gaps": "gap", "mappings": "mapping", "audits": "audit",
    "findings": "finding",
}  # fmt: skip

ANY = {"clause": "7.2"}  # what other parameters may be

# What other addresses are asked for. A name in braces is a field of `Hidden`.
EXAMPLES: dict[str, list[str]] = {
    "GET /api/v1/revisions/{id}/pages/{number}.png": ["/api/v1/revisions/{revision}/pages/1.png"],
    "GET /api/v1/coverage": ["/api/v1/coverage", "/api/v1/coverage?clause=7.2"],
    "GET /api/v1/gaps": ["/api/v1/gaps", "/api/v1/gaps?subject=quill"],
    "GET /api/v1/changes": [f"/api/v1/changes?{_SINCE}", f"/api/v1/changes?{_SINCE}&document=x"],
    "GET /api/v1/crosswalk/{number}": ["/api/v1/crosswalk/7.2"],
    "GET /api/v1/transition/{edition}": ["/api/v1/transition/as9120-next"],
    "GET /api/v1/trace/{key:path}": ["/api/v1/trace/B-501"],
    "GET /api/v1/calendar": ["/api/v1/calendar?days=3000"],
    "GET /api/v1/calendar.ics": ["/api/v1/calendar.ics?days=3000"],
    "GET /api/v1/audits/{id}/attachments/{sha256}": ["/api/v1/audits/{audit}/attachments/00"],
    "GET /api/v1/checklists": ["/api/v1/checklists?clauses=7,8,10"],
    "GET /api/v1/checklists/file": [
        f"/api/v1/checklists/file?clauses=7,8,10&layout={layout}"
        for layout in ("md", "csv", "json", "xlsx", "docx", "pdf")
    ],
    "GET /checklists": ["/checklists", "/checklists?clauses=7,8,10"],
    "GET /trace": ["/trace", "/trace?key=B-501"],
    "GET /ask": ["/ask", "/ask?conversation=c_theirs"],
    "GET /api/v1/documents/{number}": ["/api/v1/documents/HR-7"],
    "GET /api/v1/conversations/{id}": ["/api/v1/conversations/c_theirs"],
    "GET /api/v1/search": ["/api/v1/search?q=settlement&limit=50"],
    "GET /api/v1/records": ["/api/v1/records", "/api/v1/records?type=training"],
    "GET /clauses/{number}": ["/clauses/7.2", "/clauses/8.7"],
    "GET /bind/{token}": ["/bind/x"],
    "GET /api/v1/access-log": ["/api/v1/access-log", "/api/v1/access-log?document=a"],
    "GET /packs/file": ["/packs/file?clause=7.2", "/packs/file?audit={audit}"],
    "GET /people/{name}": ["/people/hana"],
    "GET /programme": ["/programme", "/programme?propose=1&auditors=Ann+Lee"],
    "GET /rehearse": ["/rehearse?role=buyer"],
}
READS = sorted(key for key in RIGHTS if key.startswith("GET "))


def asked(key: str, hidden: Hidden) -> list[str]:
    """The addresses to ask of a route. One whose parameters nobody knows must have an example."""
    path = key.removeprefix("GET ")
    for word, field in FIELD_AFTER.items():
        path = path.replace(f"/{word}/{{id}}", f"/{word}/{{{field}}}")
    fields = {name: getattr(hidden, name) for name in hidden.__dataclass_fields__} | ANY
    found = EXAMPLES.get(key, [path])
    unknown = set(re.findall(r"\{(\w+)[^}]*\}", "".join(found))) - fields.keys()
    assert not unknown, f"give {key!r} an example in EXAMPLES"
    return [one.format(**fields) for one in found]


@pytest.mark.parametrize("key", READS)
def test_no_address_shows_what_is_confidential(key: str, rob: TestClient, hidden: Hidden) -> None:
    for path in asked(key, hidden):
        page = rob.get(path, headers={"accept": "text/html"})
        assert page.status_code < 500, path
        assert not leaks(page.content), path
        if path.startswith("/api/"):
            assert not leaks(rob.get(path).content), path


@pytest.mark.parametrize("key", READS)
def test_what_an_address_is_asked_for_is_there(key: str, hana: TestClient, hidden: Hidden) -> None:
    """An example that is refused for its form would find nothing, whatever the address shows."""
    for path in asked(key, hidden):
        assert hana.get(path).status_code not in (400, 422), path


SHOWN = {  # where whoever may see it finds it, so that the test above could fail
    "GET /api/v1/replies/{id}", "GET /api/v1/documents", "GET /api/v1/coverage",
    "GET /api/v1/documents/{number}", "GET /api/v1/passages/{id}", "GET /api/v1/search",
    "GET /api/v1/records", "GET /api/v1/gaps", "GET /api/v1/mappings", "GET /api/v1/mappings/queue",
    "GET /api/v1/mappings/{id}/history", "GET /api/v1/trace/{key:path}", "GET /api/v1/calendar",
    "GET /api/v1/calendar.ics", "GET /api/v1/revisions/{id}/original", "GET /api/v1/audits/{id}",
    "GET /documents", "GET /documents/{id}", "GET /passages/{id}", "GET /clauses/{number}",
    "GET /gaps", "GET /mappings/{id}", "GET /replies/{id}", "GET /", "GET /calendar",
    "GET /api/v1/checklists", "GET /api/v1/checklists/file", "GET /api/v1/packs/{clause}.zip",
    "GET /checklists", "GET /trace", "GET /api/v1/access-log", "GET /access-log",
    "GET /packs/file", "GET /replies", "GET /replies/{id}/receipt", "GET /api/v1/findings/drafts",
    "GET /api/v1/findings/{id}", "GET /api/v1/learn/progress",
}  # fmt: skip


@pytest.mark.parametrize("key", sorted(SHOWN))
def test_whoever_may_see_it_finds_it_there(key: str, hana: TestClient, hidden: Hidden) -> None:
    found = [leaks(hana.get(path, headers={"accept": "text/html"}).content)
             for path in asked(key, hidden)]  # fmt: skip

    assert any(found)


def test_a_hidden_thing_is_refused_as_one_that_is_not_there(
    rob: TestClient, hidden: Hidden
) -> None:
    for path, real in [
        ("/api/v1/replies/", hidden.reply), ("/api/v1/revisions/{}/original", hidden.revision),
        ("/api/v1/mappings/{}/history", hidden.mapping), ("/documents/", hidden.revision),
        ("/api/v1/passages/{}/page.png", hidden.passage), ("/api/v1/audits/", hidden.audit),
        ("/api/v1/jobs/", hidden.job),
    ]:  # fmt: skip
        made_up = real[:2] + "0" * (len(real) - 2)
        whole = path if "{}" in path else path + "{}"
        refused, unknown = (rob.get(whole.format(one)) for one in (real, made_up))
        assert refused.status_code == unknown.status_code == 404, path
        assert refused.text.replace(real, made_up) == unknown.text, path


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/api/v1/mappings/decisions", {"mappings": ["{mapping}"], "decision": "confirmed"}),
        ("/api/v1/mappings", {"place": "{passage}", "clause": "7.2"}),
        ("/api/v1/mappings", {"place": "HR-7 §5", "clause": "7.2"}),
        ("/api/v1/gaps/{gap}/assign", {"owner": "Rob"}),
        ("/api/v1/gaps/{gap}/accept", {"reason": "x", "until": "2027-01-01"}),
        ("/api/v1/gaps/{gap}/reopen", {}),
        ("/api/v1/replies/{reply}/feedback", {"wrong": "nothing"}),
        ("/api/v1/replies/{reply}/replay", {}),
    ],
)
def test_nothing_is_written_about_what_is_hidden(
    rob: TestClient, hidden: Hidden, path: str, body: dict[str, object]
) -> None:
    fields = {name: getattr(hidden, name) for name in hidden.__dataclass_fields__}
    filled = json.loads(json.dumps(body).replace("{mapping}", hidden.mapping)
                        .replace("{passage}", hidden.passage))  # fmt: skip
    answer = rob.post(path.format(**fields), json=filled)

    assert answer.status_code == 404, answer.text
    assert not leaks(answer.content) - {"HR-7"}


@pytest.mark.parametrize("accept", ["application/json", "text/event-stream"])
def test_a_question_at_the_secret_is_answered_with_nothing_of_it(
    rob: TestClient, accept: str
) -> None:
    for question in (QUESTION, "which documents are there?", "who is trained?", "what of T-9009?"):
        answer = rob.post(
            "/api/v1/questions", json={"question": question}, headers={"accept": accept}
        )
        assert not leaks(answer.content.replace(question.encode(), b"")) - {"T-9009"}


def test_the_conversation_of_others_is_not_gone_on_with(rob: TestClient, hana: TestClient) -> None:
    hana.post("/api/v1/questions", json={"question": QUESTION, "conversation": "c_theirs"})
    told = rob.post(
        "/api/v1/questions", json={"question": "who decides on it?", "conversation": "c_theirs"}
    )

    assert not leaks(told.content)


def test_an_upload_does_not_tell_of_a_hidden_copy(rob: TestClient) -> None:
    copy = confidential.FILES["hr/HR-7 Conduct.md"].strip() + "\n"
    told = rob.post("/api/v1/documents", files={"files": ("mine.md", copy.encode())})

    assert told.status_code == 200
    assert "hr/" not in told.text


def test_an_upload_takes_the_place_of_no_hidden_document(
    services: Services, rob: TestClient, hidden: Hidden
) -> None:
    before = services.adapters.library.revisions()
    file = services.settings.data / "uploads" / "Zelda Quill.md"
    theirs = file.read_bytes()
    mine = "Document No: {}\nRevision: {}\nTitle: Mine\n\n1 Scope\nNothing is {}.\n"
    for name, number, label in (
        ("mine.txt", "HR-7", "Z"), ("also.txt", "hr 7", "A"), ("Zelda Quill.md", "HR-7", "Z"),
    ):  # fmt: skip
        text = mine.format(number, label, name).encode()
        told = rob.post("/api/v1/documents", files={"files": (name, text)}).json()["files"][0]
        assert told["outcome"] == "refused"
        assert told["error"]["code"] == "document-not-taken"
        assert told["error"]["message"].endswith(" cannot be taken in by you.")

    assert services.adapters.library.revisions() == before
    assert file.read_bytes() == theirs


@pytest.mark.parametrize("layout", ["md", "csv", "xlsx", "docx", "json"])
def test_a_checklist_holds_nothing_of_it_in_any_layout(services: Services, layout: str) -> None:
    def rendered(viewer: Viewer) -> bytes:
        its = services.seen_by(viewer)
        drawn = its.checklist(["7", "8", "10"], as_of=TODAY)
        return checklists.render(drawn, layout)

    assert not leaks(rendered(STRANGER))
    assert leaks(rendered(replace(STRANGER, clearance=Clearance.of(["hr"]))))


def test_a_pack_holds_nothing_of_it(services: Services) -> None:
    def packed(viewer: Viewer) -> bytes:
        its = services.seen_by(viewer)
        return its.packs.zipped(its.pack("7", None, as_of=TODAY))

    assert not leaks(packed(STRANGER))
    assert leaks(packed(replace(STRANGER, clearance=Clearance.of(["hr"]))))


def test_every_open_address_is_free_of_it(services: Services) -> None:
    client = TestClient(build_app(services), base_url=HERE, raise_server_exceptions=False)
    for key in sorted(OPEN):
        method, path = key.split(" ")
        assert not leaks(client.request(method, path).content)

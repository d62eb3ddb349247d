"""Every page there is, at an address that shows something."""

import re
from typing import Any
from urllib.parse import urlencode

from playwright.sync_api import Page

from integrations.web.rights import OPEN, RIGHTS

FIXED = (
    "/",
    "/ask",
    "/clauses",
    "/clauses/8.4.1",
    "/clauses?queue=1",
    "/documents",
    "/gaps",
    "/calendar",
    "/trace?key=L26-0058",
    "/checklists?clauses=8.4.1",
    "/packs",
    "/audits",
    "/programme",
    "/programme?propose=1",
    "/findings",
    "/learn",
    "/learn?role=warehouse+manager",
    "/rehearse?role=warehouse+manager",
    "/replies",
    "/jobs",
    "/settings",
    "/people",
    "/access-log",
    "/index",
    "/evaluation",
    "/bind/x",
)
NO_PAGE = {"GET /metrics", "GET /packs/file"}  # figures for programs; a file to save


def addresses(page: Page, site: str) -> list[str]:
    """Every page of a site that holds at least one of each thing; `page` looks them up."""

    def told(path: str, name: str) -> Any:
        answer = page.request.get(f"{site}/api/v1/{path}")
        assert answer.ok, (path, answer.status)
        return answer.json()[name]

    talk = told("conversations", "conversations")[-1]["id"]
    reply = next(one for one in told(f"conversations/{talk}", "replies") if one["citations"])
    place = reply["citations"][0]
    findings = [one for one in told("findings", "findings") if one["source"] == "kept"]
    return [
        *FIXED,
        document(page, site),
        f"/passages/{place['passage']}?{urlencode({'quote': place['quote'][:80]})}",
        f"/jobs/{told('jobs', 'jobs')[-1]['id']}",
        f"/ask?conversation={talk}",
        f"/replies/{reply['id']}",
        f"/replies/{reply['id']}/receipt",
        f"/mappings/{told('mappings?clause=8.4.1', 'mappings')[0]['mapping']}",
        f"/audits/{told('audits', 'audits')[0]['id']}",
        f"/findings/{findings[0]['id']}",
        f"/people/{told('people', 'people')[0]['name']}",
    ]


def document(page: Page, site: str) -> str:
    """The address of the first issue in the list."""
    found = re.search(r'href="(/documents/[^"?]+)"', page.request.get(f"{site}/documents").text())
    assert found
    return found[1]


def pages_listed() -> set[str]:
    """The addresses of rights.py that show a page to whoever is signed in."""
    reads = {one for one in RIGHTS if one.startswith("GET /") and not one.startswith("GET /api/")}
    return {one.removeprefix("GET ") for one in reads - NO_PAGE - OPEN}

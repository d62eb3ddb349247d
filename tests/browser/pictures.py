"""A picture of every page, wide and on a telephone, in light and dark, to be looked at.

    python -m tests.browser.pictures FOLDER [PART OF AN ADDRESS]

Serves the sample company with a reply, decisions, an audit, findings, a programme and people in it.
"""

import json
import re
import sys
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from playwright.sync_api import Browser, Page, expect

from tests.browser.addresses import addresses
from tests.browser.site import browser, running
from tests.company import TODAY

LOOKS = {
    "wide": {"viewport": {"width": 1280, "height": 900}},
    "narrow": {"viewport": {"width": 390, "height": 844}, "has_touch": True},
    "wide-dark": {"viewport": {"width": 1280, "height": 900}, "color_scheme": "dark"},
    "narrow-dark": {"viewport": {"width": 390, "height": 844}, "color_scheme": "dark"},
}
QUESTIONS = (
    "how long do we keep receiving inspection records?",
    "who may release a shipment?",
    "will our supplier pass its next audit?",
)
_WHOLE = """async () => {
  const pictures = [...document.images];
  for (const one of pictures) one.loading = "eager";
  await Promise.all(pictures.map((one) => one.decode().catch(() => {})));
}"""
SCORES = {
    "metrics": {
        "facts": {"low": 0.81, "value": 0.88, "high": 0.93, "n": 120, "skipped": 0},
        "right_place": {"low": 0.74, "value": 0.82, "high": 0.88, "n": 120, "skipped": 2},
        "declined_rightly": {"low": 0.9, "value": 0.97, "high": 0.99, "n": 40, "skipped": 0},
    }
}


def main(target: Path, part: str = "") -> None:
    """Write the pictures below a folder; `part` chooses addresses that hold it."""
    target.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as folder, browser() as chromium:
        data = Path(folder) / "data"
        with running(data, today=TODAY) as site:
            filled(chromium, site, data)
            for look, told in LOOKS.items():
                taken(chromium.new_page(**told), site, target, look, part)  # type: ignore[arg-type]


def taken(page: Page, site: str, target: Path, look: str, part: str) -> None:
    """Pictures of every page in one look; says which stand out at the side."""
    page.set_default_timeout(120_000)
    for number, address in enumerate([*addresses(page, site), "/nowhere"]):
        if part not in address:
            continue
        page.goto(site + address)
        across = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        if across:
            print(f"{address} stands out by {across} in {look}")
        page.evaluate(_WHOLE)
        name = re.sub(r"[^a-z0-9.]+", "-", re.sub(r"[0-9a-f]{8,}", "", address.lower())).strip("-.")
        file = target / f"{look}-{number:02}-{name[:40] or 'overview'}.png"
        page.screenshot(path=str(file), full_page=True)


def filled(chromium: Browser, site: str, data: Path) -> None:
    """The sample company with something on every page."""
    page = chromium.new_page()
    page.set_default_timeout(120_000)
    expect.set_options(timeout=120_000)
    page.goto(site)
    page.get_by_role("button", name="Load the sample company").click()
    expect(page.get_by_role("link", name="See the coverage")).to_be_visible()
    for question in QUESTIONS:
        sent(page, site, "questions", {"question": question, "conversation": "c_pictures"})
    kept = got(page, site, "mappings?clause=8.4.1")["mappings"][:2]
    decision = {
        "decision": "confirmed",
        "by": "Ann Lee",
        "mappings": [one["mapping"] for one in kept],
    }
    sent(page, site, "mappings/decisions", decision)
    audited(page, site)
    form(page, site, "/programme", cycle="12", start="2027-01", auditors="Ann Lee; Tom Roe")
    people = {"full_name": "Ann Lee", "email": "ann@example.com", "password": "three small herons"}
    form(page, site, "/people", name="ann", roles="manager", **people)
    form(page, site, "/people/ann/keys", label="nightly export", scopes="read", days="90")
    run = data / "evaluations" / "2026-09-30"
    run.mkdir(parents=True)
    (run / "scores.json").write_text(json.dumps(SCORES), encoding="utf-8")
    (run / "config.json").write_text('{"suite": "sample", "made": "2026-09-30"}', encoding="utf-8")
    page.close()


def audited(page: Page, site: str) -> None:
    """An audit in the middle, with a finding."""
    audit = sent(page, site, "audits", {"lead": "Ann Lee", "clauses": ["8.6"], "by": "Ann Lee"})
    first = audit["items"][0]["id"]
    entry = {"result": "minor", "evidence": "Lots L26-0058 and L26-0125 looked at", "by": "Ann Lee"}
    sent(page, site, f"audits/{audit['id']}/items/{first}/entries", entry)
    finding = {
        "audit": audit["id"],
        "item": first,
        "clause": "8.6",
        "grade": "minor",
        "by": "Ann Lee",
        "requirement": "Every lot is released by a signature.",
        "evidence": "F-12 of lot L26-0058",
        "nature": "The release was not signed.",
    }
    sent(page, site, "findings", finding)


def got(page: Page, site: str, path: str) -> Any:
    """What the API tells."""
    return page.request.get(f"{site}/api/v1/{path}").json()


def sent(page: Page, site: str, path: str, body: Mapping[str, object]) -> Any:
    """What the API tells after a write."""
    answer = page.request.post(f"{site}/api/v1/{path}", data=body, timeout=120_000)
    assert answer.ok, answer.text()
    return answer.json()


def form(page: Page, site: str, path: str, **fields: str) -> None:
    """Send a form of a page."""
    whole: dict[str, str | float | bool] = {"by": "Ann Lee", **fields}
    answer = page.request.post(site + path, form=whole, timeout=120_000)
    assert answer.ok, answer.text()


if __name__ == "__main__":
    main(Path(sys.argv[1]), *sys.argv[2:3])

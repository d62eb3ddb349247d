"""A session that ends in the middle of a form: nothing that was typed is lost."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from assistant.audits.starting import Order
from assistant.people.rights import Role
from integrations.bootstrap import Services, build_services
from integrations.settings import Settings
from tests.browser.site import Visitor, serving
from tests.browser.test_walk import GAUGES, PROCEDURE
from tests.company import TODAY
from tests.fakes.embedder import WordEmbedder
from tests.integration.test_signing_in import PASSWORD, quick_passwords


@pytest.fixture(scope="module")
def services(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Services]:
    """A small company with a procedure, a gap and an audit, and a manager."""
    settings = Settings(data=tmp_path_factory.mktemp("site") / "data", auth="local")
    folder = tmp_path_factory.mktemp("files")
    procedure = PROCEDURE.format(revision="A", day="2025-01-05", months=12)
    (folder / "QN-77_A.txt").write_text(procedure, encoding="utf-8")
    log = GAUGES.format(done="2025-08-01", due="2026-08-01")
    (folder / "GR-90_A.csv").write_text(log, encoding="utf-8")
    with build_services(settings, today=TODAY, embedder=WordEmbedder()) as services:
        quick_passwords(services)
        services.people.accounts.add("ann", roles=[Role.MANAGER], password=PASSWORD)
        services.ingest([folder])
        order = Order(lead="Ann Lee", title="", auditees=(), by="Ann Lee")
        services.audits.new(order, clauses=["8.4.1"], process=None, as_of=TODAY, seed=1)
        yield services


@pytest.fixture
def visitor(chromium: Browser, services: Services) -> Iterator[Visitor]:
    """A window in which the manager is signed in."""
    with serving(services) as address:
        context = chromium.new_context(viewport={"width": 1280, "height": 900})
        visitor = Visitor(context.new_page(), address)
        visitor.go("/login")
        visitor.examine("signing in")
        sign_in(visitor.page)
        expect(visitor.page.get_by_role("heading", name="Overview")).to_be_visible()
        yield visitor
        context.close()


def sign_in(page: Page) -> None:
    page.get_by_label("Name").fill("ann")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()


def end_session(visitor: Visitor, services: Services) -> None:
    """What a night or a new password does to it."""
    held = {one["name"]: one["value"] for one in visitor.page.context.cookies()}
    services.people.sign_ins.close(held["clausewise_session"])


@pytest.mark.slow
@pytest.mark.timeout(1800)
def test_a_form_that_was_sent_too_late_is_sent_after_signing_in_again(
    visitor: Visitor, services: Services
) -> None:
    page = visitor.page
    visitor.go("/gaps?kind=overdue")
    gap = page.locator(".gap", has_text="MG-901")
    gap.locator("summary").click()
    gap.get_by_label("Why it is lived with").fill("It is “out of use” & <locked> away")
    gap.get_by_label("Until", exact=True).fill("2026-12-31")
    end_session(visitor, services)
    gap.get_by_role("button", name="Accept").click()

    expect(page.get_by_text("Your session has ended.", exact=False)).to_be_visible()
    visitor.faults.clear()  # the browser tells of the 401
    visitor.examine("signing in again")
    sign_in(page)
    page.get_by_role("button", name="Send", exact=False).click()
    visitor.go("/gaps?state=accepted")
    expect(page.get_by_text("It is “out of use” & <locked> away")).to_be_visible()


@pytest.mark.slow
@pytest.mark.timeout(1800)
def test_a_checklist_that_is_being_filled_keeps_what_was_written(
    visitor: Visitor, services: Services
) -> None:
    page = visitor.page
    visitor.go("/audits")
    page.get_by_role("link", name="A-2026-01").click()
    item = page.locator(".item").first
    evidence = item.get_by_label("Evidence seen", exact=True)
    end_session(visitor, services)
    evidence.fill("Supplier files 4 to 9 looked at")
    evidence.blur()
    expect(item.locator(".saved.fault")).to_be_visible()

    page.reload()
    sign_in(page)
    expect(evidence).to_have_value("Supplier files 4 to 9 looked at")
    expect(item.locator(".saved")).to_contain_text("Saved")
    page.reload()
    expect(evidence).to_have_value("Supplier files 4 to 9 looked at")
    assert services.audits.running.run("A-2026-01").items[0].current is not None

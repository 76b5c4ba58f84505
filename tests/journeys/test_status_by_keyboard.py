"""The page of a resident who reads by ear or moves by key, as docs/toegankelijkheid-statuspagina.md has it."""

from pathlib import Path

import pytest
from django.conf import settings

from initiatives.deeds.access import issue_code
from initiatives.statuses import Status
from initiatives.workflow.perform import perform
from tests.initiatives.world import NOW, World
from tests.journeys.conftest import Street, Visitor

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
WRITTEN_DOWN = Path(settings.BASE_DIR) / "docs" / "toegankelijkheid-statuspagina.md"
HEADINGS = """() => [...document.querySelectorAll("main h1, main h2, main h3")]
    .filter(one => one.checkVisibility())
    .map(one => one.tagName.slice(1) + " " + one.textContent.trim().replace(/\\s+/g, " "))"""
LANDMARKS = """() => [...document.querySelectorAll("header, nav, main, footer")]
    .map(one => (one.tagName.toLowerCase() + " " + (one.getAttribute("aria-label") || "")).trim())"""
FOCUSED = """() => {
    const one = document.activeElement, style = getComputedStyle(one);
    const label = one.labels && one.labels.length ? one.labels[0].textContent : one.textContent;
    return [label.trim().replace(/\\s+/g, " "), style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 1];
}"""


@pytest.fixture
def reader(street: Street, town: World) -> Visitor:
    """Somebody on the page of an idea about which we asked something."""
    initiative = town.initiative(Status.IN_REVIEW)
    asked = {"question": "Hoe groot wordt de bank?"}
    perform("request_info", initiative, by=town.actor("BM.lead"), at=NOW, **town.fill_in("request_info") | asked)
    code = issue_code(initiative, by=town.people["IC"], at=NOW)
    visitor = street.visitor(1280)
    visitor.page.goto(f"{visitor.address}/volg/?nummer={initiative.reference}")
    visitor.page.fill("[name=code]", code)
    visitor.page.keyboard.press("Enter")
    visitor.page.wait_for_url("**/volg/idee/")
    return visitor


def listed(heading: str) -> list[str]:
    """The numbered lines under a heading of the document."""
    part = WRITTEN_DOWN.read_text().split(f"## {heading}\n")[1].split("\n## ")[0]
    return [line.split(". ", 1)[1] for line in part.splitlines() if line[:1].isdigit()]


def test_headings_and_landmarks_come_in_the_order_written_down(reader: Visitor) -> None:
    assert reader.page.evaluate(LANDMARKS) == listed("Gebieden")
    assert reader.page.evaluate(HEADINGS) == listed("Koppen")
    assert reader.page.locator("[aria-current=step]").count() == 1


def test_tab_goes_past_everything_in_order_and_one_always_sees_where_one_is(reader: Visitor) -> None:
    reader.page.evaluate("() => document.activeElement.blur()")
    stops = []
    for _ in listed("Toetsenbord"):
        reader.page.keyboard.press("Tab")
        name, is_seen = reader.page.evaluate(FOCUSED)
        assert is_seen, name
        stops.append(name)
    assert stops == listed("Toetsenbord")


def test_skip_link_leads_past_the_menu(reader: Visitor) -> None:
    reader.page.keyboard.press("Tab")
    reader.page.keyboard.press("Enter")
    assert reader.page.evaluate("document.activeElement.id") == "inhoud"
    reader.page.keyboard.press("Tab")
    assert reader.page.evaluate(FOCUSED)[0] == "Grote letters"


def test_what_is_wrong_is_read_out_first_and_leads_to_the_field(reader: Visitor) -> None:
    reader.page.get_by_role("button", name="Stuur mijn antwoord").press("Enter")
    reader.page.wait_for_load_state()
    reader.look()
    assert reader.page.title().startswith("Fout:")
    summary = reader.page.locator(".bk-error-summary")
    assert summary.get_attribute("role") == "alert"
    assert reader.page.evaluate("document.activeElement.classList.contains('bk-error-summary')")
    summary.get_by_role("link", name="Schrijf uw antwoord op.").press("Enter")
    assert reader.page.evaluate("document.activeElement.name") == "answer"
    described = reader.page.locator("[name=answer]").get_attribute("aria-describedby") or ""
    texts = [reader.page.locator(f"#{one}").inner_text() for one in described.split()]
    assert "Schrijf uw antwoord op." in " ".join(texts)


def test_large_type_fits_the_smallest_phone_and_paper_has_no_buttons(reader: Visitor) -> None:
    size = "() => parseFloat(getComputedStyle(document.documentElement).fontSize)"
    ordinary = reader.page.evaluate(size)
    reader.press("Grote letters")
    assert reader.page.evaluate(size) >= 1.35 * ordinary
    # A wide screen at 200 %.
    reader.page.set_viewport_size({"width": 640, "height": 450})
    assert reader.page.evaluate("document.documentElement.scrollWidth") == 640
    reader.page.emulate_media(media="print")
    assert reader.page.evaluate(size) >= 18
    for one in reader.page.locator("main button, main .utrecht-button-link").all():
        assert not one.is_visible()
    assert reader.page.locator("#contact").is_visible()

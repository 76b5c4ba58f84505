"""The platform of kernambtenaren: its list is made, it is noted while they talk, and closed."""

from datetime import timedelta

import pytest
from django.utils import timezone

from initiatives.models import Event
from initiatives.statuses import Status
from overleg.models import AgendaItem, Meeting
from tests.initiatives.world import World
from tests.journeys.conftest import Street, Visitor

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
WIDTHS = pytest.mark.parametrize("width", [1280, 390])


def plan_today(desk: Visitor) -> Meeting:
    """From the overview to the empty list of today."""
    desk.go("/overleg/")
    desk.press("Platform kernambtenaren")
    desk.fill(held_on=timezone.localdate().isoformat(), starts_at="09:30", place="Gemeentehuis")
    desk.press("Plannen")
    return Meeting.objects.of_platform().get()


def compose(desk: Visitor, title: str) -> None:
    """What a colleague marked is ticked already; a point of their own on top of it."""
    assert desk.page.get_by_label(f"Op de lijst: {title}").is_checked()
    desk.press("Op de lijst zetten")
    desk.fill(title="Wie neemt waar?")
    desk.press("Toevoegen")


def in_order(meeting: Meeting) -> list[str]:
    """What is on the list, from top to bottom."""
    rows = meeting.items.filter(removed_at=None).order_by("position").select_related("initiative")
    return [item.initiative.title if item.initiative else item.title for item in rows]


def note(desk: Visitor, item: AgendaItem, said: str) -> None:
    """Open the form of a point, write, keep."""
    point = desk.page.locator(f"#punt-{item.pk}")
    point.locator("summary").first.click()
    point.locator("textarea").first.fill(said)
    point.get_by_role("button", name="Opslaan", exact=True).click()
    desk.page.wait_for_load_state()
    desk.look()


@WIDTHS
def test_coordinator_makes_the_list_a_kernambtenaar_notes_and_it_is_closed(
    street: Street, town: World, width: int
) -> None:
    since = timezone.now() - timedelta(days=3)
    town.initiative(Status.IN_REVIEW, title="Beekpad", platform_since=since)
    desk = street.visitor(width, town.people["IC"])
    meeting = plan_today(desk)
    compose(desk, "Beekpad")
    own = meeting.items.get(initiative=None)

    # A number that was typed and not kept yet goes along with the next point.
    desk.page.fill(f"[name=volgorde-{own.pk}]", "0")
    desk.fill(title="Rondvraag")
    desk.press("Toevoegen")
    assert in_order(meeting) == ["Wie neemt waar?", "Beekpad", "Rondvraag"]

    officer = street.visitor(width, town.people["KA.own"])
    officer.go(f"/overleg/platform/{meeting.pk}/")
    beek = meeting.items.exclude(initiative=None).get()
    note(officer, beek, "Openbare ruimte zoekt een plek.")
    assert "Openbare ruimte zoekt een plek." in officer.text()
    assert officer.page.get_by_role("button", name="Overleg afsluiten").count() == 0

    desk.go(f"/overleg/platform/{meeting.pk}/")
    note(desk, own, "Wij bellen elkaar.")
    desk.press("Overleg afsluiten")
    assert "De lijst blijft zoals zij was." in desk.text()
    assert "Niet besproken." in desk.text()
    assert Event.objects.filter(action="note_in_platform", initiative=beek.initiative).count() == 1
    desk.press("Agenda printen")
    assert "Beekpad" in desk.text()


@WIDTHS
def test_what_is_marked_on_the_page_of_an_initiative_stands_ready_for_the_next_platform(
    street: Street, town: World, width: int
) -> None:
    idea = town.initiative(Status.IN_REVIEW, title="Beekpad")
    officer = street.visitor(width, town.people["KA.own"])
    officer.go(idea.get_absolute_url())
    officer.page.get_by_text("Bijhouden en vertellen").click()
    officer.press("Bespreken in platform")
    officer.fill(reason="Speelt in twee kernen.")
    officer.press("Bespreken in platform")

    desk = street.visitor(width, town.people["IC"])
    plan_today(desk)
    assert desk.page.get_by_label("Op de lijst: Beekpad").is_checked()

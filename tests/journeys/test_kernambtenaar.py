"""A kernambtenaar before the kernoverleg: what is silent, a wish taken up, what to know, and handing over."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from initiatives.models import Signal
from initiatives.statuses import Status
from overleg.models import Wish
from tests.initiatives.world import World
from tests.journeys.conftest import Street, Visitor
from tests.overleg.town import Town

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
WIDTHS = pytest.mark.parametrize("width", [1280, 390])
WISH = "Een jeu-de-boulesbaan bij het dorpshuis"


def waiting_village(town: World) -> Town:
    """A meeting in three days, a promise that is late, an idea nobody speaks of, and a signal."""
    # By the clock on the wall: eighty times 24 hours ago was, across a change of the clock, at times 79 days ago.
    now = timezone.localtime()
    village = Town(town)
    village.group.meetings.update(held_on=now.date() + timedelta(days=3))
    village.promise(village.item(meeting=village.met()), what="Bel de school", due_on=now.date() - timedelta(days=9))
    village.idea(Status.IN_REVIEW, title="Beekpad", logged_at=now - timedelta(days=80))
    Signal.objects.create(kern=town.kern, text="Er is geen bankje.", created_at=now, form_key=uuid4())
    return village


def open_my_kern(desk: Visitor) -> None:
    """ "Mijn kern", in one press."""
    desk.go("/werk/")
    desk.page.get_by_role("link", name="Mijn kern").click()
    desk.page.wait_for_load_state()
    desk.look()


@WIDTHS
def test_kernambtenaar_sees_what_is_silent_takes_up_a_wish_and_knows_what_to_say_in_the_meeting(
    street: Street, town: World, width: int
) -> None:
    village = waiting_village(town)
    desk = street.visitor(width, town.people["KA.own"])

    open_my_kern(desk)
    assert "hoorden langer dan 28 dagen niets" in desk.text()
    assert "80 dagen geleden" in desk.text()
    assert "Bel de school" in desk.text()

    # A wish is written down, and taken up by what runs already.
    desk.press("Wens opschrijven")
    desk.fill(text=WISH)
    desk.press("Bewaren")
    desk.page.locator("main #wensen a[href*='/wensen/']").first.click()
    desk.page.wait_for_load_state()
    desk.look()
    desk.fill(state="wordt opgepakt")
    desk.page.locator("main [name=initiative]").select_option(index=1)
    desk.press("Bewaren")
    assert "Wordt opgepakt" in desk.text() or "wordt opgepakt" in desk.text()
    wish = Wish.objects.get()
    assert (wish.state, wish.initiative.title if wish.initiative else "") == ("taken_up", "Beekpad")

    # Before the meeting.
    desk.page.locator(f"main a[href='/overleg/{village.meeting.pk}/vooraf/']").click()
    desk.page.wait_for_load_state()
    desk.look()
    assert "Beekpad" in desk.text()
    assert "Bel de school" in desk.text()

    # A signal is picked up, and the next one knows what runs.
    desk.go(f"/kernen/{town.kern.slug}/")
    desk.press("1 signaal wacht op antwoord")
    assert "Er is geen bankje." in desk.text()
    desk.go(f"/kernen/{town.kern.slug}/")
    desk.press("Overdracht")
    assert "Wie belt u" in desk.text()
    assert "043 600 0000" in desk.text()


@WIDTHS
def test_neighbour_reads_the_page_of_the_village_without_scripts(street: Street, town: World, width: int) -> None:
    village = Town(town)
    village.group.meetings.update(held_on=timezone.localdate() + timedelta(days=3))
    Wish.objects.create(kern=town.kern, text=WISH, noted_at=timezone.now(), changed_at=timezone.now(), form_key=uuid4())
    for scripts in (True, False):
        neighbour = street.visitor(width, scripts=scripts)
        for start in ("", "/en"):
            neighbour.go(f"{start}/dorpen/{town.kern.slug}/")
            assert WISH in neighbour.text()
            assert "Dorpshuis Sibbe" in neighbour.text()

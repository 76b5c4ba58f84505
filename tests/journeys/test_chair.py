"""The chair of a kernoverleg, seventy and with a tablet: from the mail to the report, with no account and no script."""

import re
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.utils import timezone

from initiatives.deeds.access import issue_code
from initiatives.deeds.meeting import DISCUSS
from initiatives.models import Event, Initiative, Message, SupportEntry, Task
from initiatives.statuses import Status
from overleg.deeds.chair import send_agenda
from overleg.models import AgendaItem, Meeting
from overleg.models.meeting import Reason
from tests.factories import make_kernoverleg
from tests.initiatives.world import World
from tests.journeys.conftest import Street, Visitor

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
SCREENS = pytest.mark.parametrize(("width", "scripts"), [(1280, True), (390, True), (1280, False), (390, False)])
LINK = re.compile(r"/overleg/formulier/[\w-]{43}/")


def planned(town: World, ideas: list[Initiative]) -> Meeting:
    """The coordinator planned it for today, with these on the agenda and a point of the group's own."""
    group = make_kernoverleg(town.kern, name="Kernoverleg Sibbe", chair_email="jo@example.nl")
    now = timezone.now()
    meeting = Meeting.objects.create(
        kernoverleg=group, held_on=timezone.localdate(now), place="Dorpshuis", created_at=now,
        created_by=town.people["EC.own"], form_key=uuid4(),
    )  # fmt: skip
    for position, idea in enumerate(ideas, start=1):
        reason = Reason.OPINION if idea.status == Status.SUPPORT_CHECK else Reason.NEW
        AgendaItem.objects.create(meeting=meeting, initiative=idea, position=position, reason=reason)
    AgendaItem.objects.create(meeting=meeting, title="Kerstboom op het plein", position=9)
    return meeting


class Evening:
    """Three ideas on the agenda of tonight, and the chair at a screen; `boxes` is how the boxes of each point begin."""

    def __init__(self, street: Street, town: World, width: int, scripts: bool) -> None:
        cache.clear()
        self.bench = town.initiative(Status.SUPPORT_CHECK, title="Bank bij de kapel")
        self.bench.support_checks.update(ways=["kernoverleg"], public_text="Er komt een bank bij de kapel.")
        self.path, field = (town.initiative(title=title) for title in ("Pad langs de beek", "Trapveld"))
        meeting = planned(town, [self.bench, self.path, field])
        send_agenda(meeting, at=timezone.now(), form_key=uuid4())
        found = LINK.search(Message.objects.get(recipient="Kernoverleg Sibbe").body)
        assert found
        self.link = found.group(0)
        self.boxes = {item.initiative_id: f"p{item.pk}-" for item in meeting.items.all()}
        self.chair = street.visitor(width, scripts=scripts)

    def open_form(self) -> None:
        """From the mail, through the button."""
        self.chair.go(self.link)
        assert "Kernoverleg Sibbe" in self.chair.text()
        self.chair.press("Open het formulier")

    def tap(self, idea: Initiative | None, box: str, value: str) -> None:
        """One of a few."""
        self.chair.page.check(f"input[name='{self.boxes[idea.pk if idea else None]}{box}'][value={value}]")

    def note_the_bench(self) -> None:
        """What the group thinks of it, two worries and a promise of the municipality."""
        page, box = self.chair.page, self.boxes[self.bench.pk]
        self.tap(self.bench, "discussed", "ja")
        self.tap(self.bench, "opinion", "worried")
        page.fill(f"[name='{box}concerns']", "Geluid in de avond\nParkeren")
        page.locator("main summary").first.click()
        page.fill(f"[name='{box}what_1']", "De plek opmeten")
        page.fill(f"[name='{box}who_1']", "de gemeente")
        self.chair.press("Bewaren")
        assert "Bewaard. U kunt verder schrijven." in page.locator("body").inner_text()

    def close(self) -> None:
        """The number is asked for; what is going to happen is shown before it happens."""
        self.chair.press("Verder naar afsluiten")
        assert "Vul eerst in hoeveel mensen er waren." in self.chair.text()
        self.chair.press("Terug naar het formulier")
        self.chair.fill(present="14", recorder="secretaris")
        self.chair.press("Verder naar afsluiten")
        assert "Dit komt op de tijdlijn van 2 ideeën." in self.chair.text()
        assert Event.objects.filter(action=DISCUSS).count() == 0
        self.chair.press("Sluit het verslag af")
        assert "Het verslag is klaar" in self.chair.text()


@SCREENS
def test_chair_writes_down_what_the_group_says_and_the_initiator_reads_it(
    street: Street, town: World, width: int, scripts: bool
) -> None:
    evening = Evening(street, town, width, scripts)
    evening.open_form()
    assert "Er komt een bank bij de kapel." in evening.chair.text()
    evening.note_the_bench()

    evening.open_form()
    kept = evening.chair.page.input_value(f"[name='{evening.boxes[evening.bench.pk]}concerns']")
    assert kept == "Geluid in de avond\nParkeren"
    evening.tap(evening.path, "discussed", "ja")
    evening.tap(None, "discussed", "ja")
    evening.close()

    assert "Onze mening: positief met zorgen." in evening.chair.text()
    told = Event.objects.filter(action=DISCUSS).values_list("initiative", flat=True)
    assert sorted(told) == sorted([evening.bench.pk, evening.path.pk])
    assert SupportEntry.objects.filter(way="kernoverleg", reached=14).count() == 1
    assert Task.objects.filter(title="Beloofd in Kernoverleg Sibbe: De plek opmeten").count() == 1
    reads_it(street.visitor(width, scripts=scripts), town, evening.bench)


def reads_it(resident: Visitor, town: World, idea: Initiative) -> None:
    """Whose idea it is reads the opinion on the status page."""
    idea.refresh_from_db()
    code = issue_code(idea, by=town.people["IC"], at=timezone.now())
    resident.go(f"/volg/?nummer={idea.reference}")
    resident.fill(code=code)
    resident.press("Bekijk mijn idee")
    assert "De mening: positief met zorgen. Er waren 14 mensen. De gemeente besluit." in resident.text()


@SCREENS
def test_coordinator_types_the_paper_form_over_and_reads_the_report(
    street: Street, town: World, width: int, scripts: bool
) -> None:
    cache.clear()
    idea = town.initiative(Status.SUBMITTED, title="Pad langs de beek")
    meeting = planned(town, [idea])
    item = meeting.items.get(initiative=idea)
    coordinator = street.visitor(width, town.people["EC.own"], scripts=scripts)

    coordinator.go(f"/overleg/{meeting.pk}/voorzitter/")
    coordinator.press("Stuur nu")
    coordinator.go(f"/overleg/{meeting.pk}/verslag/")
    coordinator.fill(present="9", chair_involved=True)
    coordinator.page.check(f"input[name='p{item.pk}-opinion'][value=positive]")
    coordinator.press("Verder naar afsluiten")
    assert "Het is een ander dan de voorzitter." in coordinator.text()
    coordinator.fill(recorder="penningmeester")
    coordinator.press("Verder naar afsluiten")
    coordinator.press("Sluit het verslag af")

    assert "Wie schreef dit op: penningmeester." in coordinator.text()
    assert Event.objects.filter(initiative=idea, action=DISCUSS).count() == 1

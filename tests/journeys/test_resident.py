"""The resident's side of the story: with e-mail, with only a phone, with nothing; with and without scripts."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import FilePayload

from initiatives.deeds.access import issue_code
from initiatives.deeds.do import do
from initiatives.models import Appointment, Initiative, Message, Task
from initiatives.models.choices import Channel
from initiatives.models.message import MessageState
from initiatives.statuses import Status
from initiatives.workflow.perform import perform
from tests.initiatives.papers import photo_of_a_house
from tests.initiatives.world import NOW, World
from tests.journeys.conftest import Street, Visitor

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
SCREENS = [(390, True), (390, False), (1280, True)]
ADDRESS = "mia@example.org"
PHOTO = "plek bij de kapel.jpg"


class Story:
    """One idea, its resident at a screen, and the colleagues who do their part."""

    def __init__(self, street: Street, town: World, screen: tuple[int, bool], status: Status, **person: Any) -> None:
        self.town, (width, scripts) = town, screen
        self.initiative: Initiative = town.initiative(status)
        self.initiative.people.update(**{"name": "Mia Bewoner", "phone": "", "email": ""} | person)
        self.code = issue_code(self.initiative, by=town.people["IC"], at=NOW)
        self.resident: Visitor = street.visitor(width, scripts=scripts)

    def staff(self, who: str, name: str, **inputs: Any) -> None:
        """A colleague takes a step."""
        self.initiative.refresh_from_db()
        perform(name, self.initiative, by=self.town.actor(who), at=NOW, **self.town.fill_in(name) | inputs)

    def deed(self, who: str, name: str, **inputs: Any) -> None:
        """A colleague does something else."""
        self.initiative.refresh_from_db()
        do(name, self.initiative, by=self.town.actor(who), at=timezone.now(), **inputs)

    def come_in_with_the_card(self) -> None:
        """Number and code, typed over."""
        self.resident.go(f"/volg/?nummer={self.initiative.reference}")
        self.resident.fill(code=self.code.lower())
        self.resident.press("Bekijk mijn idee")

    def look_again(self) -> None:
        """The page as it is now."""
        self.resident.go("/volg/idee/")

    def reads(self, *sentences: str) -> None:
        """What stands on the screen now."""
        text = self.resident.page.locator("body").inner_text()
        for sentence in sentences:
            assert sentence in text


@pytest.mark.parametrize("screen", SCREENS)
def test_resident_with_e_mail_answers_picks_a_moment_and_passes_something_on(
    street: Street, town: World, screen: tuple[int, bool]
) -> None:
    story = Story(street, town, screen, Status.IN_REVIEW, channel=Channel.EMAIL, email=ADDRESS)
    story.staff("BM.lead", "request_info", question="Hoe groot wordt de bank?")
    told = Message.objects.get(initiative=story.initiative, address=ADDRESS)
    assert (told.state, "Hoe groot wordt de bank?" in told.body) == (MessageState.QUEUED, True)
    comes_in_by_mail(story)

    story.reads("Wij hebben een vraag aan u", "Hoe groot wordt de bank?")
    story.deed("IC", "note_internal", text="Intussen deed een collega iets.")
    story.resident.press("Stuur mijn antwoord")
    story.reads("Schrijf uw antwoord op.")
    story.resident.fill(answer="Twee meter breed.")
    add_photo(story.resident)
    story.resident.press("Stuur mijn antwoord")
    story.reads("Dank u voor uw antwoord.", "Wij bekijken uw idee", "Uw foto’s en bestanden", PHOTO)
    assert story.initiative.info_requests.get().answer == "Twee meter breed."
    assert [file.name for file in story.initiative.attachments.filter(by_resident=True)] == [PHOTO]

    picks_the_last_of_three_moments(story)
    story.resident.press("Iets doorgeven")
    story.resident.fill(message="Wij komen met ons tweeën.")
    story.resident.press("Verstuur")
    story.reads("Het is gelukt.", "U heeft iets aan ons doorgegeven.")
    story.resident.press("Pagina afsluiten")
    story.look_again()
    assert "Bank bij de kapel" not in story.resident.text()


def add_photo(resident: Visitor) -> None:
    """One from the phone, with the answer."""
    photo = FilePayload(name=PHOTO, mimeType="image/jpeg", buffer=photo_of_a_house())
    resident.page.locator("main [name=attachments]").set_input_files(photo)


def picks_the_last_of_three_moments(story: Story) -> None:
    """The evening, the next, or the morning after: the morning it is, and the others are off the page."""
    evening = timezone.localtime().replace(hour=19, minute=30, second=0, microsecond=0) + timedelta(days=7)
    morning = (evening + timedelta(days=2)).replace(hour=10)
    moments = {"starts_at": evening, "second_at": evening + timedelta(days=1), "third_at": morning}
    story.deed("IC", "plan_appointment", **moments, place="Dorpshuis De Linde")
    story.look_again()
    story.reads("Kies een moment voor het gesprek", "Dorpshuis De Linde")
    choices = story.resident.page.locator("main .bk-choice")
    (wanted,) = [words for words in choices.all_inner_texts() if "10.30 uur" in words]
    assert choices.count() == 4
    story.resident.page.get_by_label(wanted.strip(), exact=True).check()
    story.resident.press("Dit kies ik")
    story.reads("Uw afspraak", wanted.strip())
    assert story.resident.page.locator("main [name=moment]").count() == 0
    assert Appointment.objects.get(initiative=story.initiative).starts_at == morning


def comes_in_by_mail(story: Story) -> None:
    """No card at hand: a link by mail, one button, and in."""
    resident = story.resident
    resident.go("/volg/")
    resident.press("Stuur mij een link per mail")
    resident.fill(nummer=story.initiative.reference or "", email=ADDRESS.upper())
    resident.press("Stuur mij een link")
    assert "Als dit nummer en dit e-mailadres bij elkaar horen" in resident.text()
    mail = Message.objects.filter(address=ADDRESS, drop_after_sending=True).latest("pk")
    link = re.search(r"/volg/link/\S+", mail.body)
    assert link
    resident.go(link.group())
    assert "Bank bij de kapel" not in resident.text()
    resident.press("Bekijk mijn idee")
    assert resident.page.url.endswith("/volg/idee/")
    resident.page.goto(resident.address + link.group())
    assert resident.page.url.endswith("/volg/idee/")


@pytest.mark.parametrize("screen", SCREENS)
def test_resident_with_only_a_phone_is_called_with_the_text_ready_and_may_stop(
    street: Street, town: World, screen: tuple[int, bool]
) -> None:
    story = Story(street, town, screen, Status.ASSIGNED, channel=Channel.PHONE, phone="06 11 22 33 44")
    story.staff("BM.lead", "accept")
    told = Message.objects.get(initiative=story.initiative, person__isnull=False)
    assert told.state == MessageState.TASK

    coordinator = street.visitor(screen[0], town.people["EC.own"], scripts=screen[1])
    coordinator.go("/werk/taken/")
    coordinator.page.get_by_text("Tekst", exact=True).click()
    assert "06 11 22 33 44" in coordinator.text()
    assert "bekijkt uw idee en neemt voor" in coordinator.text()
    coordinator.page.get_by_role("button", name="Gedaan").click()
    coordinator.page.wait_for_load_state()
    coordinator.look()
    told.refresh_from_db()
    assert told.state == MessageState.DONE

    story.come_in_with_the_card()
    story.reads("Wij bekijken uw idee", "U hoeft nu niets te doen.")
    story.resident.press("Ik wil stoppen")
    story.resident.fill(others_asked=True)
    story.resident.press("Ja, ik stop")
    story.reads("Uw idee is gestopt. U mag altijd terugkomen.")


@pytest.mark.parametrize("screen", SCREENS)
def test_resident_with_nothing_hears_the_decision_from_a_person_and_says_how_it_went(
    street: Street, town: World, screen: tuple[int, bool]
) -> None:
    story = Story(street, town, screen, Status.DECISION_PENDING, channel=Channel.COORDINATOR)
    Initiative.objects.filter(pk=story.initiative.pk).update(informed_at=None)
    story.come_in_with_the_card()
    story.reads("Wij nemen een besluit")
    story.resident.press("Grote letters")
    story.resident.press("Of vraag ons om u te bellen")
    story.resident.fill(about="Hoe lang duurt het nog?", phone="06 55 44 33 22")
    story.resident.press("Vraag om een telefoontje")
    story.reads("Het is gelukt.", "U vroeg ons om te bellen.")
    assert (
        "06 55 44 33 22"
        in Task.objects.get(initiative=story.initiative, title="De bewoner wil gebeld worden").text_ready
    )

    story.staff("DEC.mandate", "approve")
    story.look_again()
    story.reads("Er is een besluit", "Wij bellen u")
    assert "Een mooi idee." not in story.resident.text()
    story.deed("EC.own", "inform_initiator", how="counter")
    told = Message.objects.filter(initiative=story.initiative, person__isnull=False).latest("pk")
    assert (told.channel, told.state, "Een mooi idee." in told.body) == ("coordinator", MessageState.TASK, True)
    story.look_again()
    story.reads("Het besluit", "Ja, uw idee kan doorgaan", "Een mooi idee.")

    story.staff("BM.lead", "start")
    story.staff("BM.lead", "hand_over")
    story.look_again()
    story.reads("Dit hebben wij afgesproken", "de groep verft")
    story.staff("BM.lead", "complete")
    story.look_again()
    story.resident.fill(went_well="Iedereen hielp mee.")
    story.resident.press("Verstuur")
    story.reads("Dank u wel.")
    assert story.initiative.evaluations.get().went_well == "Iedereen hielp mee."

"""The receipt: whoever told an idea reads or hears what was noted, who calls by when, and how they will hear."""

from datetime import UTC, date, datetime
from uuid import uuid4

import pytest
from django.urls import reverse
from time_machine import travel

from accounts.models import User
from initiatives.models import Initiative, Message, Task
from initiatives.models.choices import Channel
from initiatives.models.person import ContactPerson
from initiatives.statuses import Status
from initiatives.workflow.perform import perform
from tests.initiatives.builders import make_initiative, open_page
from tests.initiatives.mail_server import MailServer, text_of
from tests.initiatives.test_letters import known_person
from tests.initiatives.test_parcels import run_post, say
from tests.initiatives.world import NOW, World

pytestmark = pytest.mark.django_db
NOTED = """\
Dit is uw idee: Bankje bij de kapel
In uw eigen woorden: Ich wil oetrėste, "gewoon" & mét uitzicht.
Waar: Sibbe
Wat u van ons vraagt: een plek of ruimte, geld. Hooguit een paar planken
Wat er nu gebeurt: EC.own belt of schrijft u uiterlijk op 16 december 2026.
"""


def told(world: World, channel: Channel, **person: object) -> tuple[Initiative, ContactPerson]:
    """A draft of what somebody said, in their own words, to a coordinator who can be phoned."""
    User.objects.filter(name="EC.own").update(phone="043 111 22 33")
    initiative = world.initiative(Status.DRAFT)
    Initiative.objects.filter(pk=initiative.pk).update(
        title="Bankje bij de kapel",
        summary='Ich wil oetrėste, "gewoon"\n& mét uitzicht.',
        asks=["space", "money"],
        asks_note="Hooguit een paar planken",
    )
    mia = known_person(initiative, channel)
    ContactPerson.objects.filter(pk=mia.pk).update(channel_since=date(2026, 11, 17), **person)
    initiative.refresh_from_db()
    return initiative, mia


def log(world: World, initiative: Initiative) -> Message:
    """It gets its number; what the resident is told of it."""
    event = perform("log", initiative, by=world.actor("EC.own"), at=NOW)
    return Message.objects.get(event=event, person__isnull=False)


@pytest.mark.parametrize(
    ("channel", "how"),
    [
        (Channel.EMAIL, "E-mail"),
        (Channel.LETTER, "Brief"),
        (Channel.PHONE, "Telefoon"),
        (Channel.COORDINATOR, "Via de coördinator"),
    ],
)
@pytest.mark.parametrize("level", ["plain", "short"])
def test_the_receipt_says_what_was_noted_who_calls_by_when_and_how_one_hears(
    world: World, channel: Channel, how: str, level: str
) -> None:
    initiative, _mia = told(world, channel, level=level)

    message = log(world, initiative)

    lines = f"{NOTED}Zo hoort u van ons: {how}, want dat vroeg u op 17 november 2026\n\n"
    assert message.body.partition("EC.own.\n")[2].startswith(lines)
    assert initiative.reference is not None
    assert initiative.reference in message.body
    ready = [task.text_ready for task in Task.objects.filter(message=message)]
    assert ready == ([] if channel == Channel.EMAIL else [message.body])


def test_the_date_in_the_receipt_is_the_one_on_which_somebody_calls(world: World) -> None:
    initiative, _mia = told(world, Channel.EMAIL)

    assert "\nVolgende datum: 16 december 2026\n" in log(world, initiative).body


def test_who_reads_english_reads_the_receipt_in_english_with_their_own_words(world: World) -> None:
    initiative, _mia = told(world, Channel.LETTER, language="en")

    body = log(world, initiative).body

    assert "\nWhat you ask of us: a place or room, money. Hooguit een paar planken\n" in body
    assert "\nIn your own words: Ich wil oetrėste" in body
    assert "\nHow you hear from us: Letter, because you asked for that on 17 November 2026\n" in body


def test_without_a_coordinator_one_can_phone_the_municipality_says_by_when(world: World) -> None:
    initiative, _mia = told(world, Channel.LETTER)
    User.objects.filter(name="EC.own").update(phone="")

    event = perform("log", initiative, by=world.actor("IC"), at=NOW)

    body = Message.objects.get(event=event, person__isnull=False).body
    assert "\nWat er nu gebeurt: De gemeente belt of schrijft u uiterlijk op 16 december 2026.\n" in body


def test_a_receipt_that_travels_with_later_news_is_still_whole(world: World, server: MailServer) -> None:
    initiative, _mia = told(world, Channel.EMAIL)
    log(world, initiative)
    say(world, initiative, "Wij bellen u morgen.")

    run_post()

    (letter,) = server.letters
    text = text_of(letter)
    assert NOTED in text
    assert text.index("Wij bellen u morgen.") < text.index("Dit is uw idee:")
    assert text.count("Dit is uw idee:") == 1


# ---- what a resident sends later ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("status", "door", "typed"),
    [
        (Status.INFO_REQUESTED, "status_answer", {"answer": "Twee meter."}),
        (Status.IN_REVIEW, "status_call", {}),
        (Status.IN_REVIEW, "status_tell", {"message": "Wij zijn met zijn vieren."}),
        (Status.IN_REVIEW, "status_stop", {"others_asked": "on"}),
        (Status.COMPLETED, "status_evaluate", {"went_well": "De hulp."}),
    ],
)
def test_whoever_sends_something_on_the_page_reads_when_it_came_in(
    status: Status, door: str, typed: dict[str, str]
) -> None:
    walk = make_initiative(status)
    asked = walk.initiative.info_requests.filter(closed_at=None).first()
    with travel(datetime(2027, 1, 5, 18, 4, tzinfo=UTC), tick=False):
        client = open_page(walk)

        client.post(reverse(door), {"form_key": str(uuid4()), "question": asked.pk if asked else ""} | typed)

        page = client.get(reverse("status")).content.decode()
    assert "Ontvangen op dinsdag 5 januari 2027 om 19.04 uur." in page

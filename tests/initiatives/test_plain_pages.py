"""The hints on plain language on the pages of colleagues: beside the field, while one types, never in the way."""

from uuid import uuid4

from django.test import Client
from django.urls import reverse

from initiatives.deeds.table import DEED_OF
from initiatives.forms.act import ActForm
from initiatives.letters.plain import LONGEST_TEXT, MOST_HINTS, hints
from initiatives.models import Initiative
from initiatives.statuses import Status
from initiatives.workflow.action import Situation
from initiatives.workflow.asking import ForResident
from initiatives.workflow.table import ROW_OF
from tests.factories import sign_in
from tests.initiatives.builders import make_initiative, open_page
from tests.initiatives.world import NOW, World

OFFICIAL = (
    "Derhalve dient u teneinde uw verzoek in behandeling te kunnen nemen inzake de voorgenomen activiteiten alsnog een"
    " volledige omschrijving in te dienen. Uw aanvraag wordt daarna door ons beoordeeld. Tevens LET OP de termijn."
    " Je hoort omtrent het vervolg."
)


# ---- on the page ---------------------------------------------------------------------------------------


def send(world: World, initiative: Initiative, *, who: str = "BM.lead", **filled: object) -> tuple[int, str]:
    """What an officer gets back who fills in the form of a question."""
    typed = {"version": initiative.version, "form_key": str(uuid4()), "due_on": "2030-01-10"} | filled
    answer = sign_in(world.people[who]).post(reverse("initiative_act", args=(initiative.key, "request_info")), typed)
    return answer.status_code, answer.content.decode()


def test_a_form_with_ten_hints_still_goes_through(world: World) -> None:
    initiative = world.initiative(Status.IN_REVIEW)
    assert len(hints(OFFICIAL)) >= 10

    status, _page = send(world, initiative, question=OFFICIAL)

    assert status == 302
    assert initiative.info_requests.get().question == OFFICIAL


def test_officer_without_scripts_asks_for_hints_and_nothing_is_sent(world: World) -> None:
    initiative = world.initiative(Status.IN_REVIEW)

    status, page = send(world, initiative, question=OFFICIAL, due_on="", taal="Controleer de taal")

    assert status == 200
    assert page.count("<li>“") + page.count("<li>De zin") == MOST_HINTS
    assert "Derhalve dient u" in page
    assert "is een moeilijk woord" in page
    # Nobody sent it yet, so nothing is wrong yet.
    assert "Dit gaat nog niet goed" not in page
    assert "aria-invalid" not in page
    assert initiative.info_requests.count() == 0
    assert initiative.events.count() == 0


def test_who_only_looked_at_the_words_can_send_the_same_form(world: World) -> None:
    initiative, key = world.initiative(Status.IN_REVIEW), str(uuid4())
    send(world, initiative, question=OFFICIAL, form_key=key, taal="x")
    assert initiative.info_requests.count() == 0

    assert send(world, initiative, question=OFFICIAL, form_key=key)[0] == 302


def test_a_form_that_comes_back_with_an_error_shows_the_hints_too(world: World) -> None:
    status, page = send(world, world.initiative(Status.IN_REVIEW), question="Derhalve bellen wij.", due_on="")

    assert status == 200
    assert "Dit gaat nog niet goed" in page
    assert page.count("“derhalve” is een moeilijk woord") == 1


def test_a_plain_question_gets_no_hints(world: World) -> None:
    page = send(world, world.initiative(Status.IN_REVIEW), question="Waar komt de bank?", due_on="")[1]

    assert '<div class="bk-plain bk-no-print" hidden>' in page


def test_a_text_that_only_colleagues_read_has_no_hints(world: World) -> None:
    initiative = world.initiative(Status.IN_REVIEW)
    page = sign_in(world.people["BM.lead"]).get(reverse("initiative_act", args=(initiative.key, "give_back")))

    assert "data-bk-plain" not in page.content.decode()
    assert "Controleer de taal" not in page.content.decode()


ROWS = ROW_OF | DEED_OF
FOR_RESIDENTS = {
    "request_info": {"question"}, "hold": {"public_sentence"}, "approve": {"explanation"},
    "reject": {"explanation", "alternative"}, "start_support": {"what_changes", "can_still_change", "public_text"},
    "close_support": {"summary"}, "complete": {"result"}, "start": {"who_does_what"},
    "hand_over": {"agreements"}, "extend_term": {"sentence"}, "message_resident": {"message"},
    "heartbeat_message": {"message"}, "answer_concern": {"answer", "changed"}, "postpone_support": {"reason"},
    "cancel_appointment": {"reason"}, "correct": {"correction"},
    "record_appointment": {"who_does_what"},
}  # fmt: skip


def test_every_text_a_resident_will_read_is_looked_at_and_no_other(world: World) -> None:
    watched = {}
    for name, row in ROWS.items():
        status = Status.IN_REVIEW if Status.IN_REVIEW in row.sources else row.sources[0]
        s = Situation(initiative=world.initiative(status), actor=world.actor("IC"), at=NOW)
        form = ActForm(row, s, data=None, version=0, key=str(uuid4()))
        if names := {name for name, field in form.fields.items() if isinstance(field, ForResident)}:
            watched[name] = names

    assert watched == FOR_RESIDENTS
    marked = {name: {wanted.name for wanted in row.inputs if wanted.for_resident} for name, row in ROWS.items()}
    assert {name: names for name, names in marked.items() if names} == FOR_RESIDENTS


# ---- while one types -----------------------------------------------------------------------------------


def ask(client: Client, text: str) -> list[str]:
    answer = client.post(reverse("plain_hints"), {"tekst": text})
    assert answer.status_code == 200
    assert answer["Cache-Control"].count("no-store") == 1
    said: list[str] = answer.json()["hints"]
    return said


def test_officer_gets_a_few_hints_while_typing(world: World) -> None:
    officer = sign_in(world.people["BM.lead"])

    assert ask(officer, "Derhalve bellen wij u.") == ["“derhalve” is een moeilijk woord. Gewoner is: daarom, of dus."]
    assert len(ask(officer, OFFICIAL)) == MOST_HINTS
    assert ask(officer, "") == []
    assert ask(officer, "a\x00b " * 9_000 + "derhalve") == ask(officer, ("a\x00b " * 9_000)[:LONGEST_TEXT])


def test_a_stranger_is_sent_to_sign_in(db: None) -> None:
    answer = Client().post(reverse("plain_hints"), {"tekst": "Derhalve."})

    assert (answer.status_code, f'href="{reverse("account_login")}?' in answer.content.decode()) == (403, True)
    assert "daarom" not in answer.content.decode()


def test_a_resident_at_their_page_is_sent_to_sign_in_too(db: None) -> None:
    answer = open_page(make_initiative(Status.INFO_REQUESTED)).post(reverse("plain_hints"), {"tekst": "Derhalve."})

    assert (answer.status_code, f'href="{reverse("account_login")}?' in answer.content.decode()) == (403, True)


def test_without_the_key_of_the_form_nobody_asks(world: World) -> None:
    client = Client(enforce_csrf_checks=True)
    client.cookies = sign_in(world.people["BM.lead"]).cookies

    assert client.post(reverse("plain_hints"), {"tekst": "Derhalve."}).status_code == 403


def test_it_is_asked_by_post_so_that_no_text_stands_in_an_address(world: World) -> None:
    assert sign_in(world.people["BM.lead"]).get(reverse("plain_hints"), {"tekst": "Derhalve."}).status_code == 405

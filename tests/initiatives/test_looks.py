"""Every look at people is noted: who, in which function, at what, when, why, and whether it was shown."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from initiatives import looking
from initiatives.looking import note_look
from initiatives.models import AccessEntry, Attachment, Initiative, Message, Signal, Task
from initiatives.models.access import Looked, Outcome
from initiatives.models.choices import Channel
from initiatives.models.message import MessageState
from initiatives.models.task import TaskKind
from initiatives.relations import Relation
from initiatives.statuses import Status
from tests.factories import sign_in
from tests.initiatives.world import NOW, TODAY, World

pytestmark = pytest.mark.django_db
Noted = list[tuple[str, str, str]]


def noted() -> Noted:
    """Function, what, result: in order."""
    return list(AccessEntry.objects.order_by("pk").values_list("function", "what", "result"))


@pytest.fixture
def idea(world: World) -> Initiative:
    return world.known_to_all(Status.IN_REVIEW)


def open_page(world: World, who: str, address: str) -> int:
    return sign_in(world.people[who]).get(address).status_code


@pytest.mark.parametrize(
    ("who", "function"),
    [
        ("EC.own", "external_coordinator"), ("IC", "internal_coordinator"), ("BM.lead", "lead_officer"),
        ("KA.own", "kernambtenaar"), ("DEC.mandate", "decider"),
    ],
)  # fmt: skip
def test_who_reads_how_to_reach_a_resident_is_noted_in_the_function_that_opens_it(
    world: World, idea: Initiative, who: str, function: str
) -> None:
    assert open_page(world, who, f"/initiatieven/{idea.reference}/") == 200

    (look,) = AccessEntry.objects.all()
    assert (look.actor, look.initiative, look.function) == (world.people[who], idea, function)
    assert (look.what, look.result, len(look.request_id)) == (Looked.CONTACT_DATA, Outcome.SHOWN, 36)


@pytest.mark.parametrize("who", ["BM.domain", "BM.coadvice", "GGD.tag", "MGR.escalated"])
def test_who_reads_the_story_without_the_people_is_not(world: World, idea: Initiative, who: str) -> None:
    answer = sign_in(world.people[who]).get(f"/initiatieven/{idea.reference}/")
    assert (answer.status_code, "043 600 0000" in answer.content.decode()) == (200, False)
    assert noted() == []


@pytest.mark.parametrize(
    ("address", "what"),
    [
        ("mensen/", Looked.CONTACT_DATA), ("mensen/nieuw/", Looked.CONTACT_DATA), ("kaart/", Looked.PRINT),
        (f"bijlage/{UUID(int=7)}/", Looked.ATTACHMENT), ("buurt/", Looked.REACTIONS),
    ],
)  # fmt: skip
def test_who_is_refused_is_noted_as_refused(world: World, idea: Initiative, address: str, what: Looked) -> None:
    assert open_page(world, "GGD.tag", f"/initiatieven/{idea.reference}/{address}") == 403
    assert noted() == [("ggd_adviser", what, "refused")]


def test_the_pages_of_one_person_and_the_card_are_noted(world: World, idea: Initiative) -> None:
    person = idea.people.get()
    for address in ("mensen/", f"mensen/{person.pk}/", f"mensen/{person.pk}/weghalen/", "kaart/"):
        assert open_page(world, "IC", f"/initiatieven/{idea.reference}/{address}") == 200
    assert [what for _function, what, _result in noted()] == ["contact_data"] * 3 + ["print"]


def test_a_file_is_noted_with_its_number(world: World, idea: Initiative) -> None:
    file = Attachment.objects.create(
        initiative=idea, name="foto.jpg", kind="jpeg", size=1, sha256="a", by_resident=True, uploaded_at=NOW
    )
    # It is noted before the bytes are looked for, and these are not there.
    assert open_page(world, "IC", f"/initiatieven/{idea.reference}/bijlage/{file.stored_as}/") == 404
    assert AccessEntry.objects.values_list("what", "object_type", "object_id").get() == (
        "attachment", "attachment", file.pk,
    )  # fmt: skip


def letter(idea: Initiative, **facts: object) -> Message:
    return Message.objects.create(
        **{
            "initiative": idea, "person": idea.people.get(), "recipient": "contactpersoon", "channel": Channel.EMAIL,
            "address": "mina@example.nl", "subject": "s", "body": "b", "state": MessageState.HELD,
            "created_at": timezone.now(),
        } | facts
    )  # fmt: skip


def test_the_outbox_and_a_letter_in_it_are_noted(world: World, idea: Initiative) -> None:
    row = letter(idea)
    for address in ("/werk/uitbak/", f"/werk/uitbak/{row.pk}/aanpassen/", f"/werk/uitbak/{row.pk}/weggooien/"):
        assert open_page(world, "IC", address) == 200
    assert noted() == [("internal_coordinator", "contact_data", "shown")] * 3


@pytest.mark.parametrize("address", ["/werk/", "/werk/taken/"])
def test_a_task_with_a_number_to_call_is_noted_and_one_without_is_not(
    world: World, idea: Initiative, address: str
) -> None:
    facts: dict[str, Any] = {
        "initiative": idea,
        "title": "Doe iets",
        "due_on": TODAY,
        "created_at": NOW,
        "for_user": world.people["IC"],
    }
    task = Task.objects.create(kind=TaskKind.ANSWER, **facts)
    assert open_page(world, "IC", address) == 200
    assert noted() == []
    Task.objects.filter(pk=task.pk).update(kind=TaskKind.CALL)
    assert open_page(world, "IC", address) == 200
    assert noted() == [("internal_coordinator", "contact_data", "shown")]


def test_a_signal_with_a_name_is_noted_without_an_initiative(world: World) -> None:
    signal = Signal.objects.create(text="Een bank.", name="Mina", created_at=NOW, form_key=uuid4(), kern=world.kern)
    assert open_page(world, "EC.own", f"/signalen/{signal.pk}/") == 200
    (look,) = AccessEntry.objects.all()
    assert (look.function, look.object_type, look.object_id) == ("external_coordinator", "signal", signal.pk)
    assert look.initiative is None


def test_an_export_is_a_line_for_each_initiative_under_one_request(world: World, idea: Initiative) -> None:
    other = world.known_to_all(Status.SUBMITTED)
    assert open_page(world, "IC", "/initiatieven/uitvoer/csv/") == 200
    looks = AccessEntry.objects.filter(what=Looked.EXPORT_WITHOUT_PERSONS)
    assert set(looks.values_list("initiative", flat=True)) == {idea.pk, other.pk}
    assert looks.values("request_id").distinct().count() == 1


def test_a_list_of_titles_notes_nothing(world: World, idea: Initiative) -> None:
    assert open_page(world, "IC", "/initiatieven/") == 200
    assert noted() == []


def test_noting_costs_one_question_for_one_and_for_thirty(world: World) -> None:
    ideas = [world.known_to_all(Status.IN_REVIEW) for _ in range(30)]
    rows = list(Initiative.objects.for_list().prefetch_related("co_advices").filter(pk__in=[i.pk for i in ideas]))
    note_look(Looked.PRINT, by=world.people["IC"], initiatives=rows[:1], at=NOW)
    for some in (rows[:1], rows):
        with CaptureQueriesContext(connection) as asked:
            note_look(Looked.PRINT, by=world.people["IC"], initiatives=some, at=NOW)
        assert len(asked) == 1


def test_what_cannot_be_noted_is_not_shown(world: World, idea: Initiative, monkeypatch: pytest.MonkeyPatch) -> None:
    client = sign_in(world.people["IC"])
    client.raise_request_exception = False
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE initiatives_accessentry RENAME TO elsewhere")
    answer = client.get(f"/initiatieven/{idea.reference}/mensen/")
    assert (answer.status_code, "043 600 0000" in answer.content.decode()) == (500, False)


# ---- no page is forgotten ------------------------------------------------------------------------------


def pages(idea: Initiative, rows: dict[str, Any]) -> Iterator[str]:
    """Every page for staff that could show somebody of this initiative."""
    one = f"/initiatieven/{idea.key}/"
    yield from ("/werk/", "/werk/taken/", "/werk/uitbak/", "/werk/open-werk/", "/mt-lijst/", "/mijn-kern/", "/kernen/")
    yield from ("/initiatieven/", "/initiatieven/stil/", "/signalen/", "/initiatieven/zoek/?q=contactpersoon")
    yield from ("/initiatieven/?zoek=contactpersoon", "/initiatieven/lijkt-op/?title=Bank", "/overleg/")
    yield from (one, f"{one}bewerken/", f"{one}mensen/", f"{one}kaart/", f"{one}buurt/", f"{one}mensen/nieuw/")
    yield from (f"{one}mensen/{rows['person']}/", f"{one}mensen/{rows['person']}/weghalen/", f"{one}bijlagen/")
    yield from (f"{one}{name}/" for name in ("propose", "request_info", "message_resident", "plan_appointment", "hold"))
    yield from (f"/werk/taak/{rows['task']}/brief/", f"/werk/uitbak/{rows['mail']}/aanpassen/")
    yield from (f"/kernen/{rows['kern']}/", f"/kernen/{rows['kern']}/overdracht/", "/initiatieven/uitvoer/csv/")


def test_a_page_on_which_somebody_can_be_read_was_noted_and_no_other(world: World) -> None:
    """The house rule: whatever page is added or changed, with a person on it there is a line in the log."""
    idea = world.known_to_all(Status.IN_REVIEW)
    person = idea.people.get()
    person.name, person.phone, person.email = "Zwaantje Plantinga", "043 611 2233", "zwaantje@example.nl"
    person.save()
    mail = letter(idea, recipient=person.name, address=person.email)
    paper = letter(idea, recipient=person.name, address="Dorpsstraat 9, Sibbe", channel=Channel.LETTER)
    call: dict[str, Any] = {"initiative": idea, "due_on": TODAY, "created_at": NOW, "for_user": world.people["IC"]}
    task = Task.objects.create(kind=TaskKind.WRITE, title="Brief", message=paper, **call)
    rows: dict[str, Any] = {"person": person.pk, "mail": mail.pk, "task": task.pk, "kern": world.kern.slug}
    secrets = (person.name, person.phone, person.email, "Dorpsstraat 9")
    forgotten, needless, shown = [], [], 0
    for who in ("IC", "EC.own", "BM.lead", "BM.domain", "KA.own", "DEC.mandate", "GGD.tag", "MGR.escalated", "FB"):
        client = sign_in(world.people[who])
        for page in pages(idea, rows):
            before = AccessEntry.objects.filter(result=Outcome.SHOWN).count()
            answer = client.get(page)
            text = answer.getvalue()
            read = any(secret in text.decode() for secret in secrets) and "zoek=" not in page
            wrote = AccessEntry.objects.filter(result=Outcome.SHOWN).count() > before
            shown += read
            forgotten += [(who, page)] * (read and not wrote)
            needless += [(who, page)] * (wrote and not read and page not in MAY_BE_EMPTY(idea))
    assert shown > 20
    assert (forgotten, needless) == ([], [])


def MAY_BE_EMPTY(idea: Initiative) -> tuple[str, ...]:
    """Noted as what it is, also when there is nobody on it this time: an export, a card, words of neighbours."""
    one = f"/initiatieven/{idea.key}/"
    return ("/initiatieven/uitvoer/csv/", f"{one}kaart/", f"{one}buurt/")


def test_who_holds_no_role_is_noted_without_a_function(world: World, idea: Initiative) -> None:
    world.people["BM.other"].role_holdings.all().delete()
    note_look(Looked.PRINT, by=world.people["BM.other"], initiatives=[idea], at=NOW, result=Outcome.REFUSED)
    assert noted() == [("", "print", "refused")]


def test_the_resident_and_a_given_function_are_noted_as_they_are(idea: Initiative) -> None:
    note_look(Looked.PRINT, by=None, initiatives=[idea], at=NOW)
    note_look(Looked.PRINT, by=None, function=Relation.KERNOVERLEG, initiatives=[idea], at=NOW)
    note_look(Looked.PRINT, by=None, initiatives=[], at=NOW)
    assert [function for function, _what, _result in noted()] == ["initiator", "kernoverleg"]


@pytest.mark.parametrize("number", [1, 2, 3, 5])
def test_a_long_export_is_noted_to_the_last_line_also_in_pieces(
    world: World, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    monkeypatch.setattr(looking, "AT_ONCE", 2)
    made = [world.initiative(Status.SUBMITTED) for _ in range(number)]
    note_look(Looked.EXPORT_WITHOUT_PERSONS, by=world.people["IC"], initiatives=iter(made), at=NOW)
    noted = AccessEntry.objects.order_by("pk").values_list("initiative", flat=True)
    assert list(noted) == [one.pk for one in made]

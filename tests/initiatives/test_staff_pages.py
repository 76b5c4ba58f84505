"""What colleagues read on their pages, and what each of them does not."""

from datetime import timedelta

import pytest

from initiatives.deeds.do import do
from initiatives.models import CoAdvice, Initiative, Task
from initiatives.models.task import TaskKind
from initiatives.relations import Relation
from initiatives.statuses import STATES, Status
from initiatives.workflow.perform import available, perform
from tests.factories import sign_in
from tests.initiatives.world import NOW, TODAY, World

# Everything that is written for the town hall alone, and the name of a resident.
INSIDE = {
    "note": "De wethouder twijfelt.",
    "advice": "Mijn advies is: doen.",
    "amount": "€ 1.000,00",
    "question": "Mag een bank op die stoep?",
    "answer": "Alleen met een vergunning.",
    "assigned": "Wil jij hiernaar kijken?",
    "given back": "Dit is iets voor sport.",
}
NAME, PHONE = "Mia Bewoner", "043 600 1234"


@pytest.fixture
def talked_about(world: World) -> Initiative:
    """An initiative about which colleagues have said and written all kinds of things."""
    initiative = world.initiative(Status.SUBMITTED)
    initiative.people.update(name=NAME, phone=PHONE)
    for name, who, answers in (
        ("assign", "IC", {"officer": world.people["BM.lead"], "note": INSIDE["assigned"]}),
        ("give_back", "BM.lead", {"suggestion": INSIDE["given back"]}),
        ("assign", "IC", {"officer": world.people["BM.lead"], "note": INSIDE["assigned"]}),
        ("accept", "BM.lead", {}),
        ("propose", "BM.lead", {"advice": INSIDE["advice"]}),
    ):
        perform(name, initiative, by=world.actor(who), at=NOW, **world.fill_in(name) | answers)
    CoAdvice.objects.create(
        initiative=initiative, adviser=world.people["BM.coadvice"], question=INSIDE["question"], due_on=TODAY,
        asked_by=world.people["IC"], asked_at=NOW, answer=INSIDE["answer"], answered_at=NOW,
    )  # fmt: skip
    do("note_internal", initiative, by=world.actor("IC"), at=NOW, text=INSIDE["note"])
    Initiative.objects.filter(pk=initiative.pk).update(is_controversial=True, health_related=True)
    return initiative


def read(world: World, who: str, address: str) -> str:
    """The page as this person gets it."""
    response = sign_in(world.people[who]).get(address)
    assert response.status_code == 200
    return response.content.decode()


# ---- one initiative -----------------------------------------------------------------------------------


def test_the_officer_reads_everything_that_was_said_in_the_town_hall(world: World, talked_about: Initiative) -> None:
    page = read(world, "BM.lead", talked_about.get_absolute_url())

    assert {what for what, words in INSIDE.items() if words not in page} == set()
    assert NAME in page
    assert PHONE in page


@pytest.mark.parametrize("who", ["EC.own", "BM.domain", "GGD.tag", "MGR.escalated"])
def test_who_is_not_in_the_town_halls_circle_reads_none_of_it_on_any_page(
    world: World, talked_about: Initiative, who: str
) -> None:
    client, key = sign_in(world.people[who]), talked_about.key
    pages = ["", "hold/", "withdraw/", "bewerken/", "note_coordinators/", "message_resident/", "record_appointment/"]
    addresses = [f"/initiatieven/{key}/{page}" for page in pages] + [
        "/werk/",
        "/initiatieven/",
        f"/kernen/{world.kern.slug}/",
    ]

    read_here = {
        what for address in addresses for what, words in INSIDE.items() if words in client.get(address).content.decode()
    }

    assert read_here == set()


@pytest.mark.parametrize("who", ["BM.domain", "BM.coadvice", "GGD.tag", "MGR.escalated"])
def test_who_may_not_read_contact_data_reads_no_name_of_a_resident_anywhere(
    world: World, talked_about: Initiative, who: str
) -> None:
    assert Task.objects.filter(title__contains=NAME).exists()
    client = sign_in(world.people[who])

    for address in (talked_about.get_absolute_url(), "/werk/", "/initiatieven/", f"/kernen/{world.kern.slug}/"):
        page = client.get(address).content.decode()
        assert NAME not in page, address
        assert PHONE not in page, address


def test_a_date_in_the_list_of_dates_says_call_and_not_whom(world: World, talked_about: Initiative) -> None:
    page = read(world, "GGD.tag", talked_about.get_absolute_url())

    assert "Alle data" in page
    assert ": bellen</li>" in page


def test_both_coordinators_read_what_they_write_each_other_and_the_officer_does_not(
    world: World, talked_about: Initiative
) -> None:
    words = "Mia is slecht ter been."
    do("note_coordinators", Initiative.objects.get(pk=talked_about.pk), by=world.actor("EC.own"), at=NOW, text=words)

    read_by = {who: words in read(world, who, talked_about.get_absolute_url()) for who in ("EC.own", "IC", "BM.lead")}

    assert read_by == {"EC.own": True, "IC": True, "BM.lead": False}


def test_the_page_shows_the_status_for_colleagues_and_what_the_resident_sees(world: World) -> None:
    initiative = world.initiative(Status.IN_REVIEW)

    page = read(world, "IC", initiative.get_absolute_url())

    assert "In behandeling" in page
    assert str(STATES[Status.IN_REVIEW].public_label) in page


@pytest.mark.parametrize("status", Status)
def test_the_page_offers_exactly_what_this_person_may_do_now(world: World, status: Status) -> None:
    initiative = world.known_to_all(status)

    page = read(world, "IC", initiative.get_absolute_url())

    options = available(initiative, by=world.actor("IC"), at=NOW)
    for option in options:
        link = f'href="/initiatieven/{initiative.key}/{option.row.name}/"'
        assert (link in page) == (option.obstacle is None), option.row.name


def test_what_cannot_be_done_yet_says_why(world: World) -> None:
    initiative = world.initiative(Status.EXPLORING)

    page = read(world, "EC.own", initiative.get_absolute_url())

    assert "kan nog niet" in page
    assert "Nog nodig: omschrijving, wat de bewoner wil bereiken" in page
    assert "Dit kan nog niet" in read(world, "EC.own", f"/initiatieven/{initiative.key}/submit/")


def test_an_action_says_what_the_resident_will_read_before_it_is_done(world: World) -> None:
    initiative = world.initiative(Status.IN_REVIEW)

    page = read(world, "BM.lead", f"/initiatieven/{initiative.key}/hold/")

    assert "Even wachten. … Wij kijken hier weer naar op …." in page


# ---- Mijn werk ----------------------------------------------------------------------------------------


def test_what_waits_for_me_stands_apart_from_what_waits_for_others(world: World) -> None:
    mine = world.initiative(Status.IN_REVIEW, title="van mij", due_on=TODAY - timedelta(days=3))
    other = world.initiative(Status.DECISION_PENDING, title="bij een ander")

    page = read(world, "BM.lead", "/werk/")

    desk, rest = page.split('id="wacht-op-een-ander"')
    assert (mine.title in desk, mine.title in rest) == (True, False)
    assert (other.title in desk, other.title in rest) == (False, True)


@pytest.mark.parametrize(
    ("status", "who"),
    [
        (Status.EXPLORING, "EC.own"),
        (Status.SUBMITTED, "IC"),
        (Status.ASSIGNED, "BM.lead"),
        (Status.IN_REVIEW, "BM.lead"),
        (Status.DECISION_PENDING, "DEC.mandate"),
        (Status.APPROVED, "BM.lead"),
        (Status.IN_REALISATION, "BM.lead"),
    ],
)
def test_an_initiative_lies_on_the_desk_of_whose_turn_it_is(world: World, status: Status, who: str) -> None:
    initiative = world.known_to_all(status)

    on_desk = {
        name
        for name, person in world.people.items()
        if Initiative.objects.visible_to(person).waiting_for(person).filter(pk=initiative.pk).exists()
    }

    assert on_desk == {who}


def test_a_draft_lies_on_the_desk_of_who_began_it(world: World) -> None:
    draft = world.initiative(Status.DRAFT, logged_by=world.people["KA.own"])

    assert list(Initiative.objects.waiting_for(world.people["KA.own"])) == [draft]
    assert not Initiative.objects.waiting_for(world.people["IC"]).exists()


def test_a_task_is_ticked_with_one_press_and_a_second_press_leads_to_the_same_page(world: World) -> None:
    initiative = world.initiative(Status.IN_REVIEW)
    task = Task.objects.create(
        initiative=initiative, kind=TaskKind.CALL, title="Bel de groep", for_function=Relation.INTERNAL_COORDINATOR,
        due_on=TODAY, created_at=NOW,
    )  # fmt: skip
    client = sign_in(world.people["IC"])
    assert "Bel de groep" in client.get("/werk/").content.decode()

    answers = [client.post(f"/werk/taak/{task.pk}/", {"from": where}) for where in ("work", "work", "initiative")]

    assert [(a.status_code, a.headers["Location"]) for a in answers] == [
        (302, "/werk/"), (302, "/werk/"), (302, initiative.get_absolute_url()),
    ]  # fmt: skip
    assert initiative.events.filter(action="tick_task").count() == 1
    assert "Bel de groep" not in client.get("/werk/").content.decode()


@pytest.mark.parametrize("who", ["BM.lead", "EC.other", "EC.own"])
def test_somebody_elses_task_is_not_there(world: World, who: str) -> None:
    task = Task.objects.create(
        initiative=world.initiative(Status.IN_REVIEW), kind=TaskKind.CALL, title="Bel", due_on=TODAY, created_at=NOW,
        for_function=Relation.INTERNAL_COORDINATOR,
    )  # fmt: skip
    client = sign_in(world.people[who])

    assert client.post(f"/werk/taak/{task.pk}/").status_code == 404
    assert client.post("/werk/taak/99999999999999999999/").status_code == 404
    assert client.get(f"/werk/taak/{task.pk}/").status_code == 405


def test_a_question_of_a_colleague_stands_on_the_page_to_start_the_day_with(world: World) -> None:
    CoAdvice.objects.create(
        initiative=world.initiative(Status.IN_REVIEW), adviser=world.people["BM.other"], question="Mag het daar?",
        due_on=TODAY, asked_by=world.people["IC"], asked_at=NOW,
    )  # fmt: skip

    assert "Mag het daar?" in read(world, "BM.other", "/werk/")
    assert "Mag het daar?" not in read(world, "BM.coadvice", "/werk/")

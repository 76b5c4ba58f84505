"""The managers' list says what, why, since when and whose turn it is, and names nobody who lives here."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from initiatives.deeds.do import do
from initiatives.deeds.mt_list import on_mt_list, reasons_of
from initiatives.deeds.night import walk_round
from initiatives.models import Event, Initiative, Note
from initiatives.models.choices import Audience
from initiatives.models.note import NoteKind
from initiatives.statuses import Status, in_groups
from initiatives.workflow.action import NotYours, Refused
from initiatives.workflow.perform import perform
from tests.factories import sign_in
from tests.initiatives.world import NOW, TODAY, World

PAGE = "/mt-lijst/"
PHONE, SECRET = "043 600 0000", "De wethouder twijfelt."


def on_list(world: World, **facts: object) -> Initiative:
    """Put there by a term."""
    made = world.initiative(
        Status.SUBMITTED, is_controversial=False, entered_at=NOW, due_on=TODAY + timedelta(days=90), **facts
    )
    walk_round(now=NOW + timedelta(days=20))
    made.refresh_from_db()
    return made


@pytest.mark.parametrize(
    ("subject", "status"),
    [("MGR.escalated", 200), ("IC", 200), ("EC.own", 403), ("BM.lead", 403), ("FB", 403), ("GGD.tag", 403)],
)
def test_managers_and_coordinators_read_the_list_and_nobody_else(world: World, subject: str, status: int) -> None:
    assert sign_in(world.people[subject]).get(PAGE).status_code == status


def test_manager_reads_why_since_when_and_whose_turn_it_is(world: World) -> None:
    on_list(world)

    page = sign_in(world.people["MGR.escalated"]).get(PAGE).content.decode()

    for words in ("Bank bij de kapel", "Te lang geen domein", "8 dec 2026", "Interne coördinator", "Sibbe"):
        assert words in page, words


def test_no_name_no_number_and_no_note_of_a_colleague_stands_on_the_list(world: World) -> None:
    made = on_list(world)
    made.people.update(name="Mia Bewoner", phone=PHONE)
    Note.objects.create(initiative=made, kind=NoteKind.INTERNAL, text=SECRET, by=world.people["IC"], at=NOW)

    for subject in ("MGR.escalated", "IC"):
        page = sign_in(world.people[subject]).get(PAGE).content.decode()
        assert [leak for leak in (PHONE, SECRET, "Mia Bewoner") if leak in page] == []
        assert "Bank bij de kapel" in page


def test_each_reason_is_said_in_words(world: World) -> None:
    back = world.initiative(Status.ASSIGNED, is_controversial=False)
    for _ in range(2):
        perform("give_back", back, by=world.actor("BM.lead"), at=NOW, **world.fill_in("give_back"))
        if not back.is_escalated:
            perform("assign", back, by=world.actor("IC"), at=NOW, **world.fill_in("assign") | OFFICER(world))
    sensitive = world.initiative(Status.IN_REVIEW, is_controversial=False)
    do(
        "flag_controversial", sensitive, by=world.actor("IC"), at=NOW, controversial="yes", note="Brief in de krant."
    )  # fmt: skip
    by_hand = world.initiative(Status.IN_REVIEW, is_controversial=False, escalated_at=NOW)
    law = world.initiative(
        Status.IN_REVIEW, is_controversial=False, is_formal=True, logged_at=NOW - timedelta(days=60),
        due_on=TODAY + timedelta(days=9),
    )  # fmt: skip
    walk_round(now=NOW)
    law.refresh_from_db()

    said = {pk: [reason.why for reason in why] for pk, why in reasons_of([back, sensitive, by_hand, law]).items()}

    assert said == {
        back.pk: ["2 keer teruggegeven"],
        sensitive.pk: ["ligt gevoelig: Brief in de krant."],
        by_hand.pk: ["op de lijst gezet"],
        law.pk: ["de wettelijke termijn is voorbij"],
    }


def OFFICER(world: World) -> dict[str, object]:
    return {"officer": world.people["BM.lead"]}


def test_the_list_holds_what_is_on_it_and_nothing_else(world: World) -> None:
    shown = {world.initiative(status).pk for status in in_groups("SAW")}
    world.initiative(Status.IN_REVIEW, is_controversial=False)
    for status in (Status.DRAFT, Status.EXPLORING, *in_groups("X")):
        world.initiative(status, merged_into=None) if status != Status.MERGED else None
    secret = world.initiative(Status.IN_REVIEW, is_confidential=True).pk

    assert set(on_mt_list(world.people["MGR.escalated"]).values_list("pk", flat=True)) == shown
    assert set(on_mt_list(world.people["IC"]).values_list("pk", flat=True)) == shown | {secret}
    assert not on_mt_list(world.people["EC.other"]).exists()


def test_coordinator_takes_it_off_with_a_reason_and_the_manager_no_longer_sees_it(world: World) -> None:
    made = on_list(world)
    manager, coordinator = sign_in(world.people["MGR.escalated"]), sign_in(world.people["IC"])
    address = f"{made.get_absolute_url()}settle_escalation/"
    assert manager.get(address).status_code == 403
    form = coordinator.get(address).context["form"]
    typed = {"version": made.version, "form_key": form.initial["form_key"]}

    assert coordinator.post(address, typed | {"reason": ""}).status_code == 200
    assert coordinator.post(address, typed | {"reason": "Besproken met het team."}).status_code == 302

    made.refresh_from_db()
    assert made.escalated_at is None
    event = Event.objects.get(action="settle_escalation")
    assert (event.audience, event.text.inputs) == (Audience.INTERNAL, {"reason": "Besproken met het team."})
    assert manager.get(made.get_absolute_url()).status_code == 404


def test_only_what_is_on_it_is_taken_off_and_only_by_a_coordinator(world: World) -> None:
    made = world.initiative(Status.IN_REVIEW)
    with pytest.raises(Refused, match="staat niet op de MT-lijst"):
        do("settle_escalation", made, by=world.actor("IC"), at=NOW, reason="Klaar.")
    for subject in ("MGR.escalated", "BM.lead", "EC.own", "DEC.mandate"):
        with pytest.raises(NotYours):
            do("settle_escalation", made, by=world.actor(subject), at=NOW, reason="Klaar.")
        with pytest.raises(NotYours):
            do("escalate", made, by=world.actor(subject), at=NOW, why="x", term="y")


def test_an_empty_list_says_when_something_comes_on_it(world: World) -> None:
    page = sign_in(world.people["MGR.escalated"]).get(PAGE).content.decode()

    assert "De lijst is leeg" in page


def test_the_list_asks_as_much_of_the_database_for_one_as_for_many(world: World) -> None:
    client, counts = sign_in(world.people["IC"]), []
    for many in (1, 24):
        for _ in range(many):
            world.initiative(Status.SUBMITTED, escalated_at=NOW)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(PAGE).status_code == 200
        counts.append(len(queries))

    assert counts[0] == counts[1]


@pytest.mark.parametrize("page", ["0", "-1", "gisteren", "99", "\x00"])
def test_a_page_that_is_not_there_is_the_nearest_that_is(world: World, page: str) -> None:
    assert sign_in(world.people["IC"]).get(PAGE, {"bladzijde": page}).status_code == 200

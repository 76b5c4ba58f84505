"""What becomes of a signal: once, by one person, and nothing stays which nobody needs."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from initiatives.deeds.signals import (
    add_note,
    become_initiative,
    join_initiative,
    lapse_signal,
    refer_signal,
    reopen_signal,
    settle_reaction,
)
from initiatives.models import Initiative, Message, Note, Referral, Signal
from initiatives.models.choices import SENSITIVE_REFERRALS, ReferralKind
from initiatives.models.signal import SignalKind, SignalState
from initiatives.statuses import Status
from initiatives.workflow.action import NotNow, NotYours, Stale
from kernen.models import Role
from tests.factories import make_user, sign_in
from tests.initiatives.test_races import at_once
from tests.initiatives.test_signals import MAIL, PHONE, SECRET, make_signal, reaction_to
from tests.initiatives.world import NOW, World

pytestmark = pytest.mark.django_db


def rows_with(text: str) -> list[str]:
    """The tables in which these words stand somewhere."""
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            if any(text in str(value) for row in cursor.fetchall() for value in row):
                found.append(table)
    return found


def refer_facts(**facts: Any) -> dict[str, Any]:
    base: dict[str, Any] = {
        "receiver": "Wie helpt", "receiver_phone": "", "kern": None, "channel": "page",
        "referred_on": timezone.localdate(NOW), "warm": True,
    }  # fmt: skip
    return base | facts


# ---- what becomes of it ------------------------------------------------------------------------------


def test_who_told_it_once_does_not_tell_it_again(world: World) -> None:
    signal, story = make_signal(world.kern, text="Een bank bij de kapel.\nDaar zitten veel mensen."), "Een bank"
    browser = sign_in(world.people["EC.own"])
    response = browser.post(f"/signalen/{signal.pk}/initiatief/", follow=True)
    draft = Initiative.objects.get()
    form = response.context["form"]
    assert form["title"].value().startswith(story)
    assert form["summary"].value() == "Een bank bij de kapel. Daar zitten veel mensen."
    assert [form[name].value() for name in ("kern", "name", "channel", "phone", "email")] == [
        str(world.kern.pk), "Truus Geheim", "phone", PHONE, MAIL,
    ]  # fmt: skip
    assert draft.description == "Een bank bij de kapel.\nDaar zitten veel mensen."
    signal.refresh_from_db()
    assert (signal.state, signal.initiative, signal.phone, signal.email, signal.name) == (
        SignalState.BECAME, draft, "", "", "",
    )  # fmt: skip
    assert browser.post(f"/signalen/{signal.pk}/initiatief/").status_code == 302
    assert Initiative.objects.count() == 1


def test_an_anonymous_idea_becomes_a_draft_of_nobody(world: World) -> None:
    signal = make_signal(world.kern, name="", phone="", email="")
    draft = become_initiative(signal, by=world.people["EC.own"], at=NOW)
    assert draft.people.count() == 0


def test_a_signal_whose_draft_was_thrown_away_can_come_back(world: World) -> None:
    signal, ec = make_signal(world.kern), world.people["EC.own"]
    become_initiative(signal, by=ec, at=NOW).delete()
    signal.refresh_from_db()
    assert "Zet terug bij Nieuw" in sign_in(ec).get(f"/signalen/{signal.pk}/").content.decode()
    reopen_signal(signal, by=ec, at=NOW + timedelta(days=3))
    signal.refresh_from_db()
    assert (signal.state, signal.text) == (SignalState.NEW, SECRET)


def test_a_signal_that_joins_becomes_a_note_of_the_coordinators_with_how_to_reach_somebody(world: World) -> None:
    made, signal = world.initiative(Status.SUBMITTED), make_signal(world.kern, text="Nog een bank bij de kapel")
    browser = sign_in(world.people["EC.own"])
    page = browser.get(f"/signalen/{signal.pk}/").content.decode()
    assert f'value="{made.reference}"' in page
    browser.post(f"/signalen/{signal.pk}/hoort-bij/", {"like": made.reference, "number": ""})
    note = Note.objects.get()
    assert (note.initiative, note.kind, PHONE in note.text, "Nog een bank" in note.text) == (
        made, "coordinators", True, True,
    )  # fmt: skip
    assert made.events.get().action == "note_coordinators"
    signal.refresh_from_db()
    assert (signal.state, signal.initiative, signal.phone) == (SignalState.JOINED, made, "")


def test_a_kernambtenaar_notes_it_inside_and_how_to_reach_somebody_stays_where_it_was(world: World) -> None:
    made, signal = world.initiative(Status.IN_REVIEW), make_signal(world.kern)
    join_initiative(signal, made, by=world.people["KA.own"], at=NOW)
    note = Note.objects.get()
    signal.refresh_from_db()
    assert (note.kind, PHONE in note.text, signal.phone) == ("internal", False, PHONE)


@pytest.mark.parametrize("typed", ["VAG-2026-9999", "onzin", ""])
def test_a_number_nobody_knows_is_said_and_nothing_is_done(world: World, typed: str) -> None:
    hidden = Initiative.objects.create(
        reference="VAG-2026-9999", status=Status.EXPLORING, title="Elders", summary="x", created_at=NOW,
        entered_at=NOW, due_on=NOW.date(),
    )  # fmt: skip
    hidden.kern_links.create(kern=world.other_kern, is_lead=True)
    signal = make_signal(world.kern)
    response = sign_in(world.people["EC.own"]).post(f"/signalen/{signal.pk}/hoort-bij/", {"number": typed})
    assert "Dit kenmerk kennen wij niet" in response.content.decode()
    assert (Note.objects.count(), Signal.objects.get().state) == (0, SignalState.NEW)


@pytest.mark.parametrize("kind", SENSITIVE_REFERRALS)
def test_of_a_quarrel_a_cry_for_help_or_a_complaint_only_the_count_is_left(world: World, kind: ReferralKind) -> None:
    signal = make_signal(world.kern, name="Truus Geheim")
    add_note(signal, by=world.people["EC.own"], at=NOW, text="Truus Geheim gebeld")
    assert rows_with("Truus") == ["initiatives_signal"]
    browser = sign_in(world.people["EC.own"])
    page = browser.get(f"/signalen/{signal.pk}/doorverwijzen/{kind.value}/").content.decode()
    assert "Truus" not in page
    data = {
        "form_key": str(uuid4()), "referred_on": timezone.localdate().isoformat(), "channel": "page",
        "receiver": "Buurtbemiddeling", "text": SECRET, "receiver_email": "x@example.nl", "kern": str(world.kern.pk),
    }  # fmt: skip
    for _press in range(2):
        assert browser.post(f"/signalen/{signal.pk}/doorverwijzen/{kind.value}/", data).status_code == 302
    assert [rows_with(said) for said in ("Truus", PHONE, MAIL)] == [[], [], []]
    signal.refresh_from_db()
    assert (signal.state, signal.handled_by, Referral.objects.count()) == (SignalState.REFERRED, None, 1)
    listed = browser.get("/signalen/?toon=afgehandeld").content.decode()
    assert "1 signaal is doorverwezen zonder dat wij er iets van bewaren." in listed
    assert f"/signalen/{signal.pk}/" not in listed


def test_a_broken_tile_goes_with_its_text_to_who_mends_it(world: World) -> None:
    signal = make_signal(world.kern, text="De tegel ligt los.")
    browser = sign_in(world.people["EC.own"])
    form = browser.get(f"/signalen/{signal.pk}/doorverwijzen/report/").context["form"]
    assert form["text"].value() == "De tegel ligt los."
    data = {
        "form_key": str(uuid4()), "referred_on": timezone.localdate().isoformat(), "channel": "page",
        "receiver": "KCC", "text": "De tegel ligt los.", "receiver_email": "kcc@example.nl", "kern": "",
    }  # fmt: skip
    browser.post(f"/signalen/{signal.pk}/doorverwijzen/report/", data)
    assert Message.objects.get(address="kcc@example.nl").body.startswith("De tegel ligt los.")
    signal.refresh_from_db()
    assert (signal.state, signal.referred_as) == (SignalState.REFERRED, "report")


def test_nothing_is_done_only_with_a_reason_and_that_can_be_taken_back_today(world: World) -> None:
    signal, ec = make_signal(world.kern), world.people["EC.own"]
    browser = sign_in(ec)
    assert "Vul dit in." in browser.post(f"/signalen/{signal.pk}/schrijf/lapse/", {"lapse-note": " "}).content.decode()
    browser.post(f"/signalen/{signal.pk}/schrijf/lapse/", {"lapse-note": "Reclame."})
    signal.refresh_from_db()
    assert (signal.state, signal.note.endswith("EC.own: Reclame.")) == (SignalState.LAPSED, True)
    browser.post(f"/signalen/{signal.pk}/terug/")
    signal.refresh_from_db()
    assert signal.state == SignalState.NEW
    lapse_signal(signal, by=ec, at=NOW, reason="Toch reclame.")
    signal.refresh_from_db()
    with pytest.raises(NotNow, match="op de dag zelf"):
        reopen_signal(signal, by=ec, at=NOW + timedelta(days=1))


def test_a_note_stands_beside_it_once_and_it_stays_open(world: World) -> None:
    signal = make_signal(world.kern)
    browser = sign_in(world.people["KA.own"])
    for _press in range(2):
        browser.post(f"/signalen/{signal.pk}/schrijf/note/", {"note-note": "Gebeld, niet thuis."})
    signal.refresh_from_db()
    assert (signal.state, signal.note.count("niet thuis")) == (SignalState.NEW, 1)


def test_a_reaction_is_taken_along_by_the_officer_with_what_was_done(world: World) -> None:
    made = world.initiative(Status.SUPPORT_CHECK)
    signal = reaction_to(made, kind=SignalKind.JOIN)
    browser = sign_in(world.people["BM.lead"])
    page = browser.get(f"/signalen/{signal.pk}/").content.decode()
    assert ("Wordt een initiatief" in page, "Doorverwijzen" in page) == (False, False)
    browser.post(f"/signalen/{signal.pk}/schrijf/settle/", {"settle-note": "Gebeld, doet mee."})
    signal.refresh_from_db()
    assert (signal.state, signal.handled_by) == (SignalState.JOINED, world.people["BM.lead"])


def test_a_reaction_is_no_idea_and_an_idea_no_reaction(world: World) -> None:
    reaction, idea = reaction_to(world.initiative(Status.SUBMITTED)), make_signal(world.kern)
    ec = world.people["EC.own"]
    with pytest.raises(NotNow):
        become_initiative(reaction, by=ec, at=NOW)
    with pytest.raises(NotNow):
        settle_reaction(idea, by=ec, at=NOW, note="x")
    with pytest.raises(NotYours):
        lapse_signal(idea, by=world.people["EC.other"], at=NOW, reason="x")


def test_the_adviser_of_the_health_service_writes_a_signal_down_and_reads_none(world: World) -> None:
    browser = sign_in(world.people["GGD.tag"])
    key = str(uuid4())
    for _press in range(2):
        data = {"form_key": key, "text": "Sibbe wil wandelen", "kern": str(world.kern.pk), "name": "", "phone": ""}
        assert browser.post("/signalen/nieuw/", data).status_code == 302
    assert (Signal.objects.get().kern, browser.get("/signalen/").status_code) == (world.kern, 403)
    assert sign_in(world.people["MGR.escalated"]).get("/signalen/nieuw/").status_code == 403


def test_a_coordinator_writes_down_in_the_own_kern_only(world: World) -> None:
    browser: Client = sign_in(world.people["EC.own"])
    data = {"text": "x", "kern": str(world.other_kern.pk)}
    assert browser.post("/signalen/nieuw/", data).status_code == 200
    assert Signal.objects.count() == 0


# ---- once --------------------------------------------------------------------------------------------


def test_the_second_coordinator_reads_who_was_first_and_keeps_what_was_typed(world: World) -> None:
    signal = make_signal(world.kern)
    lapse_signal(signal, by=world.people["KA.own"], at=NOW, reason="Reclame.")
    response = sign_in(world.people["EC.own"]).post(f"/signalen/{signal.pk}/schrijf/lapse/", {"lapse-note": "Dubbel."})
    page = response.content.decode()
    assert response.status_code == 409
    assert "KA.own was u net voor: dit signaal is al afgehandeld (vervallen)." in page
    assert "Dubbel." in page


@pytest.mark.django_db(transaction=True)
def test_of_two_at_once_one_makes_the_initiative_and_the_other_reads_who() -> None:
    town = World()
    second = make_user("Ida Intern", role=Role.INTERNAL_COORDINATOR)
    signal = make_signal(town.kern)
    people = (town.people["EC.own"], second)

    results = at_once(
        lambda: become_initiative(signal, by=people[0], at=NOW),
        lambda: lapse_signal(signal, by=second, at=NOW, reason="x"),
    )

    losers = [result for result in results if isinstance(result, Stale)]
    assert len(losers) == 1
    signal.refresh_from_db()
    assert Initiative.objects.count() == (signal.state == SignalState.BECAME)
    assert str(signal.handled_by) in str(losers[0].reason)


@pytest.mark.django_db(transaction=True)
def test_one_button_pressed_by_five_fingers_makes_one_draft_and_one_referral() -> None:
    town = World()
    ec, first, other, key = town.people["EC.own"], make_signal(town.kern), make_signal(town.kern), uuid4()
    at_once(*(lambda: become_initiative(first, by=ec, at=NOW) for _press in range(5)))
    facts = refer_facts()
    at_once(
        *(
            lambda: refer_signal(other, kind=ReferralKind.MEDIATION, by=ec, at=NOW, form_key=key, **facts)
            for _press in range(5)
        )
    )
    assert (Initiative.objects.count(), Referral.objects.count()) == (1, 1)

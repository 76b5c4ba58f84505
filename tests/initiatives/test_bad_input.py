"""What bad input gets at the pages of an action: a sentence, everything typed still there, and never a fault."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from initiatives.deeds.table import DEED_OF
from initiatives.models import Event, Initiative, Message
from initiatives.statuses import Status
from initiatives.workflow.perform import perform
from initiatives.workflow.table import ROW_OF
from tests.factories import sign_in
from tests.initiatives.world import NOW, World

SPRING = (timezone.localdate() + timedelta(days=58)).isoformat()
HOLD = {"reason": "season", "review_on": SPRING, "public_sentence": "Het is winter in de tuin."}


@pytest.fixture
def officer(world: World) -> Client:
    """The browser of the officer."""
    return sign_in(world.people["BM.lead"])


@pytest.fixture
def initiative(world: World) -> Initiative:
    """What the officer is busy with."""
    return world.known_to_all(Status.IN_REVIEW)


def press(client: Client, initiative: Initiative, name: str, **answers: Any) -> Any:
    """The form of an action, sent."""
    own = {"version": initiative.version, "form_key": str(uuid4())}
    return client.post(f"/initiatieven/{initiative.key}/{name}/", own | answers)


# ---- addresses ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "key",
    [
        "VAG-2026-9999", "VAG-2026-0001%00", "%00", "concept-abc", "concept-", "concept-0", "concept--1", "concept-٣",
        "concept-99999999999999999", "concept-999999999999999999999999", "x" * 500,  "%F0%9F%8C%B3",
    ],
)  # fmt: skip
def test_an_initiative_that_is_not_there_is_not_found(officer: Client, initiative: Initiative, key: str) -> None:
    for page in ("", "hold/", "bewerken/", "mensen/", "kaart/"):
        assert officer.get(f"/initiatieven/{key}/{page}").status_code == 404, page
    assert officer.post(f"/initiatieven/{key}/hold/", HOLD).status_code == 404


def test_a_logged_initiative_is_not_found_under_the_number_of_its_draft(
    officer: Client, initiative: Initiative
) -> None:
    assert officer.get(f"/initiatieven/concept-{initiative.pk}/").status_code == 404


@pytest.mark.parametrize("name", ["verdwijnen", "status", "__init__", "perform", "a" * 300])
def test_an_action_that_does_not_exist_is_not_found(officer: Client, initiative: Initiative, name: str) -> None:
    assert officer.get(f"/initiatieven/{initiative.key}/{name}/").status_code == 404
    assert officer.post(f"/initiatieven/{initiative.key}/{name}/", HOLD).status_code == 404


@pytest.mark.parametrize("method", ["put", "delete", "patch"])
def test_only_showing_and_sending_is_possible(officer: Client, initiative: Initiative, method: str) -> None:
    assert getattr(officer, method)(f"/initiatieven/{initiative.key}/hold/").status_code == 405


# ---- answers ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("review_on", "gisteren", "Voer een geldige datum in."),
        ("review_on", "31-02-2027", "Voer een geldige datum in."),
        ("review_on", "2020-01-01", "of later."),
        ("review_on", "0001-01-01", "of later."),
        ("review_on", "9999-12-31", "Kies uiterlijk"),
        ("review_on", "", "Dit veld is verplicht."),
        ("review_on", "\x00", "Voer een geldige datum in."),
        ("reason", "omdat", "Selecteer een geldige keuze"),
        ("reason", "\x00", "Selecteer een geldige keuze"),
        ("public_sentence", "Het is\x00winter.", "Null-tekens zijn niet toegestaan."),
        ("public_sentence", "a" * 301, "niet meer dan 300 tekens"),
        ("public_sentence", "   ", "Dit veld is verplicht."),
    ],
)
def test_a_wrong_answer_gets_a_sentence_and_the_others_stay(
    officer: Client, initiative: Initiative, field: str, typed: str, sentence: str
) -> None:
    response = press(officer, initiative, "hold", **HOLD | {field: typed})

    page = response.content.decode()
    assert response.status_code == 200
    assert sentence in page
    assert "<title>Fout: " in page
    for name, value in HOLD.items():
        assert name == field or value in page
    assert Event.objects.count() == 0


@pytest.mark.parametrize("form", [{}, {"version": "1"}, {"version": "een", "form_key": "sleutel"}])
def test_a_form_without_its_own_two_fields_does_nothing(
    officer: Client, initiative: Initiative, form: dict[str, str]
) -> None:
    response = officer.post(f"/initiatieven/{initiative.key}/hold/", form | (HOLD if form else {}))

    assert response.status_code == 200
    assert Event.objects.count() == 0


@pytest.mark.parametrize("version", ["0", "99999999999999999999999999"])
def test_a_version_that_never_was_is_a_stale_one(officer: Client, initiative: Initiative, version: str) -> None:
    response = press(officer, initiative, "hold", **HOLD, version=version)

    assert response.status_code == 409
    assert HOLD["public_sentence"] in response.content.decode()
    assert Event.objects.count() == 0


@pytest.mark.parametrize("value", ["", "\x00", "a" * 6000, "9" * 40, "2026-02-31", "<b>x</b>"])
@pytest.mark.parametrize("who", ["IC", "BM.lead", "DEC.mandate"])
def test_whatever_stands_in_every_field_of_every_action_is_answered(world: World, who: str, value: str) -> None:
    client, answered = sign_in(world.people[who]), 0

    for name, row in (ROW_OF | DEED_OF).items():
        if not row.inputs:
            continue
        initiative = world.known_to_all(row.sources[0])
        if not any(row.allows(initiative, f) for f in row.functions(initiative, world.actor(who))):
            continue
        status = press(client, initiative, name, **{wanted.name: value for wanted in row.inputs}).status_code
        # 400: a number so long that it fits in no column at all.
        assert status in (200, 302, 400), name
        answered += 1

    assert answered >= 2


def test_money_with_a_comma_is_understood_and_nonsense_is_not(world: World, officer: Client) -> None:
    answers = {name: getattr(value, "pk", value) for name, value in world.fill_in("propose").items()}
    for typed, wrong in (("12,345", True), ("veel", True), ("-1", True), ("1e9", True), ("1250,50", False)):
        initiative = world.initiative(Status.IN_REVIEW)
        response = press(officer, initiative, "propose", **answers | {"amount": typed})
        assert (response.status_code == 200) == wrong, typed

    assert Initiative.objects.get(status=Status.DECISION_PENDING).proposed_cents == 125_050


# ---- too late, and twice ------------------------------------------------------------------------------


def test_who_comes_too_late_reads_what_happened_and_gets_the_text_back(
    world: World, officer: Client, initiative: Initiative
) -> None:
    officer.get(f"/initiatieven/{initiative.key}/hold/")
    seen = Initiative.objects.get(pk=initiative.pk)
    perform("request_info", initiative, by=world.actor("IC"), at=NOW, **world.fill_in("request_info"))

    response = press(officer, seen, "hold", **HOLD)

    page = response.content.decode()
    assert response.status_code == 409
    assert "“Aanhouden” kan nu niet: het initiatief staat op “Wacht op aanvulling”." in page
    assert HOLD["public_sentence"] in page
    assert Event.objects.count() == 1


def test_who_saw_an_older_version_gets_the_form_back_filled_in_on_the_new_one(
    world: World, officer: Client, initiative: Initiative
) -> None:
    seen = Initiative.objects.get(pk=initiative.pk)
    perform("reassign", initiative, by=world.actor("IC"), at=NOW, **world.fill_in("reassign"))
    Initiative.objects.filter(pk=initiative.pk).update(officer=world.people["BM.lead"])

    response = press(officer, seen, "hold", **HOLD)

    page = response.content.decode()
    assert response.status_code == 409
    assert "IC was u net voor: “Overdragen aan collega”." in page
    assert all(value in page for value in HOLD.values())
    again = press(officer, Initiative.objects.get(pk=initiative.pk), "hold", **HOLD)
    assert again.status_code == 302


@pytest.mark.parametrize("name", ["hold", "note_internal"])
def test_a_button_pressed_twice_does_it_once_and_leads_to_the_same_page(
    officer: Client, initiative: Initiative, name: str
) -> None:
    answers = {"form_key": str(uuid4())} | (HOLD if name == "hold" else {"text": "Gebeld."})

    responses = [press(officer, initiative, name, **answers) for _ in range(3)]

    assert {(r.status_code, r.headers["Location"]) for r in responses} == {(302, initiative.get_absolute_url())}
    assert Event.objects.count() == 1
    assert Message.objects.filter(person__isnull=False).count() == (1 if name == "hold" else 0)


def test_a_quarrel_referred_twice_leads_twice_to_the_days_work(world: World, initiative: Initiative) -> None:
    client = sign_in(world.people["IC"])
    form = {"form_key": str(uuid4()), "kind": "mediation", "receiver": "buurtbemiddeling"}

    responses = [press(client, initiative, "refer", **form) for _ in range(2)]

    assert [(r.status_code, r.headers["Location"]) for r in responses] == [(302, "/werk/")] * 2
    assert Event.objects.count() == 1


def test_the_key_of_somebody_elses_form_opens_nothing(world: World, officer: Client, initiative: Initiative) -> None:
    key = str(uuid4())
    press(officer, initiative, "note_internal", text="Gebeld.", form_key=key)

    response = press(sign_in(world.people["EC.other"]), initiative, "note_internal", text="?", form_key=key)

    assert response.status_code == 404


def test_a_refusal_of_the_table_is_a_sentence_on_the_form(world: World, officer: Client) -> None:
    initiative = world.known_to_all(Status.APPROVED, informed_at=None)

    response = press(officer, initiative, "start", who_does_what="De groep.", starts_on="2026-12-01")

    page = response.content.decode()
    assert response.status_code == 200
    assert "Bel eerst de initiatiefnemer over het besluit." in page
    assert "De groep." in page
    assert Initiative.objects.get(pk=initiative.pk).status == Status.APPROVED

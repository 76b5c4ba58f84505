"""Planning the meetings of a group: who may, which day is likely, and how one is moved, called off and called back."""

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from overleg.deeds.planning import groups_of, likely_day, read_rhythm
from overleg.models import Meeting
from tests.factories import sign_in
from tests.initiatives.world import NOW, TODAY
from tests.overleg.town import MEETING_DAY, Town

SITS_IN_SIBBE = ("EC.own", "KA.own", "IC")
NEW, LIST = "/overleg/nieuw/", "/overleg/"
DAY = date(2027, 1, 13)


def typed(town: Town, **facts: Any) -> dict[str, Any]:
    """The form, filled in well."""
    base = {
        "kernoverleg": town.group.pk, "held_on": DAY.isoformat(), "starts_at": "20:00", "place": "Dorpshuis",
        "note": "", "form_key": str(uuid4()),
    }  # fmt: skip
    return base | facts


def page(client: Client, address: str) -> str:
    """What it reads."""
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


# ---- who -----------------------------------------------------------------------------------------------


def test_only_who_sits_with_a_group_finds_its_meeting_and_everything_on_it(town: Town) -> None:
    addresses = [
        f"/overleg/{town.meeting.pk}/{page}" for page in ("", "wijzigen/", "afgelasten/")
    ]  # fmt: skip

    answers = {
        name: {sign_in(person).get(address).status_code for address in addresses}
        for name, person in town.world.people.items()
    }

    assert answers == {name: {200} if name in SITS_IN_SIBBE else {404} for name in town.world.people}


@pytest.mark.parametrize("deed", ["toch-door", "agenda", "voorstel", "eigen-punt", "initiatief", "terugzetten"])
def test_nobody_else_changes_anything_about_it(town: Town, deed: str) -> None:
    others = [name for name in town.world.people if name not in SITS_IN_SIBBE]

    answers = {
        name: sign_in(town.world.people[name]).post(f"/overleg/{town.meeting.pk}/{deed}/", {"title": "x"}).status_code
        for name in others
    }

    assert answers == dict.fromkeys(others, 404)


def test_the_list_is_for_who_sits_with_groups_and_holds_no_meeting_of_another_kern(town: Town) -> None:
    town.meet(town.other_group, on=MEETING_DAY)
    reads = {
        "EC.own": (200, True, False), "KA.own": (200, True, False), "EC.other": (200, False, True),
        "KA.other": (200, False, True), "IC": (200, True, True),
    }  # fmt: skip

    answers = {}
    for name, person in town.world.people.items():
        response = sign_in(person).get(LIST)
        text = response.content.decode()
        links = [f'href="/overleg/{meeting.pk}/"' in text for meeting in Meeting.objects.order_by("pk")]
        answers[name] = (response.status_code, *links)

    assert answers == {name: reads.get(name, (403, False, False)) for name in town.world.people}


def test_the_way_to_the_list_is_in_the_head_of_the_page_for_who_may_go_there(town: Town) -> None:
    heads = {name: sign_in(person).get("/werk/").content.decode() for name, person in town.world.people.items()}
    shown = {name: 'href="/overleg/"' in head for name, head in heads.items()}

    goes = ("EC.own", "EC.other", "KA.own", "KA.other", "IC")
    assert shown == {name: name in goes for name in town.world.people}


def test_somebody_plans_for_their_own_groups_and_the_working_group_over_their_kern(town: Town) -> None:
    mine = {name: [str(group) for group in groups_of(town.world.people[name])] for name in ("EC.own", "KA.other", "IC")}

    assert mine == {
        "EC.own": ["Kernoverleg Sibbe", "Werkgroep Leefbaarheid"],
        "KA.other": ["Kernoverleg Broekhem", "Werkgroep Leefbaarheid"],
        "IC": ["Kernoverleg Broekhem", "Kernoverleg Sibbe", "Werkgroep Leefbaarheid"],
    }


def test_a_meeting_of_somebody_elses_group_cannot_be_planned(town: Town) -> None:
    client = sign_in(town.world.people["EC.own"])

    response = client.post(NEW, typed(town, kernoverleg=town.other_group.pk))

    assert "Kies een groep uit de lijst." in response.content.decode()
    assert Meeting.objects.filter(kernoverleg=town.other_group).count() == 0


# ---- plan ----------------------------------------------------------------------------------------------


def test_the_coordinator_plans_a_meeting_and_comes_to_its_agenda(town: Town) -> None:
    client = sign_in(town.world.people["EC.own"])

    response = client.post(NEW, typed(town), follow=True)

    made = Meeting.objects.get(held_on=DAY)
    assert response.redirect_chain == [(f"/overleg/{made.pk}/", 302)]
    assert (made.kernoverleg, made.place, made.created_by) == (town.group, "Dorpshuis", town.world.people["EC.own"])
    assert "13 januari 2027, 20.00 uur" in response.content.decode()


def test_pressed_twice_there_is_one_meeting(town: Town) -> None:
    client, sent = sign_in(town.world.people["EC.own"]), typed(town)

    answers = [client.post(NEW, sent).headers["Location"] for _press in range(2)]

    assert answers[0] == answers[1]
    assert Meeting.objects.filter(held_on=DAY).count() == 1


def test_a_second_meeting_on_one_day_is_asked_about_and_then_possible(town: Town) -> None:
    client, sent = sign_in(town.world.people["EC.own"]), typed(town, held_on=MEETING_DAY.isoformat(), note="Extra")

    asked = client.post(NEW, sent).content.decode()

    assert "komt op 25 november 2026 al bijeen" in asked
    assert 'value="Extra"' in asked
    assert Meeting.objects.count() == 1
    client.post(NEW, sent | {"twice": "on"})
    assert Meeting.objects.filter(held_on=MEETING_DAY).count() == 2


def test_a_called_off_meeting_does_not_stand_in_the_way_of_another_that_day(town: Town) -> None:
    Meeting.objects.update(called_off_at=NOW)

    sign_in(town.world.people["EC.own"]).post(NEW, typed(town, held_on=MEETING_DAY.isoformat()))

    assert Meeting.objects.filter(held_on=MEETING_DAY).count() == 2


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("held_on", "", "Kies een datum."),
        ("held_on", "2062-01-13", "Deze dag ligt meer dan twee jaar weg."),
        ("starts_at", "acht uur", "Typ een tijd, zoals 20:00."),
        ("kernoverleg", "", "Kies een groep."),
        ("place", "x" * 201, "201"),
    ],
)
def test_what_cannot_be_is_said_in_one_sentence_and_the_rest_stays(
    town: Town, field: str, value: str, said: str
) -> None:
    client = sign_in(town.world.people["EC.own"])

    text = client.post(NEW, typed(town, note="De zaal is open.") | {field: value}).content.decode()

    assert said in text
    assert 'value="De zaal is open."' in text
    assert Meeting.objects.count() == 1


def test_a_form_without_its_key_still_makes_one_meeting(town: Town) -> None:
    sign_in(town.world.people["EC.own"]).post(NEW, typed(town, form_key="stuk"))

    assert Meeting.objects.filter(held_on=DAY).count() == 1


# ---- the rhythm ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rhythm", "last", "likely"),
    [
        ("elke zes weken", date(2026, 11, 4), date(2026, 12, 16)),
        ("Iedere 6 weken op woensdag", date(2026, 11, 4), date(2026, 12, 16)),
        ("om de twee maanden", date(2026, 10, 20), date(2026, 12, 15)),
        ("elke maand", date(2026, 11, 17), date(2026, 12, 15)),
        ("maandelijks", date(2026, 11, 2), date(2026, 12, 7)),
        ("elke derde dinsdag van de maand", date(2026, 11, 17), date(2026, 12, 15)),
        ("vier keer per jaar", date(2026, 11, 3), date(2027, 2, 2)),
        ("4x per jaar", date(2026, 11, 3), date(2027, 2, 2)),
        ("om de week", date(2026, 11, 11), date(2026, 11, 25)),
        ("elke vijfde maandag", date(2026, 11, 2), None),
        ("als er iets is", date(2026, 11, 2), None),
        ("nul keer per jaar, 0 keer per jaar", date(2026, 11, 2), None),
        ("elke 0 weken", date(2026, 11, 2), None),
        ("", date(2026, 11, 2), None),
        ("elke zes weken", None, None),
    ],
)
def test_the_next_day_follows_from_the_last_meeting_and_the_rhythm_where_it_can_be_read(
    town: Town, rhythm: str, last: date | None, likely: date | None
) -> None:
    town.group.rhythm = rhythm

    assert likely_day(town.group, last=last, today=TODAY) == likely


def test_a_fifth_tuesday_is_followed_by_a_fourth() -> None:
    rhythm = read_rhythm("maandelijks")

    assert rhythm is not None
    assert rhythm.after(date(2026, 9, 29)) == date(2026, 10, 27)


def test_after_a_long_sleep_the_suggestion_lies_ahead_not_in_the_past(town: Town) -> None:
    day = likely_day(town.group, last=TODAY - timedelta(weeks=31), today=TODAY)

    assert day == TODAY + timedelta(weeks=5)


def test_the_form_starts_with_the_likely_day_and_the_meeting_place_of_the_kern(town: Town) -> None:
    town.meeting.delete()
    town.met(days_ago=14)
    Meeting.objects.update(place="")

    text = page(sign_in(town.world.people["EC.own"]), f"{NEW}?groep={town.group.pk}")

    assert "elke zes weken. Dan zou het woensdag 16 december worden." in text
    assert 'value="2026-12-16"' in text
    assert 'value="Dorpshuis Sibbe"' in text


@pytest.mark.parametrize("typed_group", ["999999", "x", "\x00", "9" * 30])
def test_a_group_that_does_not_exist_gives_an_empty_form(town: Town, typed_group: str) -> None:
    assert "Vergadering plannen" in page(sign_in(town.world.people["EC.own"]), f"{NEW}?groep={typed_group}")

"""The list of meetings, and one that is moved, called off or called back."""

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

from django.test import Client

from overleg.models import Meeting
from tests.factories import sign_in
from tests.initiatives.world import NOW, TODAY
from tests.overleg.town import Town

NEW, LIST = "/overleg/nieuw/", "/overleg/"
DAY = date(2027, 1, 13)


def page(client: Client, address: str) -> str:
    """What it reads."""
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


# ---- the list ------------------------------------------------------------------------------------------


def test_the_list_says_what_comes_what_is_left_undone_and_what_has_no_date_yet(town: Town) -> None:
    town.met(days_ago=60)
    town.meet(on=TODAY - timedelta(days=2))
    town.item()

    text = page(sign_in(town.world.people["EC.own"]), LIST)

    assert text.index("Geweest, nog niet opgeschreven") < text.index("Gepland") < text.index("<h2>Geweest</h2>")
    assert "1 punt" in text
    assert f"{NEW}?groep={town.working_group.pk}" in text
    assert f"{NEW}?groep={town.group.pk}" not in text


def test_where_nothing_is_planned_the_page_says_what_to_do(town: Town) -> None:
    town.meeting.delete()

    assert "Er staat niets gepland" in page(sign_in(town.world.people["EC.own"]), LIST)


def test_who_has_no_group_yet_hears_whom_to_ask(town: Town) -> None:
    town.group.kernen.clear()
    town.working_group.kernen.clear()
    client = sign_in(town.world.people["EC.own"])

    assert "Vraag de functioneel beheerder" in page(client, LIST)
    assert "Vraag de functioneel beheerder" in page(client, NEW)


# ---- another day, or none ------------------------------------------------------------------------------


def when(town: Town, **facts: Any) -> dict[str, Any]:
    """Another day, filled in."""
    base = {"held_on": DAY.isoformat(), "starts_at": "19:30", "place": "School", "note": ""}
    return base | {"version": town.meeting.version} | facts


def test_a_meeting_is_moved_and_keeps_its_agenda(town: Town) -> None:
    town.item()
    client = sign_in(town.world.people["KA.own"])

    client.post(f"/overleg/{town.meeting.pk}/wijzigen/", when(town))

    town.meeting.refresh_from_db()
    assert (town.meeting.held_on, town.meeting.place, town.meeting.items.count()) == (DAY, "School", 1)


def test_of_two_who_move_it_at_once_the_second_sees_both_and_loses_nothing(town: Town) -> None:
    address = f"/overleg/{town.meeting.pk}/wijzigen/"
    first, second = sign_in(town.world.people["KA.own"]), sign_in(town.world.people["EC.own"])
    first.post(address, when(town))

    response = second.post(address, when(town, held_on="2027-01-20", place="Kerk"))

    text = response.content.decode()
    assert response.status_code == 409
    assert "13 januari 2027, 19.30 uur, School" in text
    assert 'value="2027-01-20"' in text
    assert 'value="Kerk"' in text
    assert 'name="version" value="2"' in text


def test_calling_off_asks_first_and_can_be_taken_back(town: Town) -> None:
    client, address = sign_in(town.world.people["EC.own"]), f"/overleg/{town.meeting.pk}/"
    assert "Deze vergadering afgelasten?" in page(client, f"{address}afgelasten/")

    client.post(f"{address}afgelasten/")

    assert "Deze vergadering gaat niet door." in page(client, address)
    assert "afgelast" in page(client, LIST)
    client.post(f"{address}toch-door/")
    assert "Deze vergadering gaat niet door." not in page(client, address)


def test_called_off_twice_it_is_called_off_once(town: Town) -> None:
    client = sign_in(town.world.people["EC.own"])

    for _press in range(2):
        client.post(f"/overleg/{town.meeting.pk}/afgelasten/")

    town.meeting.refresh_from_db()
    assert (town.meeting.is_called_off, town.meeting.version) == (True, 2)


def test_what_was_written_down_is_not_called_off_or_moved_any_more(town: Town) -> None:
    done = town.met()
    client = sign_in(town.world.people["EC.own"])

    answers = [client.post(f"/overleg/{done.pk}/{deed}/").status_code for deed in ("afgelasten", "toch-door")]

    assert answers == [409, 409]
    assert client.get(f"/overleg/{done.pk}/wijzigen/").status_code == 302
    assert client.get(f"/overleg/{done.pk}/afgelasten/").status_code == 302


def test_a_meeting_of_the_platform_is_not_found_here(town: Town) -> None:
    platform = Meeting.objects.create(held_on=TODAY, created_at=NOW, form_key=uuid4())

    assert sign_in(town.world.people["IC"]).get(f"/overleg/{platform.pk}/").status_code == 404

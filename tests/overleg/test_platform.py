"""The platform of kernambtenaren: who sits there, when it meets, its list, and who reads what of it."""

from datetime import date, time, timedelta
from uuid import uuid4

import pytest
from django.test import Client

from initiatives.statuses import Status
from overleg.deeds import platform
from overleg.models import Meeting
from overleg.models.meeting import Reason
from tests.factories import sign_in
from tests.initiatives.test_permission_pages import SUBJECTS
from tests.initiatives.world import NOW, TODAY
from tests.overleg.platform_room import ALL, listed, meet, note, page_of, points, press, read, whys
from tests.overleg.town import Town

# ---- who sits there -----------------------------------------------------------------------------------


@pytest.mark.parametrize("subject", [who for who in SUBJECTS if who not in ("GGD.other", "MGR")])
def test_kernambtenaren_and_the_coordinator_sit_there_and_to_others_it_does_not_exist(town: Town, subject: str) -> None:
    meeting = meet()
    listed(town, meeting, title="Sleutels van het dorpshuis")
    client = sign_in(town.world.people[subject])

    answers = [client.get(address).status_code for address in (ALL, page_of(meeting), f"{page_of(meeting)}wijzigen/")]

    sits, leads = subject in ("IC", "KA.own", "KA.other"), subject == "IC"
    assert answers == [200 if sits else 404, 200 if sits else 404, 200 if leads else 403 if sits else 404]


@pytest.mark.parametrize(
    "where", ["lijst", "eigen-punt", "volgorde", "punt/{item}/weg", "punt/{item}/terug", "afsluiten", "heropenen",
              "afgelasten"],
)  # fmt: skip
def test_only_the_coordinator_makes_the_list_and_closes(town: Town, where: str) -> None:
    meeting = meet()
    item = listed(town, meeting)

    answers = {
        who: press(town, who, meeting, f"{where.format(item=item.pk)}/", title="x").status_code
        for who in ("KA.own", "BM.lead", "FB")
    }

    assert answers == {"KA.own": 403, "BM.lead": 404, "FB": 404}
    meeting.refresh_from_db()
    assert (meeting.version, meeting.is_closed, meeting.is_called_off, meeting.items.count()) == (1, False, False, 1)


def test_a_meeting_of_residents_is_no_meeting_of_the_platform(town: Town) -> None:
    assert sign_in(town.world.people["IC"]).get(page_of(town.meeting)).status_code == 404


def test_who_is_not_signed_in_is_sent_to_the_door(town: Town) -> None:
    assert [Client().get(address).status_code for address in (ALL, page_of(meet()))] == [302, 302]


# ---- planned ------------------------------------------------------------------------------------------


def test_coordinator_plans_the_next_one_six_weeks_after_the_last_at_the_same_hour_and_place(town: Town) -> None:
    meet(TODAY - timedelta(days=7), starts_at=time(9, 30), place="Raadzaal", closed_at=NOW)
    client = sign_in(town.world.people["IC"])
    form = client.get(ALL).context["form"]

    assert form["held_on"].value() == TODAY + timedelta(days=35)
    typed = {name: form[name].value() for name in ("starts_at", "place", "form_key", "version")}
    for _ in range(2):
        client.post(ALL, typed | {"held_on": TODAY + timedelta(days=35)})

    planned = Meeting.objects.of_platform().get(closed_at=None)
    assert (planned.held_on, planned.starts_at, planned.place) == (TODAY + timedelta(days=35), time(9, 30), "Raadzaal")
    assert planned.created_by == town.world.people["IC"]


def test_the_suggested_day_is_one_on_which_people_work_and_that_is_still_to_come(db: None, town: Town) -> None:
    meet(date(2026, 2, 14), closed_at=NOW)  # a Saturday, long ago

    assert platform.suggest_next(today=TODAY).held_on == date(2026, 11, 23)


def test_kernambtenaar_cannot_plan_and_a_day_that_is_over_is_refused_with_everything_still_there(town: Town) -> None:
    typed = {"held_on": TODAY - timedelta(days=1), "place": "Kelder", "form_key": uuid4(), "version": 1}

    assert sign_in(town.world.people["KA.own"]).post(ALL, typed).status_code == 403
    answer = sign_in(town.world.people["IC"]).post(ALL, typed)

    assert "Kies vandaag of een dag die nog komt." in answer.content.decode()
    assert answer.context["form"]["place"].value() == "Kelder"
    assert not Meeting.objects.of_platform().exists()


def test_coordinator_moves_a_meeting_calls_it_off_and_lets_it_go_on_after_all(town: Town) -> None:
    meeting, later = meet(), TODAY + timedelta(days=14)
    listed(town, meeting, title="Sleutels")

    press(town, "IC", meeting, "wijzigen/", held_on=later, place="Raadzaal", form_key=uuid4())
    press(town, "IC", meeting, "afgelasten/")
    meeting.refresh_from_db()
    assert (meeting.held_on, meeting.place, meeting.is_called_off) == (later, "Raadzaal", True)
    assert press(town, "IC", meeting, "eigen-punt/", title="Te laat").status_code == 409
    press(town, "IC", meeting, "afgelasten/")

    meeting.refresh_from_db()
    assert (meeting.is_called_off, [item.title for item in meeting.items.all()]) == (False, ["Sleutels"])


# ---- the list -----------------------------------------------------------------------------------------


def test_coordinator_ticks_what_comes_on_the_list_adds_a_point_and_puts_them_in_order(town: Town) -> None:
    first, second = (town.idea(title=title, platform_since=NOW) for title in ("Eerste", "Tweede"))
    town.idea(title="Niet aangekruist")
    meeting = meet()

    press(town, "IC", meeting, "lijst/", gekozen=[first.pk, second.pk, 999_999, "x"])
    press(town, "IC", meeting, "eigen-punt/", title="  Vakantie ")
    items = {str(item.initiative.title if item.initiative else item.title): item for item in meeting.items.all()}
    assert list(items) == ["Eerste", "Tweede", "Vakantie"]
    assert items["Eerste"].reason == Reason.MARKED
    numbers = {f"volgorde-{items[title].pk}": place for title, place in (("Eerste", 3), ("Tweede", 3), ("Vakantie", 1))}
    press(town, "IC", meeting, "volgorde/", **numbers)

    assert [point.item.title or point.item.initiative.title for point in points(town, "IC", meeting)] == [
        "Vakantie", "Eerste", "Tweede",
    ]  # fmt: skip


@pytest.mark.parametrize("typed", ["", "een", "-1", "1.5", "99999", "\x00"])
def test_a_number_that_is_none_changes_nothing_and_is_said(town: Town, typed: str) -> None:
    meeting = meet()
    first, second = listed(town, meeting, title="Een"), listed(town, meeting, title="Twee")
    client = sign_in(town.world.people["IC"])

    answer = client.post(
        f"{page_of(meeting)}volgorde/",
        {"version": 1, f"volgorde-{first.pk}": typed, f"volgorde-{second.pk}": "1"},
        follow=True,
    )

    assert "is geen nummer. De volgorde is niet veranderd." in answer.content.decode()
    assert list(meeting.items.values_list("title", flat=True)) == ["Een", "Twee"]


def test_what_was_taken_off_can_be_put_back_and_keeps_what_was_noted(town: Town) -> None:
    meeting = meet()
    item = listed(town, meeting, town.idea(title="Bankje"))
    note(town, "IC", item, note="Mooi plan.")

    press(town, "IC", meeting, f"punt/{item.pk}/weg/")
    assert points(town, "IC", meeting) == []
    assert "Van de lijst gehaald" in read(town, "IC", meeting)
    press(town, "IC", meeting, f"punt/{item.pk}/terug/")

    [point] = points(town, "IC", meeting)
    assert "Mooi plan." in point.item.note


def test_of_two_people_who_change_the_list_the_second_hears_it_and_has_back_what_was_typed(town: Town) -> None:
    meeting = meet()
    press(town, "IC", meeting, "eigen-punt/", title="Van de ene")

    late = sign_in(town.world.people["IC"]).post(
        f"{page_of(meeting)}eigen-punt/", {"version": 1, "title": "Van de ander"}
    )

    assert (late.status_code, "Van de ander" in late.content.decode()) == (409, True)
    assert list(meeting.items.values_list("title", flat=True)) == ["Van de ene"]


def test_a_button_pressed_twice_does_it_once(town: Town) -> None:
    made, meeting = town.idea(platform_since=NOW), meet()
    client = sign_in(town.world.people["IC"])
    for where, data in (("eigen-punt/", {"title": "Sleutels"}), ("lijst/", {"gekozen": [made.pk]})):
        meeting.refresh_from_db()
        for _ in range(2):
            answer = client.post(f"{page_of(meeting)}{where}", {"version": meeting.version} | data)
            assert answer.status_code == 302

    assert meeting.items.count() == 2


def test_nothing_ticked_and_nothing_typed_is_said(town: Town) -> None:
    meeting = meet()
    client = sign_in(town.world.people["IC"])
    nothing = client.post(f"{page_of(meeting)}lijst/", {"version": 1}, follow=True)
    assert "Kruis eerst aan wat op de lijst komt." in nothing.content.decode()
    long = press(town, "IC", meeting, "eigen-punt/", title="x" * 201)
    assert ("Schrijf het punt op" in long.content.decode(), "x" * 201 in long.content.decode()) == (True, True)
    assert not meeting.items.exists()


# ---- who reads what of it -----------------------------------------------------------------------------


def test_kernambtenaar_reads_the_own_kern_and_how_many_points_are_about_others(town: Town) -> None:
    meeting, world = meet(), town.world
    listed(town, meeting, town.idea(title="Van Sibbe"))
    listed(town, meeting, town.idea(title="Van Broekhem", kern=world.other_kern))
    listed(town, meeting, town.idea(title="Ook van Broekhem", kern=world.other_kern))
    listed(town, meeting, title="Sleutels")

    page = read(town, "KA.own", meeting)

    assert [words for words in ("Van Sibbe", "Sleutels", "Van Broekhem", "Ook van Broekhem") if words in page] == [
        "Van Sibbe", "Sleutels",
    ]  # fmt: skip
    assert "Nog 2 punten over andere kernen; de interne coördinator heeft de hele lijst." in page
    assert "Nog" not in read(town, "IC", meeting).split("De lijst</h2>")[1].split("</section>")[0]


def test_what_is_confidential_is_on_the_list_for_who_may_see_it_and_is_not_even_counted_for_others(town: Town) -> None:
    meeting = meet()
    secret = town.idea(title="Ruzie om het veld", is_confidential=True, platform_since=NOW)
    item = listed(town, meeting, secret)

    assert "Ruzie om het veld" in read(town, "IC", meeting)
    page = read(town, "KA.own", meeting)
    assert ("Ruzie om het veld" in page, "Nog 1 punt" in page, "De lijst is nog leeg." in page) == (False, False, True)
    assert note(town, "KA.own", item).status_code == 404
    assert "Ruzie om het veld" in whys(town)
    assert "Ruzie om het veld" not in whys(town, "KA.own")


def test_a_point_of_another_kern_cannot_be_noted_by_its_number(town: Town) -> None:
    item = listed(town, meet(), town.idea(Status.IN_REVIEW, kern=town.world.other_kern))

    assert note(town, "KA.own", item).status_code == 404
    assert note(town, "KA.other", item).status_code == 302
    elsewhere = listed(town, meet(TODAY + timedelta(days=42)), title="Later")
    client = sign_in(town.world.people["IC"])
    assert client.post(f"{page_of(item.meeting)}punt/{elsewhere.pk}/noteren/", {}).status_code == 404
    assert client.post(f"{page_of(item.meeting)}punt/{10**17}/noteren/", {}).status_code == 404


def test_numbers_that_were_typed_and_not_kept_go_along_with_the_next_button(town: Town) -> None:
    meeting = meet()
    first, second = (listed(town, meeting, title=title) for title in ("Eerste", "Tweede"))
    moved = {f"volgorde-{first.pk}": "2", f"volgorde-{second.pk}": "1"}

    press(town, "IC", meeting, "eigen-punt/", title="Derde", **moved)
    kept = [item.title for item in meeting.items.order_by("position")]
    press(town, "IC", meeting, f"punt/{second.pk}/weg/", **{f"volgorde-{first.pk}": "9"})

    assert kept == ["Tweede", "Eerste", "Derde"]
    assert [item.title for item in meeting.items.filter(removed_at=None).order_by("position")] == ["Derde", "Eerste"]

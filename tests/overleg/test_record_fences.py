"""Who has the form of a meeting and its report: every person of the matrix before every page."""

from typing import Any
from uuid import uuid4

import pytest

from initiatives.deeds.meeting import DISCUSS
from initiatives.models import Initiative
from overleg.models import Meeting
from tests.initiatives.test_permission_pages import STANDS_FOR, SUBJECTS
from tests.initiatives.world import NOW, TODAY
from tests.overleg.test_record import address, asked, at_the_form, tonight
from tests.overleg.town import Town

SIT_WITH_SIBBE = ("EC.own", "IC", "KA.own")


@pytest.mark.parametrize("subject", SUBJECTS)
def test_only_who_sits_with_the_group_has_its_form(town: Town, subject: str) -> None:
    town.item(town.idea(title="Bank bij de kapel"))
    person, _facts = STANDS_FOR.get(subject, (subject, {}))
    client = at_the_form(town, person)

    pages = [client.get(address(town.meeting, page)) for page in ("", "afsluiten/")]
    posts = [client.post(address(town.meeting, page), {"version": 1}) for page in ("", "afsluiten/")]
    sends = [
        client.get(f"/overleg/{town.meeting.pk}/voorzitter/"),
        client.post(f"/overleg/{town.meeting.pk}/voorzitter/"),
    ]

    codes = [answer.status_code for answer in (*pages, *posts, *sends)]
    assert codes == ([200, 200, 302, 302, 200, 302] if subject in SIT_WITH_SIBBE else [404] * 6)
    assert any("Bank bij de kapel" in page.content.decode() for page in pages) == (subject in SIT_WITH_SIBBE)


@pytest.mark.parametrize("subject", SUBJECTS)
def test_only_who_sits_with_the_group_reads_its_report(town: Town, subject: str) -> None:
    met = town.met()
    Meeting.objects.filter(pk=met.pk).update(report="Verslag van de bank")
    client = at_the_form(town, STANDS_FOR.get(subject, (subject, {}))[0])

    page = client.get(address(met, "lezen/"))

    assert ("Verslag van de bank" in page.content.decode()) == (subject in SIT_WITH_SIBBE)
    assert page.status_code == (200 if subject in SIT_WITH_SIBBE else 404)


def test_the_platform_and_what_was_called_off_have_no_form_here(town: Town) -> None:
    client = at_the_form(town, "IC")
    platform = Meeting.objects.create(held_on=TODAY, created_at=NOW, form_key=uuid4())
    off = tonight(town, called_off_at=NOW)

    assert [client.get(address(meeting)).status_code for meeting in (platform, off)] == [404, 404]


def test_what_is_confidential_by_now_is_not_on_the_form(town: Town) -> None:
    meeting = tonight(town)
    for facts in ({"is_confidential": True}, {"emptied_at": NOW}):
        town.item(town.idea(title="Geheim plan", **facts), meeting=meeting)
    town.item(town.idea(title="Open plan"), meeting=meeting)

    page = at_the_form(town, "IC").get(address(meeting)).content.decode()

    assert ("Geheim plan" in page, "Open plan" in page) == (False, True)


def test_the_form_costs_as_much_for_thirty_points_as_for_one(town: Town, django_assert_max_num_queries: Any) -> None:
    one, many = tonight(town), town.meet(town.working_group, on=TODAY)
    for meeting, number in ((one, 1), (many, 30)):
        for n in range(number):
            town.promise(town.item(asked(town, title=f"Idee {n}"), meeting=meeting))
    client = at_the_form(town)
    costs = []
    for meeting in (one, one, many):
        with django_assert_max_num_queries(60) as asked_of_database:
            assert client.get(address(meeting)).status_code == 200
        costs.append(len(asked_of_database))
    assert costs[1] == costs[2]


def shared_evening(town: Town) -> tuple[Meeting, Initiative, Initiative]:
    """A group over two kernen that talked about an idea of each."""
    meeting = town.meet(town.working_group, on=TODAY)
    here, there = town.idea(title="Bank in Sibbe"), town.idea(title="Speeltuin in Broekhem", kern=town.world.other_kern)
    town.item(here, meeting=meeting)
    town.item(there, meeting=meeting, discussed=True, note="Er is geld voor de glijbaan.")
    return meeting, here, there


@pytest.mark.parametrize(("who", "hidden"), [("EC.own", True), ("KA.own", True), ("IC", False)])
def test_who_works_for_one_kern_of_a_group_fills_in_what_they_may_see(town: Town, who: str, hidden: bool) -> None:
    meeting, _here, _there = shared_evening(town)

    page = at_the_form(town, who).get(address(meeting)).content.decode()

    assert "Bank in Sibbe" in page
    assert [said in page for said in ("Speeltuin in Broekhem", "glijbaan")] == [not hidden] * 2
    assert ("Nog 1 punt over een andere kern." in page) == hidden


def test_what_a_colleague_may_not_see_is_neither_lost_nor_left_out_when_they_close(town: Town) -> None:
    meeting, here, there = shared_evening(town)
    client = at_the_form(town, "EC.own")
    point = meeting.items.get(initiative=here)
    typed = {"version": 1, "present": 9, "recorder": "coördinator", f"p{point.pk}-discussed": "ja"}
    client.post(address(meeting), typed)
    meeting.refresh_from_db()

    shown = client.get(address(meeting, "afsluiten/")).content.decode()
    client.post(address(meeting, "afsluiten/"), {"version": meeting.version})

    assert "Speeltuin" not in shown
    assert [idea.events.filter(action=DISCUSS).count() for idea in (here, there)] == [1, 1]
    report = client.get(address(meeting, "lezen/")).content.decode()
    assert ("Bank in Sibbe" in report, "Speeltuin" in report, "glijbaan" in report) == (True, False, False)
    assert "Nog 1 punt over een andere kern." in report
    whole = at_the_form(town, "IC").get(address(meeting, "lezen/")).content.decode()
    assert "Er is geld voor de glijbaan." in whole

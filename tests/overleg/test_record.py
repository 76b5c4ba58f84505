"""The one form of a meeting: kept in between, also by two people at once; who has it, and who does not."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from initiatives.models import Event, Initiative
from initiatives.statuses import Status
from overleg.models import AgendaItem, Meeting, Promise
from overleg.models.meeting import Reason
from tests.factories import sign_in
from tests.initiatives.world import NOW, TODAY
from tests.overleg.town import Town


def tonight(town: Town, **facts: Any) -> Meeting:
    """The meeting of Sibbe is today."""
    return town.meet(on=TODAY, **facts)


def asked(town: Town, **facts: Any) -> Initiative:
    """An idea of which the kernoverleg is asked what it thinks."""
    idea = town.idea(Status.SUPPORT_CHECK, **facts)
    idea.support_checks.update(ways=["kernoverleg"], public_text="Er komt een bank.")
    return idea


def at_the_form(town: Town, who: str = "EC.own") -> Client:
    """A colleague, signed in."""
    return sign_in(town.world.people[who])


def address(meeting: Meeting, page: str = "") -> str:
    """Where the form is."""
    return f"/overleg/{meeting.pk}/verslag/{page}"


def filled(meeting: Meeting, *, version: int | None = None, **answers: Any) -> dict[str, Any]:
    """What a browser sends: the version that was seen, and answers per point as p12-note."""
    meeting.refresh_from_db()
    return {"version": meeting.version if version is None else version} | answers


def of(item: AgendaItem, **answers: Any) -> dict[str, Any]:
    """The boxes of one point."""
    return {f"p{item.pk}-{name}": value for name, value in answers.items()}


# ---- keeping ------------------------------------------------------------------------------------------


def test_what_is_filled_in_during_the_meeting_is_kept_and_nobody_is_told_yet(town: Town) -> None:
    meeting, client = tonight(town), at_the_form(town)
    item = town.item(asked(town), meeting=meeting)
    boxes = of(
        item, discussed="ja", opinion="worried", concerns="Geluid\r\nParkeren", note="Eerst kijken.",
        what_1="Tegels leggen", who_1="de gemeente", due_1="2026-12-08", wants_more_time="weinig mensen",
    )  # fmt: skip

    page = client.post(address(meeting), filled(meeting, present="14", recorder="secretaris", **boxes), follow=True)

    assert "Bewaard. U kunt verder schrijven." in page.content.decode()
    meeting.refresh_from_db()
    item.refresh_from_db()
    assert (meeting.present, meeting.recorder, meeting.version, meeting.closed_at) == (14, "secretaris", 2, None)
    assert (item.discussed, item.opinion, item.concerns) == (True, "worried", "Geluid\nParkeren")
    assert (item.note, item.wants_more_time) == ("Eerst kijken.", "weinig mensen")
    assert list(Promise.objects.values_list("what", "who", "due_on")) == [
        ("Tegels leggen", "de gemeente", date(2026, 12, 8))
    ]
    assert Event.objects.count() == 0


def test_what_was_kept_stands_in_the_form_again_and_is_kept_again_the_same(town: Town) -> None:
    meeting, client = tonight(town, present=14, recorder="secretaris"), at_the_form(town)
    item = town.item(asked(town), meeting=meeting, discussed=True, opinion="worried", note="Eerst kijken.")
    promise = town.promise(item, due_on=TODAY + timedelta(days=9))
    page = client.get(address(meeting))
    form = page.context["form"]
    again = {name: value for name, value in form.initial.items() if value not in (None, False)}

    client.post(address(meeting), again)

    item.refresh_from_db()
    assert (item.opinion, item.note, item.promises.get().pk) == ("worried", "Eerst kijken.", promise.pk)
    assert "Er komt een bank." in page.content.decode()


def test_who_writes_down_an_opinion_discussed_it_and_a_no_with_an_opinion_is_asked_about(town: Town) -> None:
    meeting, client = tonight(town), at_the_form(town)
    item = town.item(asked(town), meeting=meeting)

    client.post(address(meeting), filled(meeting, **of(item, discussed="later", opinion="positive")))
    item.refresh_from_db()
    assert item.discussed is True

    page = client.post(address(meeting), filled(meeting, **of(item, discussed="nee", concerns="Geluid")))
    assert "U koos nee. Maar u schreef wel iets op." in page.content.decode()
    assert "Geluid" in page.content.decode()


@pytest.mark.parametrize(
    ("answers", "why"),
    [
        ({"present": "veel"}, "Voer een geheel getal in."),
        ({"chair_involved": "on"}, "Vul in wie het opschrijft. Het is een ander dan de voorzitter."),
        ({"chair_involved": "on", "recorder": "voorzitter"}, "Het is een ander dan de voorzitter."),
        ({"who_1": "de gemeente"}, "Schrijf ook op wat er is beloofd."),
        ({"concerns": "x" * 501}, "Maak elke zorg korter dan 500 tekens."),
        ({"due_1": "morgen", "what_1": "Bellen"}, "Voer een geldige datum in."),
    ],
)
def test_what_is_wrong_is_said_and_everything_typed_stays(town: Town, answers: dict[str, str], why: str) -> None:
    meeting, client = tonight(town), at_the_form(town)
    item = town.item(asked(town), meeting=meeting)
    of_meeting: dict[str, Any] = {
        name: value for name, value in answers.items() if name in ("present", "chair_involved", "recorder")
    }
    of_item: dict[str, Any] = {name: value for name, value in answers.items() if name not in of_meeting}

    page = client.post(address(meeting), filled(meeting, **of_meeting, **of(item, note="Blijft staan.", **of_item)))

    assert why in page.content.decode()
    assert "Blijft staan." in page.content.decode()
    item.refresh_from_db()
    assert (item.note, Meeting.objects.get(pk=meeting.pk).version) == ("", 1)


def test_a_promise_without_a_day_is_for_the_next_meeting_and_without_a_name_of_the_group(town: Town) -> None:
    meeting, client = tonight(town), at_the_form(town)
    item = town.item(town.idea(), meeting=meeting)

    client.post(address(meeting), filled(meeting, **of(item, what_1="Bellen")))

    assert list(Promise.objects.values_list("who", "due_on")) == [("Kernoverleg Sibbe", town.meeting.held_on)]
    town.meeting.delete()
    client.post(address(meeting), filled(meeting, **of(item, what_1="Schrijven")))
    assert list(Promise.objects.values_list("what", "due_on")) == [("Schrijven", TODAY + timedelta(weeks=6))]


def test_more_time_is_asked_only_where_an_opinion_is_and_no_opinion_of_what_was_decided(town: Town) -> None:
    meeting, client = tonight(town), at_the_form(town)
    wanted, new = town.item(asked(town), meeting=meeting), town.item(town.idea(), meeting=meeting)
    decided = town.item(town.idea(Status.APPROVED), meeting=meeting, reason=Reason.DECIDED)
    own = town.item(meeting=meeting)

    page = client.get(address(meeting)).content.decode()

    shown = [[f'name="p{item.pk}-{box}"' in page for item in (wanted, new, decided, own)] for box in
             ("note", "opinion", "wants_more_time")]  # fmt: skip
    assert shown == [[True] * 4, [True, True, False, False], [True, False, False, False]]


# ---- two at once --------------------------------------------------------------------------------------


def test_who_is_second_keeps_what_was_typed_and_sees_what_the_other_wrote(town: Town) -> None:
    meeting, first, second = tonight(town), at_the_form(town), at_the_form(town, "KA.own")
    one, two = town.item(asked(town), meeting=meeting), town.item(town.idea(title="Pad"), meeting=meeting)
    first.post(address(meeting), filled(meeting, present="14", **of(one, note="Van de eerste"), **of(two, note="Pad")))

    mine = of(one, note="Van de tweede", discussed="ja", opinion="positive")
    page = second.post(address(meeting), filled(meeting, version=1, **mine))

    said = page.content.decode()
    assert page.status_code == 409
    assert [(d.where, d.theirs) for d in page.context["differences"]] == [
        ("Bank bij de kapel: Wat is er gezegd?", "Van de eerste")
    ]
    assert ("Van de tweede" in said, "Van de eerste" in said, 'value="14"' in said) == (True, True, True)

    form = page.context["form"]
    sent_again = form.data.dict()
    assert second.post(address(meeting), sent_again).status_code == 302
    one.refresh_from_db()
    two.refresh_from_db()
    meeting.refresh_from_db()
    assert (one.note, one.opinion, two.note, meeting.present) == ("Van de tweede", "positive", "Pad", 14)


def test_a_press_that_comes_twice_is_no_race(town: Town) -> None:
    meeting, client = tonight(town), at_the_form(town)
    item = town.item(town.idea(), meeting=meeting)
    pressed = filled(meeting, present="14", **of(item, discussed="ja", note="Eerst kijken."))

    answers = [client.post(address(meeting), pressed).status_code for _press in range(2)]

    assert answers == [302, 302]
    assert Meeting.objects.get(pk=meeting.pk).version == 2


def test_what_was_typed_at_a_point_that_was_taken_off_meanwhile_is_shown(town: Town) -> None:
    meeting, client = tonight(town), at_the_form(town)
    item = town.item(town.idea(), meeting=meeting)
    AgendaItem.objects.filter(pk=item.pk).update(removed_at=NOW)
    Meeting.objects.filter(pk=meeting.pk).update(version=2)

    page = client.post(address(meeting), {"version": 1} | of(item, note="Dit was lang werk."))

    assert (page.status_code, page.context["lost"]) == (409, ["Dit was lang werk."])


# ---- closing on the page ------------------------------------------------------------------------------


def test_closing_shows_what_is_written_and_asks_first(town: Town) -> None:
    meeting, client = tonight(town), at_the_form(town)
    items = [town.item(town.idea(title=f"Idee {n}"), meeting=meeting) for n in range(9)]
    boxes = {name: value for item in items[:6] for name, value in of(item, discussed="ja").items()}

    page = client.post(address(meeting), filled(meeting, present="14", afsluiten="ja", **boxes), follow=True)

    assert "Dit komt op de tijdlijn van 6 ideeën." in page.content.decode()
    assert Event.objects.count() == 0
    meeting.refresh_from_db()
    for _press in range(2):
        page = client.post(address(meeting, "afsluiten/"), {"version": meeting.version}, follow=True)
    assert page.request["PATH_INFO"] == address(meeting, "lezen/")
    assert "Dit staat op de tijdlijn van 6 ideeën." in page.content.decode()
    assert Event.objects.count() == 6
    assert client.get(address(meeting)).headers["Location"] == address(meeting, "lezen/")


def test_without_the_number_of_people_closing_says_what_is_missing(town: Town) -> None:
    meeting, client = tonight(town), at_the_form(town)
    town.item(town.idea(), meeting=meeting, discussed=True)

    page = client.get(address(meeting, "afsluiten/")).content.decode()
    assert "Vul eerst in hoeveel mensen er waren." in page
    page = client.post(address(meeting, "afsluiten/"), {"version": meeting.version}, follow=True).content.decode()
    assert "Vul eerst in hoeveel mensen er waren." in page
    assert Event.objects.count() == 0


def test_what_was_saved_after_the_closing_page_was_drawn_is_looked_at_first(town: Town) -> None:
    meeting, client = tonight(town, present=14), at_the_form(town)
    town.item(town.idea(), meeting=meeting, discussed=True)
    Meeting.objects.filter(pk=meeting.pk).update(version=2)

    for version in ("1", "", "x", "9" * 30):
        page = client.post(address(meeting, "afsluiten/"), {"version": version}, follow=True).content.decode()
        assert "Iemand anders was u net voor." in page
    assert Event.objects.count() == 0


def test_the_report_tells_the_recorder_what_came_on_no_timeline_without_giving_a_secret_away(town: Town) -> None:
    meeting = tonight(town, present=14)
    secret = town.idea(title="Geheim plan")
    for idea in (secret, town.idea(Status.WITHDRAWN, title="Gestopt plan")):
        town.item(idea, meeting=meeting, discussed=True)
    Initiative.objects.filter(pk=secret.pk).update(is_confidential=True)
    client = at_the_form(town, "KA.own")

    client.post(address(meeting, "afsluiten/"), {"version": 1})
    page = client.get(address(meeting, "lezen/")).content.decode()

    assert "Dit punt bespreken wij nu niet in een vergadering." in page
    assert ("Geheim plan" in page, "Gestopt plan" in page) == (False, True)

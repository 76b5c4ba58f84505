"""Whatever somebody sends to a form of a meeting, of a chair, of the platform or of a kern: it is never our fault."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from initiatives.statuses import Status
from overleg.models import Meeting
from tests.factories import sign_in
from tests.hostile import VALUES, broken_at, broken_by, broken_together, look, send
from tests.initiatives.world import TODAY
from tests.overleg.kern_pages import wish
from tests.overleg.platform_room import listed, meet
from tests.overleg.test_chair import opened
from tests.overleg.test_record import asked, of, tonight
from tests.overleg.town import Town

Sent = tuple[str, dict[str, Any]]


def when() -> dict[str, Any]:
    return {"held_on": "2026-12-09", "starts_at": "20:00", "place": "Dorpshuis", "note": "Koffie om 8 uur."}


def at(name: str, meeting: Meeting, *more: int) -> str:
    return reverse(name, args=[meeting.pk, *more])


def agenda(town: Town, name: str, **typed: Any) -> Sent:
    return at(name, town.meeting), {"version": "1", **typed}


def record(town: Town) -> dict[str, Any]:
    """The form of a meeting with a point on which an opinion is asked, and one of the group's own."""
    meeting = tonight(town)
    idea, own = town.item(asked(town), meeting=meeting), town.item(meeting=meeting)
    boxes = {
        "discussed": "ja", "opinion": "positive", "concerns": "Geluid.", "note": "Goed idee.", "what_1": "Bellen",
        "who_1": "de gemeente", "due_1": "2026-12-09", "wants_more_time": "vakantie",
    }  # fmt: skip
    few = {name: boxes[name] for name in ("discussed", "note", "what_1", "who_1", "due_1")}
    facts = {"version": "1", "present": "12", "recorder": "secretaris", "chair_involved": "on", "bewaren": "1"}
    return facts | of(idea, **boxes) | of(own, **few)


def platform(town: Town, name: str, *, point: bool = False, **typed: Any) -> Sent:
    """`%s` in a name stands for the number of the point."""
    meeting = meet()
    item = listed(town, meeting, town.idea(Status.IN_REVIEW))
    more = (item.pk,) if point else ()
    return at(name, meeting, *more), {"version": "1"} | {
        key.replace("%s", str(item.pk)): value for key, value in typed.items()
    }


def noted(town: Town) -> Sent:
    meeting = meet()
    item = listed(town, meeting, town.idea(Status.IN_REVIEW))
    boxes = {
        "form_key": str(uuid4()), "noted_as": "decided", "note": "Welzijn gaat voor.", "action_1": "Bel sport",
        "action_1_by": "lead_officer", "action_1_on": "2026-12-01",
    }  # fmt: skip
    return at("platform_note", meeting, item.pk), {f"punt-{item.pk}-{name}": said for name, said in boxes.items()}


def wishes(town: Town, *, change: bool) -> Sent:
    made, slug = wish(town), town.world.kern.slug
    if not change:
        return reverse("wish_add", args=[slug]), {"text": "Een bankje", "form_key": str(uuid4())}
    facts = {"text": "Een bankje", "state": "taken_up", "initiative": str(town.idea().pk)}
    return reverse("wish", args=[slug, made.pk]), facts | {"seen": made.changed_at.isoformat()}


FORMS: dict[str, Callable[[Town], Sent]] = {
    "meeting_new": lambda town: (
        reverse("meeting_new"), when() | {"kernoverleg": str(town.group.pk), "twice": "", "form_key": str(uuid4())}
    ),
    "meeting_change": lambda town: agenda(town, "meeting_change", **when()),
    "meeting_call_off": lambda town: agenda(town, "meeting_call_off"),
    "meeting_call_back": lambda town: agenda(town, "meeting_call_back"),
    "meeting_point": lambda town: agenda(town, "meeting_point", title="Rondvraag"),
    "meeting_initiative": lambda town: agenda(
        town, "meeting_initiative", kenmerk=town.idea().reference, zoek="bank"
    ),
    "meeting_put_on": lambda town: agenda(
        town, "meeting_put_on", voorgesteld=f"i{(idea := town.idea()).pk}", punt=f"i{idea.pk}"
    ),
    "meeting_order": lambda town: agenda(
        town, "meeting_order", **{f"plaats-{town.item().pk}": "2", f"plaats-{town.item(title='Twee').pk}": "1"}
    ),
    "meeting_order, off": lambda town: agenda(town, "meeting_order", weg=str(town.item().pk)),
    "meeting_put_back": lambda town: agenda(
        town, "meeting_put_back", punt=str(town.item(removed_at=town.meeting.created_at).pk)
    ),
    "meeting_record": lambda town: (at("meeting_record", Meeting.objects.latest("pk")), filled)
    if (filled := record(town))
    else ("", {}),
    "meeting_close": lambda town: (at("meeting_close", tonight(town, present=9)), {"version": "1"}),
    "meeting_send_agenda": lambda town: agenda(town, "meeting_send_agenda", form_key=str(uuid4())),
    "platform": lambda _town: (reverse("platform"), when() | {"form_key": str(uuid4()), "version": "1"}),
    "platform_change": lambda town: platform(town, "platform_change", form_key=str(uuid4()), **when()),
    "platform_call_off": lambda town: platform(town, "platform_call_off"),
    "platform_put_on": lambda town: platform(
        town, "platform_put_on", gekozen=str(town.idea(Status.IN_REVIEW, platform_since=town.meeting.created_at).pk)
    ),
    "platform_own": lambda town: platform(town, "platform_own", title="Vakantie"),
    "platform_order": lambda town: platform(town, "platform_order", **dict[str, Any]({"volgorde-%s": "1"})),
    "platform_take_off": lambda town: platform(town, "platform_take_off", point=True),
    "platform_put_back": lambda town: platform(town, "platform_put_back", point=True),
    "platform_note": noted,
    "platform_close": lambda town: platform(town, "platform_close"),
    "platform_reopen": lambda town: platform(town, "platform_reopen"),
    "wish_add": lambda town: wishes(town, change=False),
    "wish": lambda town: wishes(town, change=True),
    "wish_drop": lambda town: (reverse("wish_drop", args=[town.world.kern.slug, wish(town).pk]), {"version": "1"}),
    "wish_restore": lambda town: (
        reverse("wish_restore", args=[town.world.kern.slug, wish(town).pk]), {"version": "1"}
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", FORMS)
def test_one_hostile_field_in_a_good_form_is_never_a_fault_of_ours(town: Town, name: str) -> None:
    address, data = FORMS[name](town)
    client = sign_in(town.world.people["IC"])

    assert send(client, address, data) in (200, 302)
    assert broken_by(client, address, data) == []


def test_what_was_typed_for_an_older_version_is_no_fault_either(town: Town) -> None:
    client = sign_in(town.world.people["IC"])
    for name in ("meeting_initiative", "meeting_point", "meeting_order", "meeting_record"):
        address, data = FORMS[name](town)
        # It is only given back, each box by itself; what that version may hold is sent above.
        assert broken_together(client, address, data | {"version": "7"}, *(set(data) - {"version", "bewaren"})) == []


def test_the_chair_sends_what_they_like(town: Town) -> None:
    data = record(town)
    meeting = Meeting.objects.latest("pk")
    client = opened(town, meeting)

    assert send(client, "/overleg/formulier/", data) == 302
    assert broken_by(client, "/overleg/formulier/", data) == []
    assert broken_by(client, "/overleg/formulier/afsluiten/", {"version": "1"}) == []
    assert broken_by(Client(), "/overleg/formulier/", data) == []


@pytest.mark.parametrize("name", ["meeting_record", "meeting_order", "platform_note"])
def test_points_of_another_meeting_are_not_touched(town: Town, name: str) -> None:
    other = town.item(meeting=town.meet(town.other_group), note="Blijft staan.")
    address, data = FORMS[name](town)
    sent = data | of(other, note="Weg", discussed="ja") | {f"plaats-{other.pk}": "9", f"punt-{other.pk}-note": "Weg"}

    sign_in(town.world.people["IC"]).post(address, sent)

    kept = (other.note, other.discussed, other.position)
    other.refresh_from_db()
    assert (other.note, other.discussed, other.position) == kept


def test_a_point_of_another_meeting_is_not_there_under_this_one(town: Town) -> None:
    other, meeting = listed(town, meet(), title="Van een ander"), meet()
    client = sign_in(town.world.people["IC"])

    for name in ("platform_take_off", "platform_put_back", "platform_note"):
        assert send(client, at(name, meeting, other.pk), {"version": "1"}) == 404
    assert send(client, at("meeting_put_back", town.meeting), {"punt": str(other.pk), "version": "1"}) == 404
    assert send(client, at("meeting_order", town.meeting), {"weg": str(other.pk), "version": "1"}) == 404


def test_addresses_that_were_changed_by_hand_are_never_a_fault_of_ours(town: Town) -> None:
    client, slug = sign_in(town.world.people["IC"]), town.world.kern.slug
    for address, names in {
        reverse("meeting_list"): ("bladzijde",),
        reverse("meeting_new"): ("groep",),
        at("meeting", town.meeting): ("zoek",),
        reverse("platform"): ("bladzijde",),
        reverse("public_kern", args=[slug]): ("pagina", "toon"),
    }.items():
        assert broken_at(client, address, *names) == [], address
    for number in (0, 2**31, 2**63, "9" * 5_000):
        for page in ("", "wijzigen/", "vooraf/", "verslag/", "agenda.pdf", "formulier/print/", "voorzitter/"):
            assert look(client, f"/overleg/{number}/{page}") == 404
        for page in ("", "print/", "wijzigen/"):
            assert look(client, f"/overleg/platform/{number}/{page}") == 404
    for token in ("x", "x" * 3_000, "%00", "%ED%A0%80", "²", "..", "a" * 43):
        assert look(Client(), f"/overleg/formulier/{token}/") in (404, 410, 429)


def test_a_day_at_the_end_of_time_does_not_shut_the_platform(town: Town) -> None:
    client = sign_in(town.world.people["IC"])
    client.post(reverse("platform"), when() | {"held_on": "9999-12-31", "form_key": str(uuid4()), "version": "1"})

    assert not Meeting.objects.of_platform().exists()
    assert client.get(reverse("platform")).status_code == 200


def test_a_promise_for_the_end_of_time_is_asked_again(town: Town) -> None:
    data = record(town)
    point = next(name for name in data if name.endswith("due_1"))
    meeting = Meeting.objects.latest("pk")

    page = sign_in(town.world.people["IC"]).post(at("meeting_record", meeting), data | {point: "9999-12-31"})

    assert (page.status_code, "Kijk de dag na." in page.content.decode()) == (200, True)
    meeting.refresh_from_db()
    assert meeting.version == 1


def test_the_values_are_as_hostile_as_they_look() -> None:
    assert {type(value) for value in VALUES} == {str}
    assert TODAY.isoformat() not in VALUES

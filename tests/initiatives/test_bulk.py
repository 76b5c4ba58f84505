"""The same for many at once: first what would happen, then what can be done, and by name what was skipped and why."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from initiatives.models import Event, Follow, Initiative
from initiatives.statuses import Status
from initiatives.workflow.action import Actor
from initiatives.workflow.perform import perform
from tests.factories import sign_in
from tests.initiatives.world import World

BULK = "/initiatieven/samen/"


@pytest.fixture
def coordinator(world: World) -> Client:
    """The internal coordinator at her screen."""
    return sign_in(world.people["IC"])


def send(client: Client, action: str, chosen: Iterable[Any], **more: Any) -> Any:
    """The form of the list, or of the page after it."""
    return client.post(BULK, {"actie": action, "gekozen": list(chosen), "terug": "tab=alles", **more})


def seen(initiatives: Iterable[Initiative]) -> list[str]:
    """Number and version, as the preview sends them along."""
    return [f"{i.pk}.{i.version}" for i in initiatives]


def handover(world: World) -> dict[str, Any]:
    """To the colleague, with a note."""
    return {"officer": world.colleague.pk, "reason": "Verlof.", "handover_note": "Bel de groep."}


def body(answer: Any) -> str:
    """What stands on the page."""
    return str(answer.content.decode())


def report(client: Client, answer: Any) -> str:
    """The list one is led back to."""
    return body(client.get(answer.headers["Location"]))


def test_preview_says_by_name_who_goes_where_and_what_is_skipped_and_why(world: World, coordinator: Client) -> None:
    going = [world.initiative(Status.IN_REVIEW, title="Speeltuin"), world.initiative(Status.ASSIGNED, title="Moestuin")]
    ended = world.initiative(Status.COMPLETED, title="Kermis")

    shown = body(send(coordinator, "reassign", seen([*going, ended]), stap="kijk", **handover(world)))

    assert "2 initiatieven → collega" in shown
    assert "1 wordt overgeslagen" in shown
    assert "Kermis: “Overdragen aan collega” kan nu niet: het initiatief staat op “Afgerond”." in shown
    assert Event.objects.count() == 0


def test_handing_over_asks_to_whom_before_it_shows_what_happens(world: World, coordinator: Client) -> None:
    going = world.initiative(Status.IN_REVIEW)

    assert "Overdrachtsnotitie" in body(send(coordinator, "reassign", [going.pk]))
    without_officer = send(coordinator, "reassign", seen([going]), stap="kijk", reason="Verlof.")
    assert without_officer.context["form"].errors.keys() == {"officer", "handover_note"}
    assert Event.objects.count() == 0


def test_confirming_does_what_can_be_done_and_reports_the_rest_by_name(world: World, coordinator: Client) -> None:
    going = [world.initiative(Status.IN_REVIEW, title="Speeltuin"), world.initiative(Status.ASSIGNED, title="Moestuin")]
    ended = world.initiative(Status.COMPLETED, title="Kermis")
    due = going[0].due_on

    answer = send(
        coordinator, "reassign", seen([*going, ended]), stap="doe", sleutel=uuid4(), bladzijde="na-2", **handover(world)
    )

    for initiative in going:
        initiative.refresh_from_db()
        assert initiative.officer == world.colleague
    assert going[0].due_on == due
    assert answer.headers["Location"].startswith("/initiatieven/?tab=alles&bladzijde=na-2&kies=")
    shown = report(coordinator, answer)
    assert "Gedaan: 2 initiatieven → collega." in shown
    assert "Kermis: “Overdragen aan collega” kan nu niet" in shown
    assert "Kermis: “Overdragen" not in body(coordinator.get(answer.headers["Location"]))


def test_filter_and_ticks_are_still_there_afterwards(world: World, coordinator: Client) -> None:
    one, other = world.initiative(Status.IN_REVIEW), world.initiative(Status.IN_REVIEW)

    answer = send(coordinator, "follow", seen([one]), stap="doe", sleutel=uuid4(), terug="tab=ander&order=title")

    assert answer.headers["Location"] == f"/initiatieven/?tab=ander&order=title&kies={one.pk}"
    shown = report(coordinator, answer)
    assert f'value="{one.pk}" checked' in shown
    assert f'value="{other.pk}" checked' not in shown


def test_what_a_colleague_changed_meanwhile_is_skipped_and_the_rest_is_done(world: World, coordinator: Client) -> None:
    changed, still = world.initiative(Status.IN_REVIEW, title="Speeltuin"), world.initiative(Status.IN_REVIEW)
    versions = seen([changed, still])
    hold = world.fill_in("hold") | {"review_on": timezone.localdate() + timedelta(days=30)}
    perform("hold", changed, by=Actor(user=world.people["BM.lead"]), at=timezone.now(), **hold)

    answer = send(coordinator, "reassign", versions, stap="doe", sleutel=uuid4(), **handover(world))

    changed.refresh_from_db()
    still.refresh_from_db()
    assert (changed.officer, still.officer) == (world.people["BM.lead"], world.colleague)
    assert "Speeltuin: Dit is veranderd terwijl u keek. Bekijk het eerst opnieuw." in report(coordinator, answer)


def test_sent_twice_it_is_done_once_and_says_the_same(world: World, coordinator: Client) -> None:
    going = world.initiative(Status.IN_REVIEW)
    form = {"stap": "doe", "sleutel": uuid4(), **handover(world)}

    answers = [send(coordinator, "reassign", seen([going]), **form) for _ in range(2)]

    assert Event.objects.filter(action="reassign").count() == 1
    assert answers[0].headers["Location"] == answers[1].headers["Location"]
    assert "overgeslagen" not in report(coordinator, answers[1])


def test_officer_marks_her_own_as_sensitive_and_is_told_which_are_not_hers(world: World) -> None:
    mine = world.initiative(Status.IN_REVIEW, title="Speeltuin", is_controversial=False)
    of_domain = world.initiative(
        Status.IN_REVIEW, title="Moestuin", officer=world.colleague, lead_domain=world.other_domain,
        is_controversial=False,
    )  # fmt: skip
    client = sign_in(world.people["BM.lead"])

    answer = send(
        client, "flag_controversial", seen([mine, of_domain]), stap="doe", sleutel=uuid4(), controversial="yes",
        note="Buren tegen.",
    )  # fmt: skip

    mine.refresh_from_db()
    of_domain.refresh_from_db()
    assert (mine.is_controversial, of_domain.is_controversial) == (True, False)
    assert "Moestuin: Dit hoort niet bij uw functie." in report(client, answer)


def test_external_coordinator_is_offered_following_and_nothing_else(world: World) -> None:
    world.initiative(Status.IN_REVIEW)
    shown = body(sign_in(world.people["EC.own"]).get("/initiatieven/"))

    assert 'name="actie" value="follow"' in shown
    assert 'name="actie" value="reassign"' not in shown
    assert 'name="actie" value="flag_controversial"' not in shown


def test_external_coordinator_who_forges_a_hand_over_changes_nothing(world: World) -> None:
    going = world.initiative(Status.IN_REVIEW, title="Speeltuin")
    client = sign_in(world.people["EC.own"])

    answer = send(client, "reassign", seen([going]), stap="doe", sleutel=uuid4(), **handover(world))

    assert "Speeltuin: Dit hoort niet bij uw functie." in report(client, answer)
    assert Event.objects.count() == 0


def test_what_somebody_may_not_see_is_not_named_and_not_followed(world: World) -> None:
    hidden = world.initiative(Status.IN_REVIEW, title="Geheim plan")
    client = sign_in(world.people["EC.other"])
    own = Initiative.objects.create(
        **{"title": "Eigen plan", "summary": "x", "status": Status.DRAFT, "logged_by": world.people["EC.other"]},
        created_at=timezone.now(), entered_at=timezone.now(),
    )  # fmt: skip

    answer = send(client, "follow", seen([hidden, own]), stap="doe", sleutel=uuid4())

    shown = report(client, answer)
    assert "Geheim plan" not in shown
    assert "1 initiatief: U kunt dit niet (meer) zien." in shown
    assert list(Follow.objects.values_list("initiative", flat=True)) == [own.pk]


def test_following_what_one_follows_already_is_skipped_with_that_reason(world: World, coordinator: Client) -> None:
    going = world.initiative(Status.IN_REVIEW, title="Speeltuin")
    Follow.objects.create(user=world.people["IC"], initiative=going, at=timezone.now())

    assert "Speeltuin: U volgt dit al." in body(send(coordinator, "follow", [going.pk]))


def test_everything_on_this_page_can_be_ticked_without_javascript(world: World, coordinator: Client) -> None:
    for _ in range(3):
        world.initiative(Status.IN_REVIEW)

    assert body(coordinator.get("/initiatieven/?kies=alle")).count(" checked") == 3


# ---- bad input --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("posted", "sentence"),
    [
        ({"actie": "follow"}, "Kies eerst een of meer initiatieven"),
        ({"actie": "vernietig", "gekozen": ["1"]}, "Kies wat u wilt doen"),
        ({"gekozen": ["1"]}, "Kies wat u wilt doen"),
        ({"actie": "follow", "gekozen": ["\x00", "-1", "x", "²", "1.x", "9" * 40]}, "Kies eerst een of meer"),
        ({"actie": "follow", "gekozen": ["2147483647"]}, "De gekozen initiatieven zijn er niet"),
        ({"actie": "follow", "gekozen": [str(n) for n in range(1, 500)]}, "Kies hooguit 100 initiatieven tegelijk."),
    ],
)
def test_a_choice_that_makes_no_sense_is_answered_with_a_sentence(
    world: World, coordinator: Client, posted: dict[str, Any], sentence: str
) -> None:
    answer = coordinator.post(BULK, posted | {"terug": "tab=\x00mij", "bladzijde": "x\x00"})

    assert sentence in report(coordinator, answer)


def test_ten_thousand_ticks_are_refused_without_a_crash(world: World, coordinator: Client) -> None:
    assert send(coordinator, "follow", range(10_000)).status_code == 400


def test_a_form_without_its_key_does_nothing(world: World, coordinator: Client) -> None:
    going = world.initiative(Status.IN_REVIEW)

    answer = send(coordinator, "reassign", seen([going]), stap="doe", sleutel="\x00", **handover(world))

    assert "Er is niets gedaan. Begin opnieuw." in report(coordinator, answer)
    assert Event.objects.count() == 0


def test_the_door_opens_only_for_a_form(world: World, coordinator: Client) -> None:
    assert coordinator.get(BULK).status_code == 405

"""Two at once: one wins, the other is told who, and nothing is lost or done twice. With real connections."""

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from typing import Any
from uuid import uuid4

import pytest
from django.db import connections
from django.db.models import Sum

from initiatives.deeds.do import do
from initiatives.deeds.tasks import tick_task
from initiatives.models import (
    Appointment,
    Commitment,
    Decision,
    Event,
    EventText,
    Initiative,
    Message,
    OfferedMoment,
    Task,
)
from initiatives.models.task import TaskKind
from initiatives.relations import Relation
from initiatives.statuses import Status
from initiatives.workflow.action import INITIATOR, Actor, NotNow, Refused, Stale
from initiatives.workflow.perform import perform
from kernen.models import FundingSource, Role
from tests.factories import make_user, sign_in
from tests.initiatives.world import NOW, PROPOSED, TODAY, World

pytestmark = pytest.mark.django_db(transaction=True)
MANY = 8


@pytest.fixture
def town(transactional_db: None) -> World:
    """The same town, kept for real, so that every connection sees it."""
    return World()


def at_once(*calls: Callable[[], Any]) -> list[Any]:
    """Everybody at the same moment, each over a connection of their own: what each got, or was refused with."""
    start = Barrier(len(calls))

    def run(call: Callable[[], Any]) -> Any:
        try:
            start.wait()
            return call()
        except Refused as refusal:
            return refusal
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(run, calls))


def test_of_two_who_move_the_same_initiative_at_once_one_wins_and_the_other_reads_who_was_first(town: World) -> None:
    second = make_user("Ida Intern", role=Role.INTERNAL_COORDINATOR)
    made = town.initiative(Status.SUBMITTED)
    seen = [Initiative.objects.get(pk=made.pk) for _ in range(2)]

    results = at_once(
        lambda: perform("assign", seen[0], by=town.actor("IC"), at=NOW, **town.fill_in("assign")),
        lambda: perform("hold", seen[1], by=Actor(user=second), at=NOW, **town.fill_in("hold")),
    )

    winner = next(event for event in results if isinstance(event, Event))
    loser = next(refusal for refusal in results if isinstance(refusal, Stale))
    button = {"assign": "Toewijzen", "hold": "Aanhouden"}[winner.action]
    assert str(loser.reason) == (
        f"{winner.actor} was u net voor: “{button}”. Wat u typte staat er nog. Bekijk eerst wat er is veranderd."
    )
    made.refresh_from_db()
    assert (made.status, made.version) == (winner.target, 2)
    assert [event.pk for event in Event.objects.all()] == [winner.pk]
    assert EventText.objects.count() == 1


def test_who_loses_from_a_deed_reads_a_sentence_without_a_code_in_it(town: World) -> None:
    made = town.initiative(Status.IN_REVIEW)
    seen = [Initiative.objects.get(pk=made.pk) for _ in range(2)]

    results = at_once(
        *(
            lambda i=i, who=who: do("note_internal", i, by=town.actor(who), at=NOW, text="Gebeld.")
            for i, who in zip(seen, ("IC", "BM.lead"), strict=True)
        )
    )

    loser = next(refusal for refusal in results if isinstance(refusal, Stale))
    winner = next(event for event in results if isinstance(event, Event))
    assert str(loser.reason) == (
        f"{winner.actor} was u net voor. Wat u typte staat er nog. Bekijk eerst wat er is veranderd."
    )
    assert made.notes.count() == 1


def test_over_http_the_loser_gets_409_with_everything_that_was_typed(town: World) -> None:
    second = make_user("Ida Intern", role=Role.INTERNAL_COORDINATOR)
    made = town.initiative(Status.SUBMITTED)
    clients = [sign_in(town.people["IC"]), sign_in(second)]
    typed = ["Graag voor de zomer kijken.", "De groep wacht op de subsidie."]

    def press(n: int) -> Any:
        answers = town.fill_in("assign") | {"domain": town.domain.pk, "officer": town.colleague.pk, "note": typed[n]}
        answers |= {"version": made.version, "form_key": str(uuid4()), "co_adviser": "", "co_question": ""}
        return clients[n].post(f"/initiatieven/{made.key}/assign/", answers)

    responses = at_once(lambda: press(0), lambda: press(1))

    assert sorted(response.status_code for response in responses) == [302, 409]
    lost = next(n for n, response in enumerate(responses) if response.status_code == 409)
    page = responses[lost].content.decode()
    assert typed[lost] in page
    assert f"{['IC', 'Ida Intern'][1 - lost]} was u net voor: “Toewijzen”" in page
    assert Event.objects.count() == 1
    assert made.assignments.get().note == typed[1 - lost]


def test_one_button_pressed_eight_times_at_once_does_one_thing_and_everybody_gets_it(town: World) -> None:
    made = town.initiative(Status.SUBMITTED)
    key = uuid4()
    seen = [Initiative.objects.get(pk=made.pk) for _ in range(MANY)]

    results = at_once(
        *(
            lambda i=i: perform(
                "assign", i, by=town.actor("IC"), at=NOW, version=1, form_key=key, **town.fill_in("assign")
            )
            for i in seen
        )
    )

    event = Event.objects.get()
    assert [result.pk for result in results] == [event.pk] * MANY
    assert made.assignments.count() == 1
    assert Message.objects.count() == 3  # officer, external coordinator and kernambtenaar, once each


def test_a_double_click_over_http_leads_everybody_to_the_same_page(town: World) -> None:
    made = town.initiative(Status.IN_REVIEW)
    form = {"version": 1, "form_key": str(uuid4()), "text": "Gebeld met Mia."}
    clients = [sign_in(town.people["IC"]) for _ in range(4)]

    responses = at_once(*(lambda c=c: c.post(f"/initiatieven/{made.key}/note_internal/", form) for c in clients))

    assert [(r.status_code, r.headers["Location"]) for r in responses] == [(302, made.get_absolute_url())] * 4
    assert made.notes.count() == 1
    assert Event.objects.count() == 1


def test_a_quarrel_referred_by_four_fingers_at_once_leads_all_to_the_days_work(town: World) -> None:
    made = town.initiative(Status.EXPLORING)
    form = {"version": 1, "form_key": str(uuid4()), "kind": "mediation", "receiver": "buurtbemiddeling"}
    clients = [sign_in(town.people["IC"]) for _ in range(4)]

    responses = at_once(*(lambda c=c: c.post(f"/initiatieven/{made.key}/refer/", form) for c in clients))

    # The page is gone for everybody, also for who still had it in hand.
    assert [(r.status_code, r.headers["Location"]) for r in responses] == [(302, "/werk/")] * 4
    assert Event.objects.count() == 1


def test_eight_people_who_log_at_once_get_eight_numbers_without_a_gap(town: World) -> None:
    drafts = [town.initiative(Status.DRAFT) for _ in range(MANY)]

    results = at_once(*(lambda d=d: perform("log", d, by=town.actor("EC.own"), at=NOW) for d in drafts))

    assert all(isinstance(result, Event) for result in results)
    numbers = sorted(i.key for i in Initiative.objects.all())
    assert numbers == [f"VAG-2026-{n:04d}" for n in range(1, MANY + 1)]


def test_two_approvals_on_a_purse_for_one_never_promise_more_than_there_is(town: World) -> None:
    for _round in range(4):
        Commitment.objects.all().delete()
        Decision.objects.all().delete()
        FundingSource.objects.update(ceiling_cents=PROPOSED + PROPOSED // 2)
        waiting = [town.initiative(Status.DECISION_PENDING) for _ in range(3)]

        results = at_once(
            *(
                lambda i=i: perform("approve", i, by=town.actor("DEC.mandate"), at=NOW, **town.fill_in("approve"))
                for i in waiting
            )
        )

        assert Counter(type(result).__name__ for result in results) == {"Event": 1, "Refused": 2}
        assert Commitment.objects.aggregate(sum=Sum("amount_cents"))["sum"] == PROPOSED
        refused = {str(result.reason) for result in results if isinstance(result, Refused)}
        assert refused == {"In de bron “Kernenbudget” zit niet genoeg geld meer. Stuur het voorstel terug."}
        statuses = Counter(Initiative.objects.filter(pk__in=[i.pk for i in waiting]).values_list("status", flat=True))
        assert statuses == {Status.APPROVED: 1, Status.DECISION_PENDING: 2}


def test_two_ideas_merged_into_each_other_at_once_do_not_end_in_a_circle(town: World) -> None:
    for _round in range(3):
        one, other = (town.initiative(Status.SUBMITTED) for _ in range(2))

        results = at_once(
            lambda a=one, b=other: perform("merge", a, by=town.actor("IC"), at=NOW, target=b, consent=True),  # type: ignore[misc]
            lambda a=other, b=one: perform("merge", a, by=town.actor("IC"), at=NOW, target=b, consent=True),  # type: ignore[misc]
        )

        # Whoever is refused may try again; never are both merged.
        merged = Initiative.objects.filter(pk__in=(one.pk, other.pk), status=Status.MERGED).count()
        assert merged <= 1
        assert merged == sum(isinstance(result, Event) for result in results)


def test_a_task_ticked_by_two_at_once_is_done_once(town: World) -> None:
    made = town.initiative(Status.IN_REVIEW)
    task = Task.objects.create(
        initiative=made, kind=TaskKind.CALL, title="Bellen", for_function=Relation.INTERNAL_COORDINATOR,
        due_on=TODAY, created_at=NOW,
    )  # fmt: skip
    copies = [Task.objects.get(pk=task.pk) for _ in range(4)]

    at_once(*(lambda t=t: tick_task(t, by=town.people["IC"], at=NOW) for t in copies))

    assert [event.action for event in Event.objects.all()] == ["tick_task"]


def test_an_idea_that_was_discarded_meanwhile_is_not_logged_after_all(town: World) -> None:
    draft = town.initiative(Status.DRAFT)
    seen = [Initiative.objects.get(pk=draft.pk) for _ in range(2)]

    results = at_once(
        lambda: perform("discard", seen[0], by=town.actor("EC.own"), at=NOW),
        lambda: perform("log", seen[1], by=town.actor("IC"), at=NOW),
    )

    left = Initiative.objects.filter(pk=draft.pk).first()
    if left is None:
        assert isinstance(results[1], NotNow)
    else:
        assert isinstance(results[0], NotNow)
        assert left.status == Status.EXPLORING


def test_of_two_who_pick_a_moment_at_once_one_is_first_and_everybody_has_the_same_calendar(town: World) -> None:
    made = town.initiative(Status.IN_REVIEW)
    moments: dict[str, Any] = {
        "starts_at": NOW + timedelta(days=9),
        "second_at": NOW + timedelta(days=10),
        "place": "dorpshuis",
    }
    do("plan_appointment", made, by=town.actor("IC"), at=NOW, **moments)
    first, second = OfferedMoment.objects.all()
    seen = [Initiative.objects.get(pk=made.pk) for _ in range(2)]

    results = at_once(
        lambda: do("pick_appointment", seen[0], by=INITIATOR, at=NOW, moment=first.pk),
        lambda: do("pick_appointment", seen[1], by=town.actor("EC.own"), at=NOW, moment=second.pk),
    )

    assert sorted(type(result).__name__ for result in results) == ["Event", "Stale"]
    talk = Appointment.objects.get()
    assert (talk.state, talk.sequence, talk.moments.count()) == ("planned", 1, 0)
    assert Message.objects.exclude(calendar="").values("event").distinct().count() == 1

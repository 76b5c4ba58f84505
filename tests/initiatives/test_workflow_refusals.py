"""What stands in the way of a step: each sentence a colleague reads, when, and under which question."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import OperationalError

from initiatives.models import CoAdvice, Commitment, Decision, Event, Initiative, Referral
from initiatives.models.choices import SupportMethod, Way
from initiatives.models.decision import Outcome
from initiatives.statuses import Status
from initiatives.workflow.action import SYSTEM, Incomplete, Refused, Situation, Stale
from initiatives.workflow.assigning import hand_to_colleague
from initiatives.workflow.deciding import reserve
from initiatives.workflow.effects import hold_on_to
from initiatives.workflow.guards import mandate_covers
from initiatives.workflow.once import press_once
from initiatives.workflow.perform import perform
from kernen.models import FundingSource
from kernen.models.enough import Enough, EnoughRule
from tests.initiatives.world import NOW, TODAY, World

Before = Callable[[World, Initiative], object]
NOTHING: Mapping[str, Any] = {}


@dataclass(frozen=True, kw_only=True)
class Wrong:
    """One answer that will not do: who gives it where, and what is said under which question."""

    step: str
    status: Status
    who: str
    given: Mapping[str, Any]
    under: str
    said: str
    also: tuple[str, ...] = ()
    before: Before | None = None
    facts: Mapping[str, Any] = field(default_factory=dict)


def open_advice(world: World, initiative: Initiative) -> None:
    CoAdvice.objects.create(
        initiative=initiative, adviser=world.people["BM.coadvice"], question="Kan het?", due_on=TODAY,
        asked_by=world.people["IC"], asked_at=NOW,
    )  # fmt: skip


def purse_without_basis(world: World, _initiative: Initiative) -> None:
    FundingSource.objects.filter(pk=world.source.pk).update(legal_basis="")


def purse_of_a_hundred(world: World, _initiative: Initiative) -> None:
    FundingSource.objects.filter(pk=world.source.pk).update(ceiling_cents=10_000)


def merged_with_another(world: World, initiative: Initiative) -> None:
    world.initiative(Status.MERGED, merged_into=initiative)


def uncounted(_world: World, initiative: Initiative) -> None:
    initiative.support_checks.get(closed_at=None).entries.all().delete()


def share_of_the_houses(_world: World, _initiative: Initiative) -> None:
    EnoughRule.objects.create(enough=Enough.SHARE, number=30)


PROPOSE: dict[str, Any] = {"step": "propose", "status": Status.IN_REVIEW, "who": "BM.lead"}
APPROVE: dict[str, Any] = {"step": "approve", "status": Status.DECISION_PENDING, "who": "DEC.mandate"}
REJECT: dict[str, Any] = {"step": "reject", "status": Status.SUBMITTED, "who": "IC"}
ASK_NEIGHBOURS: dict[str, Any] = {"step": "start_support", "status": Status.IN_REVIEW, "who": "BM.lead"}
ASSIGN: dict[str, Any] = {"step": "assign", "status": Status.SUBMITTED, "who": "IC"}

WRONG = (
    Wrong(
        step="give_back", status=Status.IN_REVIEW, who="BM.lead", given={"handover_note": ""},
        under="handover_note", said="Schrijf op wat u al heeft gedaan en afgesproken.",
    ),
    Wrong(**PROPOSE, given={"common_interest": "no"}, under="common_interest_note", said="Licht dit antwoord toe."),
    Wrong(**PROPOSE, given={"common_interest": "partly"}, under="common_interest_note", said="Licht dit antwoord toe."),
    Wrong(**PROPOSE, given={"source": None}, under="source", said="Kies uit welke bron het geld komt."),
    Wrong(
        **PROPOSE, given={"legal_basis": ""}, before=purse_without_basis, under="legal_basis",
        said="Noem de grondslag (Awb 4:23).",
    ),
    Wrong(
        **PROPOSE, given={"amount": "101"}, before=purse_of_a_hundred, under="amount",
        said="Zoveel zit er niet meer in deze bron.",
    ),
    Wrong(
        **PROPOSE, given={"without_support_because": ""}, under="without_support_because",
        said="De buurt is niet gevraagd. Schrijf op waarom niet.",
    ),
    Wrong(
        **PROPOSE, given={"without_talk_because": ""}, under="without_talk_because",
        said="Er is nog geen afspraak geweest. Schrijf op waarom niet.",
    ),
    Wrong(
        **PROPOSE, given={}, before=open_advice, under="open_advice_because",
        said="Er staat nog medeadvies open. Schrijf op waarom u niet wacht.",
    ),
    Wrong(
        **APPROVE, given={"outcome": "yes_if", "condition_2": "Haal hem weg in de winter."}, under="condition_2_owner",
        also=("condition_2_due_on",),
        said="Een voorwaarde heeft een tekst, een eigenaar en een datum.",
    ),
    Wrong(
        **APPROVE, given={"outcome": "yes_if"}, under="condition_1",
        said="“Ja, als” heeft minstens één voorwaarde.",
    ),
    Wrong(
        **APPROVE,
        given={"condition_1": "Verf hem.", "condition_1_owner": "initiator", "condition_1_due_on": TODAY},
        under="outcome", said="Er zijn voorwaarden. Kies dan “ja, als”.",
    ),
    Wrong(
        **APPROVE, given={}, facts={"is_formal": True}, under="letter_on",
        said="Dit is een aanvraag: vul de datum van de brief in.",
    ),
    Wrong(**REJECT, given={"explanation": "Geen plek."}, under="explanation", said="Schrijf minstens twee zinnen."),
    Wrong(
        **REJECT, given={"told_coordinator": False}, under="told_coordinator",
        said="Vertel het eerst aan de externe coördinator.",
    ),
    Wrong(
        step="refer", status=Status.SUBMITTED, who="IC", given={"kind": "mediation"}, before=merged_with_another,
        under="kind", said="Met dit initiatief is een ander samengevoegd. Splits die eerst.",
    ),
    Wrong(
        step="complete", status=Status.HANDED_OVER, who="BM.lead", given={"without_because": "", "went_well": "Ja."},
        under="went_well", said="Vraag de bewoner wat goed ging en wat beter kon, of schrijf op waarom niet.",
    ),
    Wrong(
        **ASK_NEIGHBOURS, given={"ways": [SupportMethod.KERNOVERLEG], "closes_on": TODAY + timedelta(days=18)},
        under="closes_on", said="Een kernoverleg krijgt tijd tot minstens",
    ),
    Wrong(
        **ASK_NEIGHBOURS, given={"ways": [SupportMethod.PAGE]}, under="ways",
        said="Een brief met een code en de open pagina kunnen pas als dit op de website staat.",
    ),
    Wrong(
        **ASK_NEIGHBOURS, given={"public_text": "bank " * 100}, under="public_text", said="samen in 100 woorden",
    ),
    Wrong(
        **ASK_NEIGHBOURS, given={"households": 40}, under="households_source",
        said="Noem de bron en de datum van dit aantal.",
    ),
    Wrong(
        **ASK_NEIGHBOURS, given={}, before=share_of_the_houses, under="households",
        said="Hier telt een deel van de huishoudens. Vul in hoeveel huishoudens u vraagt.",
    ),
    Wrong(
        step="close_support", status=Status.SUPPORT_CHECK, who="BM.lead", given={}, before=uncounted,
        under="conclusion", said="Er is nog niets geteld.",
    ),
    Wrong(
        **ASSIGN, given={"co_question": "Past een bank daar?"}, under="co_adviser", also=("co_due_on",),
        said="Vul dit in, of laat alle drie leeg.",
    ),
)  # fmt: skip


@pytest.mark.parametrize("wrong", WRONG, ids=lambda wrong: f"{wrong.step}-{wrong.under}")
def test_what_is_missing_is_said_under_its_own_question_and_nothing_happens(world: World, wrong: Wrong) -> None:
    initiative = world.initiative(wrong.status, **wrong.facts)
    if wrong.before:
        wrong.before(world, initiative)

    with pytest.raises(Incomplete) as refused:
        perform(
            wrong.step, initiative, by=world.actor(wrong.who), at=NOW, **world.fill_in(wrong.step) | dict(wrong.given)
        )

    assert refused.value.errors.keys() == {wrong.under, *wrong.also}
    assert wrong.said in " ".join(map(str, refused.value.errors[wrong.under]))
    assert Event.objects.filter(initiative=initiative).count() == 0


def test_who_names_a_condition_is_told_every_part_that_is_missing(world: World) -> None:
    initiative = world.initiative(Status.DECISION_PENDING)
    given = world.fill_in("approve") | {"outcome": "yes_if", "condition_3_due_on": TODAY}

    with pytest.raises(Incomplete) as refused:
        perform("approve", initiative, by=world.actor("DEC.mandate"), at=NOW, **given)

    assert refused.value.errors.keys() == {"condition_1", "condition_3", "condition_3_owner"}


# ---- before anything is asked ---------------------------------------------------------------------------


def refusal(world: World, step: str, initiative: Initiative, who: str) -> str:
    """What stands in the way of this step, for this person."""
    with pytest.raises(Refused) as refused:
        perform(step, initiative, by=world.actor(who), at=NOW, **world.fill_in(step))
    assert Event.objects.filter(initiative=initiative).count() == 0
    return str(refused.value)


def test_what_was_referred_as_a_quarrel_is_not_opened_again(world: World) -> None:
    initiative = world.initiative(Status.REFERRED)
    Referral.objects.create(
        initiative=initiative, kind="mediation", receiver="buurtbemiddeling", channel=Way.PHONE, referred_on=TODAY
    )
    assert refusal(world, "reopen", initiative, "IC") == "Van deze doorverwijzing is niets bewaard."


def test_after_a_no_on_an_application_a_new_application_is_needed(world: World) -> None:
    initiative = world.initiative(Status.REJECTED)
    decision = Decision.objects.create(
        initiative=initiative, proposed_by=world.people["BM.lead"], proposed_at=NOW, outcome=Outcome.NO, decided_at=NOW,
        decided_by=world.people["DEC.mandate"], is_formal=True, letter_on=TODAY,
        explanation="Er is geen plek. De grond is niet van ons.",
    )  # fmt: skip
    assert refusal(world, "reopen", initiative, "IC") == "Na een besluit op een aanvraag is een nieuwe aanvraag nodig."
    Decision.objects.filter(pk=decision.pk).update(is_formal=False)
    initiative.refresh_from_db()
    assert perform("reopen", initiative, by=world.actor("IC"), at=NOW, **world.fill_in("reopen")) is not None


def test_the_coordinator_says_no_to_no_application(world: World) -> None:
    initiative = world.initiative(Status.SUBMITTED, is_formal=True)
    assert refusal(world, "reject", initiative, "IC") == "Dit is een aanvraag. Alleen de beslisser kan nee zeggen."


# ---- one press, one event -------------------------------------------------------------------------------


def test_who_loses_a_race_with_the_own_second_press_gets_what_the_first_did(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    initiative, key = world.initiative(Status.SUBMITTED), uuid4()
    first = perform("hold", initiative, by=world.actor("IC"), at=NOW, form_key=key, **world.fill_in("hold"))
    answers = iter([None, first])
    monkeypatch.setattr("initiatives.workflow.once.handled", lambda _key: next(answers))

    def too_late() -> Event:
        raise Stale("Iemand was u voor.")

    assert press_once(key, too_late) == first


# ---- what another did at the same moment ----------------------------------------------------------------


def test_two_who_take_the_last_of_a_purse_at_once_do_not_both_get_it(world: World) -> None:
    initiative = world.initiative(Status.DECISION_PENDING)
    decision = initiative.decisions.get()
    FundingSource.objects.filter(pk=world.source.pk).update(ceiling_cents=decision.amount_cents - 1)
    with pytest.raises(Refused, match="zit niet genoeg geld meer"):
        reserve(Situation(initiative=initiative, actor=world.actor("DEC.mandate"), at=NOW), decision, world.source)
    assert not Commitment.objects.exists()


def test_nothing_is_merged_into_what_somebody_ends_at_that_moment(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = world.initiative(Status.SUBMITTED)
    hold_on_to(target)
    Initiative.objects.filter(pk=target.pk).update(status=Status.WITHDRAWN)
    with pytest.raises(Refused, match="intussen afgelopen of samengevoegd"):
        hold_on_to(target)

    def in_use(**_how: object) -> None:
        raise OperationalError("could not obtain lock")

    monkeypatch.setattr(Initiative.objects, "select_for_update", in_use)
    with pytest.raises(Refused, match="Iemand werkt op dit moment aan het andere initiatief"):
        hold_on_to(target)


def test_work_is_not_handed_to_who_has_it_already(world: World) -> None:
    initiative = world.initiative(Status.IN_REVIEW)
    given = world.fill_in("reassign") | {"officer": world.people["BM.lead"]}
    with pytest.raises(Incomplete, match="Deze medewerker heeft het initiatief al"):
        perform("reassign", initiative, by=world.actor("IC"), at=NOW, **given)


def test_an_initiative_without_a_domain_is_with_no_officer_and_the_system_is_nobody(world: World) -> None:
    lost = world.initiative(Status.IN_REVIEW, lead_domain=None)
    lost.assignments.all().delete()
    inputs = {"officer": world.colleague, "handover_note": ""}
    with pytest.raises(TypeError):
        hand_to_colleague(Situation(initiative=lost, actor=world.actor("IC"), at=NOW, inputs=inputs))
    with pytest.raises(TypeError):
        _nobody = Situation(initiative=lost, actor=SYSTEM, at=NOW).user


def test_no_mandate_reaches_further_than_its_amount(world: World) -> None:
    above = world.initiative(Status.DECISION_PENDING, proposed_cents=10**12)
    decider = Situation(initiative=above, actor=world.actor("DEC.mandate"), at=NOW)
    assert mandate_covers(decider) == "Dit bedrag is hoger dan uw mandaat."
    assert mandate_covers(Situation(initiative=above, actor=SYSTEM, at=NOW)) is None

"""What the platform might talk over: every reason why, what was asked for, and what is no reason."""

from datetime import date, timedelta

from initiatives.deeds.do import do
from initiatives.models import CoAdvice, Commitment, Decision, Event, Initiative, Message
from initiatives.models.choices import Audience
from initiatives.models.decision import Outcome
from initiatives.statuses import Status
from initiatives.workflow.perform import perform
from kernen.models import FundingSource
from overleg.deeds.platform_list import PATIENCE, STANDING_STILL, candidates_for
from overleg.models.meeting import Reason
from tests.factories import sign_in
from tests.initiatives.world import NOW, TODAY
from tests.overleg.platform_room import FRESH, meet, page_of, whys
from tests.overleg.town import Town

# ---- what might come on the list ----------------------------------------------------------------------


def test_what_touches_another_domain_is_proposed_and_advice_from_the_own_domain_is_no_reason(town: Town) -> None:
    world, people = town.world, town.world.people
    many = town.idea(Status.IN_REVIEW, "Drie teams", **FRESH)
    own = town.idea(Status.IN_REVIEW, "Eén team", **FRESH)
    CoAdvice.objects.filter(initiative__in=(many, own)).delete()
    for initiative, adviser in ((many, "BM.coadvice"), (own, "BM.domain")):
        CoAdvice.objects.create(
            initiative=initiative, adviser=people[adviser], question="?", due_on=TODAY, asked_by=people["IC"],
            asked_at=NOW,
        )  # fmt: skip

    assert whys(town) == {"Drie teams": Reason.MORE_DOMAINS}
    [one] = candidates_for(people["IC"], on=TODAY)
    assert one.said == [f"speelt ook bij {world.other_domain}"]


def test_what_was_given_back_once_is_not_proposed_and_what_was_given_back_twice_is(town: Town) -> None:
    world = town.world
    once, twice = town.idea(title="Eén keer", **FRESH), town.idea(title="Twee keer", **FRESH)
    for initiative in (once, twice, twice):
        for name, who in (("assign", "IC"), ("give_back", None)):
            initiative.refresh_from_db()
            by = world.actor(who) if who else world.actor("BM.lead")
            inputs = world.fill_in(name) | ({"officer": world.people["BM.lead"]} if name == "assign" else {})
            perform(name, initiative, by=by, at=NOW, **inputs)

    assert whys(town) == {"Twee keer": Reason.GIVEN_BACK}
    assert candidates_for(world.people["IC"], on=TODAY)[0].said == ["2 keer teruggegeven"]


def test_what_needs_a_second_purse_is_proposed(town: Town) -> None:
    world = town.world
    FundingSource.objects.create(name="Al leeg", owner="g", starts_on=date(2026, 1, 1), ceiling_cents=10_000)
    both = town.idea(Status.APPROVED, "Twee potten", health_related=False, **FRESH)
    dear = town.idea(title="Duur", amount_asked_cents=500_001, health_related=False, **FRESH)
    town.idea(title="Betaalbaar", amount_asked_cents=500_000, **FRESH)
    CoAdvice.objects.all().delete()
    decision = Decision.objects.create(initiative=both, source=world.source, outcome=Outcome.YES, amount_cents=1)
    other = FundingSource.objects.get(name="Al leeg")
    Commitment.objects.create(initiative=both, decision=decision, source=other, amount_cents=10_000, at=NOW)

    assert whys(town) == {both.title: Reason.MORE_FUNDS, dear.title: Reason.MORE_FUNDS}
    FundingSource.objects.update(ceiling_cents=None)
    assert whys(town) == {both.title: Reason.MORE_FUNDS}


def test_of_what_stands_still_the_ten_longest_are_proposed_and_what_residents_do_themselves_never(town: Town) -> None:
    for days in range(PATIENCE - 3, PATIENCE + STANDING_STILL + 4):
        town.idea(title=f"{days} dagen", entered_at=NOW - timedelta(days=days))
    town.idea(Status.HANDED_OVER, "Gaat zelf verder", entered_at=NOW - timedelta(days=400))
    town.idea(Status.EXPLORING, "Eerste gesprek", entered_at=NOW - timedelta(days=400))
    CoAdvice.objects.all().delete()

    longest = range(PATIENCE + 4, PATIENCE + STANDING_STILL + 4)
    assert whys(town) == {f"{days} dagen": Reason.STANDING_STILL for days in longest}
    assert candidates_for(town.world.people["IC"], on=TODAY)[0].said == ["staat 27 dagen op dezelfde stap"]
    Initiative.objects.exclude(title=f"{PATIENCE} dagen").exclude(title=f"{PATIENCE + 1} dagen").delete()
    assert whys(town) == {f"{PATIENCE + 1} dagen": Reason.STANDING_STILL}


def test_what_a_colleague_asked_for_stands_first_and_is_ticked_already(town: Town) -> None:
    town.idea(title="Staat stil", entered_at=NOW - timedelta(days=200))
    asked = town.idea(Status.IN_REVIEW, "Gevraagd", **FRESH)
    do("ask_platform", asked, by=town.world.actor("KA.own"), at=NOW, reason="Drie teams.")

    proposals = sign_in(town.world.people["IC"]).get(page_of(meet())).context["proposals"]

    ticked = [(one.row.initiative.title, one.is_ticked) for one in proposals]
    assert ticked == [("Gevraagd", True), ("Staat stil", False)]


def test_who_asked_takes_it_back_and_nothing_of_it_reaches_a_resident(town: Town) -> None:
    asked = town.idea(Status.IN_REVIEW, "Gevraagd", **FRESH)
    CoAdvice.objects.all().delete()
    do("ask_platform", asked, by=town.world.actor("BM.lead"), at=NOW, reason="Drie teams.")
    assert whys(town) == {"Gevraagd": Reason.MARKED}

    do("unask_platform", asked, by=town.world.actor("KA.own"), at=NOW, reason="Opgelost.")

    assert whys(town) == {}
    assert set(Event.objects.values_list("audience", flat=True)) == {Audience.INTERNAL}
    assert not Message.objects.exists()


def test_the_reason_and_the_actions_stand_in_the_timeline_of_colleagues_only(town: Town) -> None:
    made = town.idea(Status.IN_REVIEW)
    do("ask_platform", made, by=town.world.actor("IC"), at=NOW, reason="Drie teams.")
    do(
        "note_in_platform", made, by=town.world.actor("IC"), at=NOW, noted_as="decided", note="Eén loket.",
        action_1="Bel sport", action_1_by="lead_officer", action_1_on=TODAY,
    )  # fmt: skip

    pages = {
        who: sign_in(town.world.people[who]).get(made.get_absolute_url()).content.decode()
        for who in ("IC", "KA.own", "EC.own", "BM.domain")
    }

    for words in ("Drie teams.", "besluit – Eén loket. – Bel sport (de beleidsmedewerker, voor 18 november 2026)"):
        assert [who for who, page in pages.items() if words in page] == ["IC", "KA.own"], words

"""What hangs on an initiative besides its events: who had it, what was asked, decided, agreed and learned."""

import json
from collections.abc import Callable
from datetime import timedelta
from random import Random

from initiatives.models.choices import ReferralKind, SixQuestions, SupportConclusion, SupportMethod, Verdict, Way
from initiatives.models.decision import Outcome
from initiatives.models.note import NoteKind
from initiatives.models.task import TaskKind
from initiatives.statuses import Status
from tests.bench import words
from tests.bench.idea import Idea, day, moment
from tests.bench.places import Places
from tests.bench.tables import Table

NOTE_SHARE, ADVICE_SHARE, OPEN_ADVICE_SHARE, CHECK_SHARE, FOLLOW_SHARE = 0.3, 0.15, 0.3, 0.1, 0.02
VERDICTS = json.dumps({name: {"verdict": Verdict.YES.value, "note": ""} for name in SixQuestions.values})
Tables = dict[str, Table]
Hanger = Callable[[Idea, Tables, Places, Random], None]


def hang_on(idea: Idea, tables: Tables, places: Places, chance: Random) -> None:
    """Everything its road left behind."""
    for hang in HANGERS:
        hang(idea, tables, places, chance)


def _assignment(idea: Idea, tables: Tables, places: Places, _chance: Random) -> None:
    """The officer who was asked, and took it up."""
    asked, taken_up = idea.at("assign"), idea.at("accept")
    if asked:
        tables["Assignment"].add(
            initiative_id=idea.pk, officer_id=idea.officer, domain_id=idea.domain, note="Wil jij hiernaar kijken?",
            assigned_by_id=places.internal[0], at=moment(asked), confirmed_at=moment(taken_up) if taken_up else None,
        )  # fmt: skip


def _note(idea: Idea, tables: Tables, _places: Places, chance: Random) -> None:
    """A remark of the officer."""
    taken_up = idea.at("accept")
    if taken_up and chance.random() < NOTE_SHARE:
        text = words.story(chance, words.thing(chance), words.thing(chance), chance.choice(words.PLACES))
        tables["Note"].add(
            initiative_id=idea.pk, kind=NoteKind.INTERNAL.value, text=text, by_id=idea.officer, at=moment(taken_up)
        )


def _advice(idea: Idea, tables: Tables, places: Places, chance: Random) -> None:
    """A colleague of another domain was asked, and mostly answered."""
    taken_up = idea.at("accept")
    if not taken_up or chance.random() >= ADVICE_SHARE:
        return
    domain = chance.choice(places.domains)
    is_open = idea.road.status == Status.IN_REVIEW and chance.random() < OPEN_ADVICE_SHARE
    tables["CoAdvice"].add(
        initiative_id=idea.pk, adviser_id=chance.choice(places.officers[domain]), domain_id=domain,
        question="Kan het op deze plek?", due_on=day(taken_up + timedelta(days=14)), asked_by_id=idea.officer,
        asked_at=moment(taken_up), answer="" if is_open else "Ja, als de stoep breed genoeg blijft.",
        answered_at=None if is_open else moment(taken_up),
    )  # fmt: skip


def _question(idea: Idea, tables: Tables, _places: Places, _chance: Random) -> None:
    """What the resident was asked and has not answered."""
    if asked := idea.at("request_info"):
        tables["InfoRequest"].add(
            initiative_id=idea.pk, question="Hoe groot wordt het, en wie houdt het bij?", asked_by_id=idea.officer,
            due_on=day(asked + timedelta(days=14)), asked_at=moment(asked),
        )  # fmt: skip


def _support(idea: Idea, tables: Tables, _places: Places, chance: Random) -> None:
    """What the neighbourhood was asked, and what it said."""
    begun, closed = idea.at("start_support"), idea.at("close_support")
    if not begun:
        return
    over = {
        "conclusion": SupportConclusion.ENOUGH.value, "reasons": "Veel steun.", "summary": "De meeste buren zijn voor.",
        "closed_at": moment(closed),
    } if closed else {}  # fmt: skip
    poll = tables["SupportCheck"].add(
        initiative_id=idea.pk, ways=json.dumps([SupportMethod.LIST.value]), area="de hele straat", organiser="de buren",
        how_informed="een brief", public_text="Buren willen iets maken. Wat vindt u?", can_still_change="de plek",
        closes_on=day(begun + timedelta(days=21)), started_at=moment(begun), started_by_id=idea.officer, **over,
    )  # fmt: skip
    tables["SupportEntry"].add(
        poll_id=poll, way=SupportMethod.LIST.value, place="de straat", noted_on=day(begun), entered_at=moment(begun),
        votes_for=chance.randint(5, 40), votes_against=chance.randint(0, 9), votes_neutral=chance.randint(0, 9),
        entered_by_id=idea.officer, form_key=f"{chance.getrandbits(128):032x}",
    )  # fmt: skip


def _decision(idea: Idea, tables: Tables, places: Places, _chance: Random) -> None:
    """The proposal, what was decided on it, and the money."""
    proposed, yes, no = idea.at("propose"), idea.at("approve"), idea.at("reject")
    if not proposed:
        return
    decided = yes or no
    made = tables["Decision"].add(
        initiative_id=idea.pk, proposed_by_id=idea.officer, proposed_at=moment(proposed), answers=VERDICTS,
        advice="Doen: het kost weinig en het dorp houdt het bij.", amount_cents=80_000, source_id=places.sources[0],
        legal_basis="ASV", decided_by_id=places.deciders[0] if decided else None,
        decided_at=moment(decided) if decided else None, explanation="Een mooi idee." if decided else "",
        outcome=(Outcome.YES if yes else Outcome.NO).value if decided else "",
        reject_reason="not_feasible" if no else "",
    )  # fmt: skip
    if yes:
        tables["Commitment"].add(
            initiative_id=idea.pk, decision_id=made, source_id=places.sources[0], amount_cents=80_000, at=moment(yes)
        )


def _ending(idea: Idea, tables: Tables, places: Places, _chance: Random) -> None:
    """The group goes on by itself, looks back, or was helped on elsewhere."""
    handed, completed, referred = idea.at("hand_over"), idea.at("complete"), idea.at("refer")
    if handed:
        tables["Handover"].add(
            initiative_id=idea.pk, group_contact="de groep", agreements="De groep maait en verft.", at=moment(handed),
            support_ends_on=day(handed), check_in_on=day(handed + timedelta(days=180)),
        )  # fmt: skip
    if completed:
        tables["Evaluation"].add(
            initiative_id=idea.pk, result="Het staat er en het wordt gebruikt.", went_well="Samen bouwen.",
            learned="Vroeg bellen.", at=moment(completed),
        )  # fmt: skip
    if referred:
        tables["Referral"].add(
            initiative_id=idea.pk, kind=ReferralKind.HOUSING.value, receiver="de woningcorporatie", kern_id=idea.kern,
            channel=Way.PAGE.value, referred_on=day(referred), referred_by_id=places.internal[0],
        )  # fmt: skip


def _desk(idea: Idea, tables: Tables, _places: Places, chance: Random) -> None:
    """What the officer has to look into, and what somebody keeps an eye on."""
    taken_up = idea.at("accept")
    if taken_up and idea.is_going_on and chance.random() < CHECK_SHARE:
        tables["Task"].add(
            initiative_id=idea.pk, kind=TaskKind.CHECK.value, title="Nagaan of er een leiding ligt",
            for_user_id=idea.officer, due_on=day(idea.last + timedelta(days=10)), created_at=moment(taken_up),
        )  # fmt: skip
    if taken_up and chance.random() < FOLLOW_SHARE:
        tables["Follow"].add(user_id=idea.officer, initiative_id=idea.pk, at=moment(taken_up))


HANGERS: tuple[Hanger, ...] = (_assignment, _note, _advice, _question, _support, _decision, _ending, _desk)

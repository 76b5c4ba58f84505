"""One town with everybody in it: who stands to an initiative as the permission matrix names them."""

import csv
import json
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any
from uuid import uuid4

from accounts.models import User
from initiatives.models import (
    Assignment,
    CoAdvice,
    ContactPerson,
    Decision,
    Handover,
    InfoRequest,
    Initiative,
    InitiativeKern,
    SupportCheck,
    SupportEntry,
)
from initiatives.models.choices import Channel, SixQuestions, SupportMethod, Verdict
from initiatives.statuses import ENDED, GROUPS, INTERRUPTS, Status
from initiatives.workflow.action import INITIATOR, SYSTEM, Actor
from kernen import first_fill
from kernen.models import FundingSource, PolicyDomain, Role
from tests.factories import give_role, make_kern, make_mandate, make_municipality, make_people, make_user

SPEC = Path(__file__).parent.parent / "spec"
NOW = datetime(2026, 11, 18, 10, 0, tzinfo=UTC)
TODAY = date(2026, 11, 18)
TEAM_CEILING, PROPOSED = 250_000, 100_000
GROUP_NAMES = {"D": "draft", "E": "exploring", "S": "submitted", "A": "active", "W": "waiting", "X": "ended"}
GROUP_OF = {status: GROUP_NAMES[letter] for letter, statuses in GROUPS.items() for status in statuses}


@cache
def workflow_spec() -> dict[str, Any]:
    """The specification of statuses and transitions."""
    spec: dict[str, Any] = json.loads((SPEC / "workflow.json").read_text())
    return spec


@cache
def matrix() -> dict[tuple[str, str, str, str], str]:
    """(action, subject, group, confidential) → outcome."""
    with (SPEC / "permission_matrix.csv").open() as file:
        return {
            (row["action"], row["subject"], row["state"], row["confidential"]): row["expected"]
            for row in csv.DictReader(file)
        }


@dataclass
class World:
    """A municipality, its places and its people; `people` is keyed as the permission matrix names them."""

    people: dict[str, User] = field(default_factory=dict)

    def __post_init__(self) -> None:
        make_municipality()
        first_fill.fill_domains()
        first_fill.fill_terms()
        first_fill.fill_holidays((2026, 2027))
        self.kern, self.other_kern = make_kern("Sibbe"), make_kern("Broekhem")
        self.domain = PolicyDomain.objects.get(code="welzijn")
        self.other_domain = PolicyDomain.objects.get(code="sport")
        self.source = FundingSource.objects.create(
            name="Kernenbudget", owner="gemeente", starts_on=date(2026, 1, 1), ceiling_cents=500_000, legal_basis="ASV"
        )
        team, small = make_mandate("teamhoofd", ceiling_cents=TEAM_CEILING), make_mandate("klein", ceiling_cents=50_000)
        self.people |= make_people(self._roles(team, small))
        self.colleague = make_user("collega", role=Role.BELEIDSMEDEWERKER, domain=self.domain, function_title="Welzijn")

    def _roles(self, team: Any, small: Any) -> dict[str, dict[str, Any]]:
        """Who holds what."""
        officer = Role.BELEIDSMEDEWERKER
        return {
            "EC.own": {"role": Role.EXTERNAL_COORDINATOR, "kern": self.kern},
            "EC.other": {"role": Role.EXTERNAL_COORDINATOR, "kern": self.other_kern},
            "IC": {"role": Role.INTERNAL_COORDINATOR},
            "BM.lead": {"role": officer, "domain": self.other_domain, "function_title": "Team Welzijn"},
            "BM.coadvice": {"role": officer, "domain": self.other_domain},
            "BM.domain": {"role": officer, "domain": self.domain},
            "BM.other": {"role": officer, "domain": self.other_domain},
            "KA.own": {"role": Role.KERNAMBTENAAR, "kern": self.kern},
            "KA.other": {"role": Role.KERNAMBTENAAR, "kern": self.other_kern},
            "DEC.mandate": {"role": Role.DECIDER, "mandate": team},
            "DEC.other": {"role": Role.DECIDER, "mandate": small},
            "GGD.tag": {"role": Role.GGD_ADVISER},
            "MGR.escalated": {"role": Role.MANAGER},
            "FB": {"role": Role.FUNCTIONAL_ADMIN},
        }

    def actor(self, subject: str) -> Actor:
        """The actor behind a name of the matrix."""
        if subject == "IW.own":
            return INITIATOR
        if subject == "KO":
            return Actor(for_kernoverleg=True)
        return SYSTEM if subject == "SYS" else Actor(user=self.people[subject])

    def other_role(self, subject: str, role: str, **facts: Any) -> None:
        """A second role for somebody."""
        give_role(self.people[subject], role=role, **facts)

    def initiative(self, status: Status = Status.EXPLORING, **facts: Any) -> Initiative:
        """An initiative that stands in this status, with the records that status comes with."""
        columns = self._columns(status) | facts
        made = Initiative.objects.create(**columns)
        InitiativeKern.objects.create(initiative=made, kern=self.kern, is_lead=True)
        ContactPerson.objects.create(
            initiative=made, name="contactpersoon", channel=Channel.PHONE, phone="043 600 0000", created_at=NOW
        )
        self._records(made, status)
        return made

    def known_to_all(self, status: Status, **facts: Any) -> Initiative:
        """An initiative to which everybody stands as the matrix names them, however far it came."""
        people = self.people
        ties = {"officer": people["BM.lead"], "lead_domain": self.domain, "proposed_cents": PROPOSED}
        made = self.initiative(status, **ties | facts)
        if not made.co_advices.exists():
            CoAdvice.objects.create(
                initiative=made, adviser=people["BM.coadvice"], question="Kan het?", due_on=TODAY,
                asked_by=people["IC"], asked_at=NOW,
            )  # fmt: skip
        return made

    def _columns(self, status: Status) -> dict[str, Any]:
        """The columns of a story that came this far."""
        number = Initiative.objects.count() + 1
        late = GROUP_OF[status] in ("active", "waiting", "ended")
        base: dict[str, Any] = {
            "status": status,
            "title": "Bank bij de kapel",
            "summary": "Een bank om uit te rusten.",
            "created_at": NOW - timedelta(days=40),
            "entered_at": NOW - timedelta(days=5),
            "due_on": None if status in ENDED else TODAY + timedelta(days=30),
            "reference": None if status == Status.DRAFT else f"VAG-2026-{number:04d}",
            "return_status": Status.IN_REVIEW if status in INTERRUPTS else "",
            "phase_due_on": TODAY + timedelta(days=20) if status in INTERRUPTS else None,
            "health_related": True,
            "is_controversial": True,
            "informed_at": NOW,
        }
        if status not in (Status.DRAFT, Status.EXPLORING):
            base |= {"description": "Een bank.", "aim": "Uitrusten.", "asks": ["material"], "initiator_kind": "group"}
        if late:
            base |= {"lead_domain": self.domain, "officer": self.people["BM.lead"], "proposed_cents": PROPOSED}
        if status == Status.MERGED:
            base["merged_into"] = self.initiative(Status.SUBMITTED)
            base["reference"] = f"VAG-2026-{number + 1000:04d}"
        return base

    def _records(self, made: Initiative, status: Status) -> None:
        """What its transitions would have left behind."""
        if GROUP_OF[status] not in ("active", "waiting", "ended"):
            return
        people = self.people
        Assignment.objects.create(
            initiative=made, officer=people["BM.lead"], domain=self.domain, assigned_by=people["IC"], at=NOW
        )
        CoAdvice.objects.create(
            initiative=made,
            adviser=people["BM.coadvice"],
            question="Kan het?",
            due_on=TODAY,
            asked_by=people["IC"],
            asked_at=NOW,
            answered_at=NOW,
            answer="Ja.",
        )
        if status == Status.INFO_REQUESTED:
            InfoRequest.objects.create(
                initiative=made, question="Waar?", due_on=TODAY, asked_by=people["IC"], asked_at=NOW
            )
        if status == Status.SUPPORT_CHECK:
            SupportCheck.objects.create(
                initiative=made, ways=["list"], area="straat", organiser="groep", closes_on=TODAY,
                started_at=NOW - timedelta(days=4), started_by=people["BM.lead"],
            )  # fmt: skip
            self.count(made, pro=12, con=1, neutral=3)
        if status == Status.DECISION_PENDING:
            Decision.objects.create(
                initiative=made, proposed_by=people["BM.lead"], proposed_at=NOW, amount_cents=PROPOSED,
                source=self.source, legal_basis="ASV",
            )  # fmt: skip
        if status == Status.HANDED_OVER:
            Handover.objects.create(
                initiative=made, group_contact="groep", agreements="a", support_ends_on=TODAY, check_in_on=TODAY, at=NOW
            )

    def count(self, initiative: Initiative, *, pro: int, con: int, neutral: int) -> SupportEntry:
        """One list came in."""
        return SupportEntry.objects.create(
            poll=initiative.support_checks.get(closed_at=None), way=SupportMethod.LIST, place="straat",
            noted_on=TODAY, votes_for=pro, votes_against=con, votes_neutral=neutral,
            entered_by=self.people["BM.lead"], entered_at=NOW, form_key=uuid4(),
        )  # fmt: skip

    def fill_in(self, name: str) -> dict[str, Any]:
        """Everything this transition asks, filled in well."""
        if name == "merge":
            return {"target": self.initiative(Status.SUBMITTED), "consent": True}
        return (self._until_the_advice() | self._from_the_advice()).get(name, {})

    def _until_the_advice(self) -> dict[str, dict[str, Any]]:
        """The answers of the first half of a story."""
        soon = TODAY + timedelta(days=30)
        return {
            "send_back": {"reason": "Eerst bellen."},
            "assign": {"domain": self.domain, "officer": self.colleague, "note": "Wil jij kijken?"},
            "accept": {"no_conflict": True},
            "give_back": {"reason": "wrong_domain", "suggestion": "Sport.", "handover_note": "Nog niets gedaan."},
            "reassign": {"officer": self.colleague, "reason": "Verlof.", "handover_note": "Bel de groep."},
            "request_info": {"question": "Waar komt de bank?", "due_on": soon},
            "receive_info": {"answer": "Naast de kapel."},
            "continue_without": {"first_attempt": "gebeld", "second_attempt": "brief", "reason": "Duidelijk genoeg."},
            "hold": {"reason": "season", "review_on": soon, "public_sentence": "Het is winter."},
            "resume": {"note": "De vorst is voorbij."},
            "start_support": {
                "ways": [SupportMethod.LIST], "area": "de straat", "households": None, "households_source": "",
                "organiser": "de groep", "how_informed": "brief", "when_planned": "in het voorjaar",
                "what_changes": "Er zit soms iemand.", "can_still_change": "de plek",
                "public_text": "Er komt een bank.", "closes_on": soon,
            },
            "close_support": {
                "how_informed": "brief", "summary": "Wij kijken na een jaar.", "conclusion": "enough",
                "reasons": "veel steun",
            },
        }  # fmt: skip

    def _from_the_advice(self) -> dict[str, dict[str, Any]]:
        """The answers of the second half."""
        soon, later = TODAY + timedelta(days=30), TODAY + timedelta(days=120)
        six: dict[str, Any] = dict.fromkeys(SixQuestions.values, Verdict.YES)
        return {
            "propose": six | {
                "advice": "Doen.", "amount": "1000", "source": self.source, "legal_basis": "ASV",
                "without_support_because": "klein", "without_talk_because": "gebeld",
            },
            "return_proposal": {"missing": "De tekening."},
            "approve": {"outcome": "yes", "explanation": "Een mooi idee."},
            "reject": {
                "reason": "not_feasible", "explanation": "Er is geen plek. De grond is niet van ons.",
                "alternative": "Een bank bij de school.", "told_coordinator": True,
            },
            "start": {"who_does_what": "De groep plaatst de bank.", "starts_on": soon},
            "hand_over": {
                "group_contact": "de groep", "agreements": "de groep verft", "support_ends_on": soon,
                "check_in_on": later,
            },
            "resume_support": {"reason": "De bank is stuk."},
            "complete": {"result": "Een bank.", "without_because": "verhuisd", "learned": "Vroeg bellen."},
            "refer": {"kind": "report", "receiver": "klantcontact"},
            "unmerge": {"reason": "Toch anders."},
            "withdraw": {"reason": "withdrawn", "others_asked": True, "confirmed": True},
            "reopen": {"reason": "Er is nu plek.", "asked_by": "de initiatiefnemer"},
        }  # fmt: skip

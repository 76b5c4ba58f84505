"""What a meeting of residents said of one initiative, brought to its timeline."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from initiatives.letters.readers import Reader
from initiatives.models import Concern, Initiative, SupportCheck, SupportEntry
from initiatives.models.choices import Opinion, SupportMethod
from initiatives.models.task import TaskKind
from initiatives.relations import Relation
from initiatives.statuses import RUNNING, Status
from initiatives.workflow.action import Action, Done, Input, Situation, Text
from initiatives.workflow.asking import choice, count, day, depends, line, text, today
from initiatives.workflow.effects import make_task
from initiatives.workflow.sentences import long_day, whole

# What came of it is told in the group; of what stopped, moved or went elsewhere there is nothing left to note.
REPORTED_BACK = (Status.REJECTED, Status.COMPLETED)
TALKED_ABOUT = (*(status for status in RUNNING if status != Status.DRAFT), *REPORTED_BACK)
DECIDED = (Status.APPROVED, Status.IN_REALISATION, Status.HANDED_OVER, *REPORTED_BACK)
LONGEST_CONCERN = 500
OURS = re.compile(r"\bgemeente\b", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True)
class Promised:
    """Who does what by when, as it was said in the meeting."""

    what: str
    who: str
    due_on: date

    def __str__(self) -> str:
        return f"{self.what} ({self.who}, {self.due_on:%d-%m-%Y})"

    @property
    def is_ours(self) -> bool:
        """The municipality is to do it."""
        return OURS.search(self.who) is not None


class PromisesField(forms.Field):
    """What was promised; the form of the meeting asks it line by line."""

    def clean(self, value: Any) -> list[Promised]:
        """As it was given; nothing is nothing."""
        if not all(isinstance(one, Promised) for one in value or ()):
            raise ValidationError(_("Schrijf bij een belofte wat, wie en wanneer."))
        return list(value or ())


def open_check(initiative: Initiative) -> SupportCheck | None:
    """The check in which this meeting is heard, if one goes on."""
    running = initiative.support_checks.filter(closed_at=None).first()
    return running if running and SupportMethod.KERNOVERLEG in running.ways else None


def lines_of(concerns: str) -> list[str]:
    """One concern per line, without the dashes people put in front."""
    return [said for row in concerns.splitlines() if (said := row.strip(" \t-–•*"))]


def _may_be_discussed(s: Situation) -> Text | None:
    """What is confidential or emptied by now is not for a meeting of residents."""
    if s.initiative.is_confidential or s.initiative.is_emptied:
        return gettext_lazy("Dit initiatief wordt nu niet in een overleg besproken.")
    return None


def _short_concerns(s: Situation) -> Mapping[str, Text]:
    """Each concern fits in the ledger."""
    if any(len(said) > LONGEST_CONCERN for said in lines_of(s.inputs["concerns"])):
        return {"concerns": _("Maak elke zorg korter dan %s tekens.") % LONGEST_CONCERN}
    return {}


def _note_down(s: Situation) -> Done:
    """The opinion in the count, the concerns in the ledger, and something to do where that was promised or asked."""
    check = open_check(s.initiative)
    entry = _enter_opinion(s, check) if check else None
    for promised in s.inputs["promises"]:
        if promised.is_ours:
            title = _("Beloofd in %(group)s: %(what)s") % {"group": s.inputs["group"], "what": promised.what}
            _make_task(s, title=title, text=str(promised), due_on=promised.due_on)
    if check and (reason := s.inputs["wants_more_time"]):
        title = _("%s wil meer tijd") % s.inputs["group"]
        _make_task(s, title=title, text=reason, due_on=check.closes_on, leads_to="postpone_support")
    return Done(about=entry)


def _enter_opinion(s: Situation, check: SupportCheck) -> SupportEntry | None:
    """What they think, unless they met before the question was asked; their concerns stand by themselves."""
    by = s.actor.user
    for said in lines_of(s.inputs["concerns"]):
        Concern.objects.create(poll=check, wording=said, noted_at=s.at, noted_by=by)
    if not s.inputs["opinion"] or s.inputs["held_on"] < s.clocks.day_of(check.started_at):
        return None
    return SupportEntry.objects.create(
        poll=check,
        way=SupportMethod.KERNOVERLEG,
        place=s.inputs["group"],
        noted_on=s.inputs["held_on"],
        reached=s.inputs["present"],
        opinion=s.inputs["opinion"],
        entered_by=by,
        entered_at=s.at,
        form_key=uuid4(),
    )


def _make_task(s: Situation, *, title: str, text: str, due_on: date, leads_to: str = "") -> None:
    """For who deals with it; the internal coordinator where nobody does yet."""
    make_task(
        s,
        kind=TaskKind.CHECK,
        title=title[:160],
        text=text,
        due_on=max(due_on, s.today),
        leads_to=leads_to,
        for_function=Relation.LEAD_OFFICER if s.initiative.officer_id else Relation.INTERNAL_COORDINATOR,
    )


def _keeps(s: Situation) -> Mapping[str, Any]:
    """What was filled in; promises as lines."""
    return {**s.inputs, "promises": _lines(s.inputs["promises"])}


def _lines(promises: Sequence[Promised]) -> list[str]:
    """A line per promise."""
    return [str(promised) for promised in promises]


def _says(s: Situation) -> str:
    """Who talked about it and when, what they think, how many they were; and who decides."""
    said = [_("%(group)s sprak op %(day)s over uw idee.") % {"group": _group(s), "day": long_day(s.inputs["held_on"])}]
    if s.inputs["opinion"] in Opinion.values:
        said.append(_("De mening: %s.") % Opinion(s.inputs["opinion"]).label)
    if s.inputs["present"]:
        number = s.inputs["present"]
        said.append(ngettext("Er was %(number)s persoon.", "Er waren %(number)s mensen.", number) % {"number": number})
    if _is_open(s.initiative):
        said.append(_("De gemeente besluit."))
    return " ".join(said)


def _group(s: Situation) -> str:
    """The name at the start of a sentence."""
    return whole(s.inputs["group"], mark="")


def _is_open(initiative: Initiative) -> bool:
    """As far as residents know, the decision is still to come."""
    return initiative.is_untold or (initiative.return_status or initiative.status) not in DECIDED


DISCUSS = "discuss_in_kernoverleg"
DEEDS = (
    Action(
        name=DISCUSS,
        button=gettext_lazy("Besproken in een overleg"),
        explains=gettext_lazy("Wat een groep bewoners ervan vindt. De mening weegt mee; de gemeente besluit."),
        may={Relation.KERNOVERLEG: "ESAWX"},
        sources=TALKED_ABOUT,
        inputs=(
            line("group", gettext_lazy("Welke groep?"), most=120),
            day("held_on", gettext_lazy("Wanneer?"), latest=today),
            count("present", gettext_lazy("Hoeveel mensen waren er?"), required=True),
            *depends(choice("opinion", gettext_lazy("Mening"), Opinion, required=False)),
            text("concerns", gettext_lazy("Zorgen, op elke regel één"), most=1000, required=False),
            text("note", gettext_lazy("Wat is er gezegd?"), most=2000, required=False),
            line("wants_more_time", gettext_lazy("Meer tijd nodig, omdat"), most=300, required=False),
            Input(name="promises", make=lambda _s: PromisesField(label=gettext_lazy("Beloften"), required=False)),
        ),
        guards=(_may_be_discussed,),
        check=_short_concerns,
        effect=_note_down,
        keeps=_keeps,
        says=_says,
        tells=(Reader.INITIATOR, Reader.EXTERNAL_COORDINATOR, Reader.OFFICER, Reader.KERNAMBTENAAR),
    ),
)  # fmt: skip

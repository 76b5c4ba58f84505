"""How the talk went: what was said and agreed, or that it did not take place and why not."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from django import forms
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from initiatives.deeds.appointment.asking import AFTER_LOGGING, WHO, is_planned
from initiatives.deeds.appointment.terms import SEEN_AT_ONCE
from initiatives.letters.calendar import Method
from initiatives.letters.invitations import drop_older, send_along
from initiatives.letters.readers import Reader, first_contact
from initiatives.models import Appointment, Event
from initiatives.models.appointment import AppointmentState
from initiatives.models.choices import Audience
from initiatives.models.task import TaskKind
from initiatives.relations import Relation
from initiatives.statuses import in_groups
from initiatives.workflow.action import Action, Done, Input, Situation, Text
from initiatives.workflow.asking import choice, day, depends, line, text, tick, today
from initiatives.workflow.dots import Dots
from initiatives.workflow.effects import make_task
from initiatives.workflow.sentences import long_day, whole
from kernen.words import words_for_residents

HOW_IT_WENT = (AppointmentState.HELD, AppointmentState.MISSED, AppointmentState.CANCELLED)
LINES = ("discussed", "possible", "needed")
AGREED = ("agreed_1", "agreed_2", "agreed_3")


class Doer(models.TextChoices):
    """Who does what was agreed."""

    OFFICER = "officer", _("de beleidsmedewerker")
    COORDINATOR = "coordinator", _("de coördinator")
    RESIDENT = "resident", _("de bewoner")


# ---- what is asked ------------------------------------------------------------------------------------


def _went(_s: Situation) -> forms.Field:
    """How it went, without 'planned'."""
    return forms.ChoiceField(
        label=_("Hoe ging het?"), choices=[("", _("Kies")), *((state.value, state.label) for state in HOW_IT_WENT)]
    )


def _agreement(name: str, *, help_text: Text = "") -> tuple[Input, ...]:
    """One thing that was agreed: what, who, and by when."""
    return (
        line(name, _("Wat gebeurt er?"), required=False, help_text=help_text),
        *depends(
            choice(f"{name}_by", _("Wie doet dit?"), Doer, required=False),
            day(f"{name}_on", _("Voor wanneer?"), earliest=today, required=False),
        ),
    )


def _check(s: Situation) -> Mapping[str, Text]:
    """A talk that took place says what was said and who does what; an agreement is whole, or not there."""
    wrong: dict[str, Text] = {}
    held = s.inputs["state"] == AppointmentState.HELD
    if held:
        wrong = {name: _("Vul dit in na een gesprek.") for name in LINES if not s.inputs[name]}
        if not s.inputs[AGREED[0]]:
            wrong[AGREED[0]] = _("Schrijf op wat er nu gebeurt. Iemand doet altijd de volgende stap.")
    if s.inputs["missed_by_municipality"] and s.inputs["state"] != AppointmentState.MISSED:
        wrong["missed_by_municipality"] = _("Kies hierboven dat het gesprek niet doorging.")
    for name in AGREED:
        parts = (name, f"{name}_by", f"{name}_on")
        if any(s.inputs[part] for part in parts):
            wrong |= {part: _("Vul dit ook in.") for part in parts if not s.inputs[part] and part not in wrong}
    return wrong


# ---- what it does -------------------------------------------------------------------------------------


def _record(s: Situation) -> Done:
    """How it went; what colleagues agreed to do becomes their task."""
    talk = s.appointment
    if talk is None:
        raise TypeError("Er staat geen afspraak.")
    ahead = talk.starts_at is not None and talk.starts_at > s.at
    for name in ("state", *LINES, "missed_by_municipality"):
        setattr(talk, name, s.inputs[name])
    talk.who_does_what, talk.recorded_at = _agreements(s), s.at
    if talk.state == AppointmentState.HELD:
        _make_tasks(s)
        then = partial(_forget_reminder, talk=talk)
    elif ahead:
        talk.sequence += 1
        then = partial(send_along, talk=talk, method=Method.CANCEL)
    else:
        then = partial(_forget_reminder, talk=talk)
    talk.save()
    if not talk.missed_by_municipality:
        return Done(about=talk, then=then)
    make_task(
        s, kind=TaskKind.CALL, title=gettext("Bellen: excuses, en een nieuwe afspraak"), text=_apology(s),
        due_on=s.clocks.after("receipt", s.today),
    )  # fmt: skip
    return Done(about=talk, then=then, **_for_managers(s))


def _for_managers(s: Situation) -> dict[str, Any]:
    """They see it at once; what is on their list for something else comes back when that is settled."""
    may_be_listed = s.initiative.status in in_groups("SAW") and not s.initiative.is_escalated
    return {"escalated_at": s.at} if may_be_listed else {}


def _kept(s: Situation) -> Mapping[str, Any]:
    """All that was filled in, and whether the managers saw it at once."""
    seen = s.inputs["missed_by_municipality"] and s.initiative.escalated_at == s.at
    return {**s.inputs, **({SEEN_AT_ONCE: True} if seen else {})}


def _forget_reminder(event: Event, *, talk: Appointment) -> None:
    """Nobody is reminded of what is over."""
    drop_older(talk, at=event.at, but=event, is_over=True)


def _make_tasks(s: Situation) -> None:
    """For who said yes to it; the words stand in the text, as more people read a title than may read those."""
    for name in AGREED:
        doer = s.inputs[f"{name}_by"]
        if not s.inputs[name] or doer == Doer.RESIDENT:
            continue
        officer = Relation.LEAD_OFFICER if doer == Doer.OFFICER and s.initiative.officer_id else None
        make_task(
            s, kind=TaskKind.CHECK, title=gettext("Doen wat in het gesprek is afgesproken"), text=s.inputs[name],
            due_on=s.inputs[f"{name}_on"], for_function=officer,
        )  # fmt: skip


def _agreements(s: Situation) -> str:
    """Who does what, and when, a line each; below it what else was agreed."""
    called = words_for_residents()
    who = {
        Doer.OFFICER: called["beleidsmedewerker"].the,
        Doer.COORDINATOR: called["external_coordinator"].the,
        Doer.RESIDENT: gettext("u"),
    }
    rows = [
        gettext("%(who)s: %(what)s Voor: %(day)s.")
        % {
            "who": whole(who[Doer(s.inputs[f"{name}_by"])], mark=""),
            "what": whole(s.inputs[name]),
            "day": long_day(s.inputs[f"{name}_on"]),
        }
        for name in AGREED
        if s.inputs[name]
    ]
    return "\n".join([*rows, *filter(None, [s.inputs["who_does_what"].strip()])])


def _apology(s: Situation) -> str:
    """Sorry, when we call, and whom one may call."""
    contact = first_contact(s.initiative, on=s.today)
    who = f"{contact.name}, {contact.phone}" if contact else s.municipality.phone
    return gettext(
        "De afspraak ging niet door. Dat was onze fout. Onze excuses. Wij bellen u voor %(day)s."
        " Dan maken wij een nieuwe afspraak. U kunt ook zelf bellen: %(who)s."
    ) % {"day": long_day(s.clocks.after("receipt", s.today)), "who": who}


def _says(s: Situation) -> str:
    """Thanks with what was agreed, sorry, or that it did not go on."""
    if isinstance(s.inputs["state"], Dots):
        return gettext("Dank u voor het gesprek. Dit spraken wij af:\n%s") % "…"
    if s.inputs["state"] == AppointmentState.HELD:
        return gettext("Dank u voor het gesprek. Dit spraken wij af:\n%s") % _agreements(s)
    if s.inputs["missed_by_municipality"]:
        return _apology(s)
    return gettext("De afspraak ging niet door. Wij maken een nieuwe afspraak met u.")


DEEDS = (
    Action(
        name="record_appointment", button=_("Gesprek vastleggen"), may=WHO, sources=AFTER_LOGGING,
        explains=_(
            "U schrijft op hoe het gesprek ging. Wat u afsprak, wordt een taak."
            " Ging het niet door, dan mag de rest leeg blijven."
        ),
        audience=Audience.RESIDENT,
        inputs=(
            Input(name="state", make=_went),
            *depends(
                text("discussed", _("Wat is besproken?"), most=2000, required=False),
                text("possible", _("Kan het?"), most=1000, required=False),
                text("needed", _("Wat is nodig?"), most=1000, required=False),
                *_agreement("agreed_1", help_text=_("De bewoner leest dit.")),
            ),
            *_agreement("agreed_2"), *_agreement("agreed_3"),
            text(
                "who_does_what", _("Wilt u er nog iets bij zeggen?"), most=1000, required=False,
                help_text=_("De bewoner leest dit."), for_resident=True,
            ),
            tick("missed_by_municipality", _("De gemeente kwam niet opdagen"), help_text=_("Het MT ziet dit.")),
        ),
        guards=(is_planned,), check=_check, effect=_record, keeps=_kept, says=_says,
        tells=(Reader.INITIATOR, Reader.EXTERNAL_COORDINATOR, Reader.INTERNAL_COORDINATOR, Reader.OFFICER),
    ),
)  # fmt: skip

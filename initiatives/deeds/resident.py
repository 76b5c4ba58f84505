"""What a resident does on the page besides moving the idea: ask for a call, pass something on, say how it went."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from initiatives.letters.readers import Reader
from initiatives.models import Evaluation, Initiative
from initiatives.models.choices import Audience
from initiatives.models.task import TaskKind
from initiatives.relations import Relation
from initiatives.statuses import RUNNING, Status
from initiatives.workflow.action import Action, Done, Input, Situation, Text
from initiatives.workflow.asking import line, text
from initiatives.workflow.effects import make_task

# A page that anybody with the card can open must not be able to fill somebody's desk.
MOST_A_DAY = 10
ASK_FOR_CALL, TELL_MUNICIPALITY, EVALUATE = "ask_for_call", "tell_municipality", "evaluate_by_resident"
SAID_BY_RESIDENT = (ASK_FOR_CALL, TELL_MUNICIPALITY)
AFTER_LOGGING = tuple(status for status in RUNNING if status != Status.DRAFT)
WHO = {Relation.INITIATOR: "ESAW"}


def has_number(initiative: Initiative) -> bool:
    """Whether we know a number to call."""
    return initiative.people.exclude(phone="").exists()


def _number(s: Situation) -> forms.Field:
    """Asked for only where we know none; another one may always be given."""
    return forms.CharField(
        label=_("Op welk nummer kunnen wij u bellen?"), max_length=30, required=not has_number(s.initiative)
    )


def _not_too_often(s: Situation) -> Text | None:
    """So many in one day is a fault or a joke; who means it is helped by phone."""
    since = s.at - timedelta(days=1)
    if s.initiative.events.filter(action__in=SAID_BY_RESIDENT, at__gt=since).count() < MOST_A_DAY:
        return None
    return _("U heeft ons vandaag al vaak iets gevraagd of verteld. Alles is aangekomen. Is er nog iets? Bel ons.")


def _day_of_answer(s: Situation) -> date:
    """When somebody has called or answered."""
    return s.clocks.after("receipt", s.today)


def _lines(labelled: Iterable[tuple[Text, str]]) -> str:
    """What was filled in, each under its question."""
    return "\n".join(f"{label}: {said}" for label, said in labelled if said)


def _make_call(s: Situation) -> Done:
    """Somebody calls, within a day or so."""
    said = [
        (_("Waarover"), s.inputs["about"]),
        (_("Wanneer kan het"), s.inputs["moment"]),
        (_("Op welk nummer"), s.inputs["phone"]),
    ]
    words = _lines(said) or gettext("De bewoner wil gebeld worden.")
    row = make_task(
        s, kind=TaskKind.CALL, title=gettext("De bewoner wil gebeld worden"), text=words, due_on=_day_of_answer(s)
    )
    return Done(about=row)


def _pass_on(s: Situation) -> Done:
    """Somebody reads it, and answers where an answer is asked."""
    row = make_task(
        s,
        kind=TaskKind.ANSWER,
        title=gettext("De bewoner geeft iets door"),
        text=s.inputs["message"],
        due_on=_day_of_answer(s),
    )
    return Done(about=row)


def to_evaluate(initiative: Initiative) -> Evaluation | None:
    """The looking back that still lacks what the resident thinks of it."""
    last = initiative.evaluations.order_by("-at", "-pk").first()
    return last if last and not (last.went_well or last.could_be_better) else None


def _not_yet_evaluated(s: Situation) -> Text | None:
    """The two questions are asked once."""
    return None if to_evaluate(s.initiative) else _("Wij hebben uw antwoord al. Dank u wel.")


def _something(s: Situation) -> Mapping[str, Text]:
    """One answer out of two is enough."""
    if s.inputs["went_well"] or s.inputs["could_be_better"]:
        return {}
    return {"went_well": _("Schrijf bij één van de twee vragen iets op.")}


def _evaluate(s: Situation) -> Done:
    """Beside what the municipality itself wrote down."""
    row = to_evaluate(s.initiative)
    if row is None:
        raise TypeError("Er is niets om op terug te kijken.")
    row.went_well, row.could_be_better = s.inputs["went_well"], s.inputs["could_be_better"]
    row.save(update_fields=["went_well", "could_be_better"])
    return Done(about=row)


TOLD = (Reader.EXTERNAL_COORDINATOR, Reader.OFFICER)
DEEDS = (
    Action(
        name=ASK_FOR_CALL, button=_("De bewoner wil gebeld worden"), may=WHO, sources=AFTER_LOGGING,
        explains=_("De bewoner vraagt op de eigen pagina om een telefoontje. Dat wordt een taak."),
        inputs=(
            line("about", _("Waarover?"), most=500, required=False),
            line("moment", _("Wanneer kan het?"), required=False),
            Input(name="phone", make=_number),
        ),
        guards=(_not_too_often,), effect=_make_call, audience=Audience.PARTNER, tells=TOLD,
    ),
    Action(
        name=TELL_MUNICIPALITY, button=_("De bewoner geeft iets door"), may=WHO, sources=AFTER_LOGGING,
        explains=_("De bewoner schrijft op de eigen pagina iets aan de contactpersoon. Dat wordt een taak."),
        inputs=(text("message", _("Wat wilt u doorgeven?"), most=2000),),
        guards=(_not_too_often,), effect=_pass_on, audience=Audience.PARTNER, tells=TOLD,
    ),
    Action(
        name=EVALUATE, button=_("De bewoner kijkt terug"), may={Relation.INITIATOR: "X"}, sources=(Status.COMPLETED,),
        explains=_("De bewoner beantwoordt de twee vragen van de evaluatie op de eigen pagina."),
        inputs=(
            text("went_well", _("Wat ging goed?"), most=2000, required=False),
            text("could_be_better", _("Wat kon beter?"), most=2000, required=False),
        ),
        guards=(_not_yet_evaluated,), check=_something, effect=_evaluate, audience=Audience.PARTNER,
        tells=(Reader.OFFICER,),
    ),
)  # fmt: skip

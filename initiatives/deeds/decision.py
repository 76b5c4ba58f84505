"""After the decision: telling the initiator, and ticking off conditions."""

from copy import copy
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from initiatives.deeds.timeline import corrections_of
from initiatives.letters.compose import compose
from initiatives.letters.readers import Reader
from initiatives.letters.tells import SHOWN_ONCE_TOLD
from initiatives.models import Condition, Event, Initiative
from initiatives.models.choices import Audience, Way
from initiatives.relations import Relation
from initiatives.statuses import Status
from initiatives.workflow.action import Action, Done, Situation, Text
from initiatives.workflow.asking import choice, pick
from initiatives.workflow.guards import initiator_knows

WHO = {Relation.LEAD_OFFICER: "AX", Relation.EXTERNAL_COORDINATOR: "AX", Relation.INTERNAL_COORDINATOR: "AX"}
DECISIONS = ("approve", "reject")
TELL = "inform_initiator"


def decision_event(initiative: Initiative) -> Event | None:
    """The event in which it was decided."""
    decided = Event.objects.filter(initiative=initiative, action__in=DECISIONS).select_related("text")
    return decided.order_by("-at", "-pk").first()


def _to_tell(s: Situation) -> Text | None:
    """There is a decision, and the initiator does not know it yet."""
    if s.initiative.informed_at or decision_event(s.initiative) is None:
        return _("Er is geen besluit dat nog verteld moet worden.")
    return None


def _told(s: Situation) -> Done:
    """From now on it may be read, and published."""
    return Done(informed_at=s.at, then=_tell_what_waited)


def _tell_what_waited(told: Event) -> None:
    """What was put right while nobody could read the mistake, is read from now on."""
    initiative = told.initiative
    hidden = initiative.events.filter(action=SHOWN_ONCE_TOLD).values_list("pk", flat=True)
    for event in corrections_of(initiative, hidden):
        if not event.messages.filter(person__isnull=False).exists():
            today = copy(event)
            # Written then, told now.
            today.at = told.at
            compose(today, button="", tells=(Reader.INITIATOR,))


def _says_decision(s: Situation) -> str:
    """The very sentence that was frozen when it was decided, and what was put right in it before the call."""
    event, language = decision_event(s.initiative), get_language() or settings.LANGUAGE_CODE
    lines = [event, *corrections_of(s.initiative, {event.pk})] if event else []
    return " ".join(said for line in lines if (said := line.text.said_in(language)))


def open_conditions(s: Situation) -> QuerySet[Condition]:
    """What still has to be arranged."""
    return Condition.objects.standing(s.initiative)


def _some_open(s: Situation) -> Text | None:
    """There is something left to arrange."""
    return None if open_conditions(s).exists() else _("Er staan geen voorwaarden open.")


def _meet(s: Situation) -> Done:
    """This one is arranged."""
    row: Condition = s.inputs["condition"]
    row.met_at = s.at
    row.save(update_fields=["met_at"])
    return Done(about=row)


def _says_met(s: Situation) -> str:
    """One worry less."""
    condition: Any = s.inputs["condition"]
    return str(_("Dit is geregeld: %s.") % condition.text.rstrip("."))


DEEDS = (
    Action(
        name=TELL, button=_("Initiatiefnemer is ingelicht"), may=WHO,
        sources=(Status.APPROVED, Status.REJECTED),
        explains=_("U heeft zelf gebeld of gesproken. Nu gaat het bericht de deur uit."),
        inputs=(choice("how", _("Hoe heeft u het verteld?"), Way),),
        guards=(_to_tell,), effect=_told, says=_says_decision, audience=Audience.PUBLIC,
        tells=(Reader.INITIATOR, Reader.KERNOVERLEG),
    ),
    Action(
        name=SHOWN_ONCE_TOLD, button=_("Voorwaarde is geregeld"),
        may={Relation.LEAD_OFFICER: "A", Relation.EXTERNAL_COORDINATOR: "A", Relation.INTERNAL_COORDINATOR: "A"},
        sources=(Status.APPROVED, Status.IN_REALISATION, Status.HANDED_OVER),
        explains=_("De voorwaarde is afgevinkt; de bewoner ziet dat."),
        inputs=(pick("condition", _("Welke voorwaarde?"), open_conditions),),
        guards=(initiator_knows, _some_open), effect=_meet, says=_says_met, tells=(Reader.INITIATOR,),
    ),
)  # fmt: skip

"""After the decision: telling the initiator, and ticking off conditions."""

from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from initiatives.letters.readers import Reader
from initiatives.models import Condition, Event, Initiative
from initiatives.models.choices import Audience, Way
from initiatives.relations import Relation
from initiatives.statuses import Status
from initiatives.workflow.action import Action, Done, Situation, Text
from initiatives.workflow.asking import choice, pick
from initiatives.workflow.guards import initiator_knows

WHO = {Relation.LEAD_OFFICER: "AX", Relation.EXTERNAL_COORDINATOR: "AX", Relation.INTERNAL_COORDINATOR: "AX"}
DECISIONS = ("approve", "reject")
# Of a decision one reads when one was told, in the words that were frozen then.
SHOWN_ONCE_TOLD = "meet_condition"


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
    return Done(informed_at=s.at)


def _says_decision(s: Situation) -> str:
    """The very sentence that was frozen when it was decided."""
    event = decision_event(s.initiative)
    return event.text.said_in(get_language() or settings.LANGUAGE_CODE) if event else ""


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
        name="inform_initiator", button=_("Initiatiefnemer is ingelicht"), may=WHO,
        sources=(Status.APPROVED, Status.REJECTED),
        explains=_("U heeft zelf gebeld of gesproken. Nu gaat het bericht de deur uit."),
        inputs=(choice("how", _("Hoe heeft u het verteld?"), Way),),
        guards=(_to_tell,), effect=_told, says=_says_decision, audience=Audience.PUBLIC,
        tells=(Reader.INITIATOR, Reader.KERNOVERLEG),
    ),
    Action(
        name="meet_condition", button=_("Voorwaarde is geregeld"),
        may={Relation.LEAD_OFFICER: "A", Relation.EXTERNAL_COORDINATOR: "A", Relation.INTERNAL_COORDINATOR: "A"},
        sources=(Status.APPROVED, Status.IN_REALISATION, Status.HANDED_OVER),
        explains=_("De voorwaarde is afgevinkt; de bewoner ziet dat."),
        inputs=(pick("condition", _("Welke voorwaarde?"), open_conditions),),
        guards=(initiator_knows, _some_open), effect=_meet, says=_says_met, tells=(Reader.INITIATOR,),
    ),
)  # fmt: skip

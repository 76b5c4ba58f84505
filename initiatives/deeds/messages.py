"""Telling the resident something, whenever there is something to tell."""

from django.utils.translation import gettext_lazy as _

from initiatives.letters.readers import Reader
from initiatives.relations import Relation
from initiatives.statuses import ENDED, RUNNING, Status
from initiatives.workflow.action import Action, Done, Situation, Text
from initiatives.workflow.asking import text


def _not_silenced(s: Situation) -> Text | None:
    """After a death or a move nothing goes out any more."""
    return _("Voor dit initiatief gaan geen berichten meer uit.") if s.initiative.silenced_at else None


def _restart_update(s: Situation) -> Done:
    """During realisation the four weeks start again with every message."""
    if s.initiative.status == Status.IN_REALISATION:
        return Done(due_on=s.clocks.after("update", s.today))
    return Done()


def _says(s: Situation) -> str:
    """What was typed."""
    sentence: str = s.inputs["message"]
    return sentence.strip()


DEEDS = (
    Action(
        name="message_resident", button=_("Bericht sturen"), sources=(*RUNNING[1:], *ENDED),
        explains=_("De bewoner krijgt dit bericht op de manier die hij of zij koos."),
        may={
            Relation.EXTERNAL_COORDINATOR: "ESAW", Relation.INTERNAL_COORDINATOR: "ESAW",
            Relation.LEAD_OFFICER: "AWX", Relation.KERNAMBTENAAR: "A",
        },
        inputs=(text("message", _("Uw bericht"), most=2000, help_text=_("Korte zinnen, gewone woorden.")),),
        guards=(_not_silenced,), effect=_restart_update, says=_says, tells=(Reader.INITIATOR,),
    ),
)  # fmt: skip

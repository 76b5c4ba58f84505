"""Telling the resident something, whenever there is something to tell."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from initiatives.letters.readers import Reader
from initiatives.relations import Relation
from initiatives.statuses import ENDED, RUNNING, Status
from initiatives.workflow.action import Action, Done, Situation, Text
from initiatives.workflow.asking import line, text
from initiatives.workflow.sentences import long_day


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


def _says_question_again(s: Situation) -> str:
    """The day, and that no answer is no shame."""
    return gettext(
        "Wij wachten op uw antwoord. Antwoord graag voor %s. Lukt dat niet? Bel ons, dan zoeken wij samen een weg."
    ) % long_day(s.initiative.due_on)


DEEDS = (
    Action(
        name="remind_question", button=_("Herinnering aan een vraag"), sources=(Status.INFO_REQUESTED,),
        explains=_("De bewoner hoort vlak voor de dag dat wij nog op antwoord wachten. Dit gaat vanzelf."),
        may={Relation.SYSTEM: "W"}, inputs=(line("term", _("Termijn")),), guards=(_not_silenced,),
        says=_says_question_again, tells=(Reader.INITIATOR,),
    ),
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

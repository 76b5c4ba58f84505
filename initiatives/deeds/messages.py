"""Telling the resident something, whenever there is something to tell."""

from datetime import date

from django import forms
from django.db.models import DateTimeField, F, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from initiatives.letters.readers import Reader
from initiatives.models import Initiative
from initiatives.models.facts import said_to_residents
from initiatives.models.initiative_rows import InitiativeQuerySet
from initiatives.relations import Relation
from initiatives.statuses import ENDED, RUNNING, Status
from initiatives.workflow.action import Action, Done, Input, Situation, Text
from initiatives.workflow.asking import ForResident, line, text
from initiatives.workflow.sentences import long_day

# A draft was never said anything about.
SPOKEN_TO = tuple(status for status in RUNNING if status != Status.DRAFT)
HEARTBEAT = "heartbeat_message"
STILL_LOOKING = "still_looking"
HEARTBEAT_FROM = {
    Relation.EXTERNAL_COORDINATOR: "ESAW",
    Relation.INTERNAL_COORDINATOR: "ESAW",
    Relation.LEAD_OFFICER: "AW",
}


def with_last_word(rows: InitiativeQuerySet) -> InitiativeQuerySet:
    """These initiatives with when the residents last read anything (`told_at`), or else when it began."""
    said = said_to_residents().filter(initiative=OuterRef("pk"))
    last = Subquery(said.order_by("-at").values("at")[:1], output_field=DateTimeField())
    return rows.annotate(told_at=Coalesce(last, "logged_at", "created_at"))


def longest_silent(rows: InitiativeQuerySet) -> InitiativeQuerySet:
    """These initiatives by how long ago the residents read anything (`told_at`), the longest silence first."""
    return with_last_word(rows.filter(status__in=SPOKEN_TO, silenced_at=None)).order_by(F("told_at"), "pk")


def ready_text(initiative: Initiative, *, today: date) -> str:
    """What can be said as it stands when there is no news: that there is none, where it is, and when one hears."""
    news = gettext("Er is nog geen nieuws over uw idee. Wij zijn het niet vergeten. Het staat nu zo: %s.")
    news %= initiative.resident_label
    if initiative.due_on is None or initiative.due_on < today:
        return f"{news} {gettext('Heeft u een vraag? Bel ons gerust.')}"
    return f"{news} {gettext('U hoort uiterlijk %s weer van ons.') % long_day(initiative.due_on)}"


def _prefilled(s: Situation) -> forms.Field:
    """The ready text, to send as it is or to make better."""
    return ForResident(
        label=_("Uw bericht"),
        max_length=2000,
        initial=ready_text(s.initiative, today=s.today),
        help_text=_("De tekst staat klaar. Weet u waarom het duurt? Zet het erbij."),
        widget=forms.Textarea(attrs={"rows": 5}),
    )


def _break_silence(s: Situation) -> Done:
    """Whoever was asked to let something hear, need not any more."""
    open_tasks = s.initiative.tasks.filter(leads_to=HEARTBEAT, done_at=None)
    open_tasks.update(done_at=s.at, done_by=s.actor.user)
    return _restart_update(s)


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


def _says_still_looking(_s: Situation) -> str:
    """That it is not forgotten, whatever happened at the town hall."""
    return gettext(
        "Wij zoeken nog de juiste medewerker voor uw idee. Dat duurt langer dan wij zeiden."
        " U hoort van ons wie u helpt."
    )


DEEDS = (
    Action(
        name="remind_question", button=_("Herinnering aan een vraag"), sources=(Status.INFO_REQUESTED,),
        explains=_("De bewoner hoort vlak voor de dag dat wij nog op antwoord wachten. Dit gaat vanzelf."),
        may={Relation.SYSTEM: "W"}, inputs=(line("term", _("Termijn")),), guards=(_not_silenced,),
        says=_says_question_again, tells=(Reader.INITIATOR,),
    ),
    Action(
        name=STILL_LOOKING, button=_("Wij zoeken nog"), sources=(Status.SUBMITTED,),
        explains=_("Na teruggeven hoort de bewoner dat het zoeken langer duurt. Dit gaat vanzelf."),
        may={Relation.SYSTEM: "S"}, inputs=(line("term", _("Termijn")),), guards=(_not_silenced,),
        says=_says_still_looking, tells=(Reader.INITIATOR,),
    ),
    Action(
        name="message_resident", button=_("Bericht sturen"), sources=(*RUNNING[1:], *ENDED),
        explains=_("De bewoner krijgt dit bericht op de manier die hij of zij koos."),
        may={
            Relation.EXTERNAL_COORDINATOR: "ESAW", Relation.INTERNAL_COORDINATOR: "ESAW",
            Relation.LEAD_OFFICER: "AWX", Relation.KERNAMBTENAAR: "A",
        },
        inputs=(
            text(
                "message", _("Uw bericht"), most=2000, help_text=_("Korte zinnen, gewone woorden."), for_resident=True,
            ),
        ),
        guards=(_not_silenced,), effect=_break_silence, says=_says, tells=(Reader.INITIATOR,),
    ),
    Action(
        name=HEARTBEAT, button=_("Iets laten horen"), sources=SPOKEN_TO,
        explains=_("Ook als er geen nieuws is, hoort de bewoner van u."),
        may=HEARTBEAT_FROM,
        inputs=(Input(name="message", make=_prefilled, for_resident=True),),
        guards=(_not_silenced,), effect=_break_silence, says=_says, tells=(Reader.INITIATOR, Reader.KERNAMBTENAAR),
    ),
)  # fmt: skip

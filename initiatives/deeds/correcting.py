"""What was written wrongly is put right: a new event beside the old one, for exactly who could read the mistake."""

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.conf import settings
from django.db.models import QuerySet, TextField, Value
from django.db.models.functions import Concat
from django.utils import formats, timezone
from django.utils.text import Truncator
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from initiatives.deeds.decision import DECISIONS, TELL, decision_event
from initiatives.deeds.timeline import OTHER_TITLES, corrections_of, typed_in, worded_for
from initiatives.letters.readers import Reader
from initiatives.letters.tells import CORRECT
from initiatives.models import Event
from initiatives.models.choices import Audience
from initiatives.relations import Relation, relations_of
from initiatives.statuses import RUNNING, Status
from initiatives.workflow.action import Action, Done, Situation, Text
from initiatives.workflow.asking import pick, text
from initiatives.workflow.dots import Dots
from initiatives.workflow.guards import last_decision
from initiatives.workflow.sentences import long_day, whole
from initiatives.workflow.table import ROW_OF
from kernen.roles import roles_of

LOGGED = tuple(status for status in RUNNING if status != Status.DRAFT)
# Its words stand in the note, which only the coordinators read; it is put right by another note.
A_NOTE_OF_THEIRS = "note_coordinators"
# So many signs of a mistake say which one is meant.
ENOUGH = 40


def _lines(s: Situation) -> QuerySet[Event]:
    """What this person reads the words of, and may speak about."""
    worded = worded_for(roles_of(s.user), s.initiative).exclude(action=A_NOTE_OF_THEIRS)
    return worded.exclude(pk__in=_of_decisions(s)).select_related("text")


def _of_decisions(s: Situation) -> set[int]:
    """Left to who may decide; and once a decision was told, it is put right where residents read it."""
    lines = s.initiative.events.filter(action__in=(*DECISIONS, TELL)).values_list("pk", "action")
    told = max((pk for pk, action in lines if action == TELL), default=0)
    decides = bool(lines) and _may_decide(s)
    closed = {pk for pk, action in lines if not decides or (action != TELL and pk < told)}
    return closed | {event.pk for event in corrections_of(s.initiative, closed)} if closed else closed


def _may_decide(s: Situation) -> bool:
    """The internal coordinator, or who has the mandate and did not propose it."""
    held = relations_of(roles_of(s.user), s.initiative)
    if Relation.INTERNAL_COORDINATOR in held:
        return True
    decision = last_decision(s.initiative)
    return Relation.DECIDER in held and not (decision and decision.proposed_by_id == s.user.pk)


def _say_line(titles: Mapping[str, Text]) -> Callable[[Event], str]:
    """A line as the list shows it: when, what, who reads it, and how it begins."""

    def says(event: Event) -> str:
        when = formats.date_format(timezone.localtime(event.at), "j F Y, H:i")
        begins = Truncator(_wrong(event) or typed_in(event)).words(12, truncate=" …")
        line = f"{when} – {titles.get(event.action, event.action)} ({_audience_of(event)})"
        return f"{line}: ‘{begins}’" if begins else line

    return says


def _audience_of(event: Event) -> str:
    """Who reads its words: of a step that was told to nobody, only who reads what was typed."""
    if event.text.sentence:
        return event.get_audience_display()
    return str((Audience.PARTNER if event.function == Relation.INITIATOR else Audience.INTERNAL).label)


def _wrong(line: Event) -> str:
    """The mistake as it was told, in the language of the moment; of a correction only what it called right."""
    typed = line.text.inputs.get("correction", "") if line.action == CORRECT and line.text.sentence else ""
    return str(typed or line.text.said_in(get_language() or settings.LANGUAGE_CODE))


def first_sentences(said: str) -> str:
    """Enough to know it by. Never cut within a sentence, nor after the initial of a name: half a name would be found by
    nobody who erases the whole of it.
    """
    sentences = re.split(r"(?<=\w\w\w[.!?]) ", " ".join(said.split()))
    taken = ""
    while sentences and len(taken) < ENOUGH:
        taken = f"{taken} {sentences.pop(0)}".strip()
    return f"{taken} …" if sentences else taken


def _put_right(s: Situation) -> Done:
    """It stands where the mistake stands; who still has to call about a decision, has it at hand."""
    line: Event = s.inputs["line"]
    decision = decision_event(s.initiative)
    if decision and line in (decision, *corrections_of(s.initiative, {decision.pk})):
        right = Value("\n" + gettext("Rechtzetting: %s") % s.inputs["correction"], output_field=TextField())
        s.initiative.tasks.filter(leads_to=TELL, done_at=None).update(text_ready=Concat("text_ready", right))
    return Done(about=line, audience=Audience(line.audience))


def _says(s: Situation) -> str:
    """Only where the mistake was a sentence that residents read, or will; what was typed inside stays inside."""
    line: Event | Dots = s.inputs["line"]
    if isinstance(line, Dots) or not line.text.sentence:
        return ""
    return gettext("Op %(day)s schreven wij: ‘%(wrong)s’ Daar stond een fout in. Dit is juist: %(right)s") % {
        "day": long_day(timezone.localdate(line.at)),
        "wrong": first_sentences(_wrong(line)),
        "right": whole(s.inputs["correction"]),
    }


def _kept(s: Situation) -> Mapping[str, Any]:
    """What is right; which line it is about, stands on the event."""
    return {"correction": s.inputs["correction"]}


def deed_among(others: Iterable[Action]) -> Action:
    """The deed, which knows what the others are called."""
    button = _("Rechtzetten")
    rows = {row.name: row.button for row in (*ROW_OF.values(), *others)}
    titles: dict[str, Text] = {**OTHER_TITLES, **rows, CORRECT: button}
    return Action(
        name=CORRECT, button=button, sources=LOGGED,
        # What is known before a line is picked: nobody outside.
        audience=Audience.INTERNAL,
        explains=_("Wat er staat, blijft staan. Uw rechtzetting komt er als nieuwe regel bij."),
        may={
            Relation.EXTERNAL_COORDINATOR: "E", Relation.INTERNAL_COORDINATOR: "ESAW", Relation.LEAD_OFFICER: "AW",
        },
        inputs=(
            pick(
                "line", _("Welke regel klopt niet?"), _lines, says=_say_line(titles),
                help_text=_(
                    "Tussen haakjes staat wie de regel leest. Dezelfde mensen lezen uw rechtzetting."
                    " Leest de bewoner mee, dan krijgt de bewoner ook bericht. Openbaar komt ook op de website."
                    " Is een besluit nog niet verteld? Dan gaat uw rechtzetting mee met dat bericht."
                ),
            ),
            text(
                "correction", _("Wat is juist?"), most=1000, for_resident=True,
                help_text=_("Korte zinnen, gewone woorden. Noem geen namen van mensen."),
            ),
        ),
        effect=_put_right, keeps=_kept, says=_says,
        tells=(Reader.INITIATOR, Reader.EXTERNAL_COORDINATOR, Reader.OFFICER, Reader.KERNOVERLEG),
    )  # fmt: skip

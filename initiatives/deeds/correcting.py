"""What was written wrongly is put right: a new event beside the old one, for exactly who could read the mistake."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.db.models import QuerySet
from django.utils import formats, timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from initiatives.deeds.decision import SHOWN_ONCE_TOLD
from initiatives.deeds.timeline import OTHER_TITLES, worded_for
from initiatives.letters.readers import Reader
from initiatives.letters.tells import CORRECT
from initiatives.models import Event
from initiatives.models.choices import Audience
from initiatives.relations import Relation
from initiatives.statuses import RUNNING, Status
from initiatives.workflow.action import Action, Done, Dots, Situation, Text
from initiatives.workflow.asking import pick, text
from initiatives.workflow.sentences import long_day, whole
from initiatives.workflow.table import ROW_OF
from kernen.roles import roles_of

LOGGED = tuple(status for status in RUNNING if status != Status.DRAFT)
# Its words stand in the note, which only the coordinators read; it is put right by another note.
A_NOTE_OF_THEIRS = "note_coordinators"


def _lines(s: Situation) -> QuerySet[Event]:
    """What this person reads the words of."""
    return worded_for(roles_of(s.user), s.initiative).exclude(action=A_NOTE_OF_THEIRS).select_related("text")


def _say_line(titles: Mapping[str, Text]) -> Callable[[Event], str]:
    """A line as the list shows it: when, what, and who reads it."""

    def says(event: Event) -> str:
        when = formats.date_format(timezone.localtime(event.at), "j F Y, H:i")
        return f"{when} – {titles.get(event.action, event.action)} ({event.get_audience_display()})"

    return says


def _put_right(s: Situation) -> Done:
    """It stands where the mistake stands; what waits for the call about a decision, waits with it."""
    line: Event = s.inputs["line"]
    waits = line.action == SHOWN_ONCE_TOLD and s.initiative.informed_at is None
    return Done(about=line, audience=Audience.PARTNER if waits else Audience(line.audience))


def _says(s: Situation) -> str:
    """Only where the mistake was a sentence that residents read, or will; what was typed inside stays inside."""
    line: Event | Dots = s.inputs["line"]
    if isinstance(line, Dots) or not line.text.sentence:
        return ""
    return gettext("Op %(day)s vertelden wij iets dat niet klopt. Dit is juist: %(right)s") % {
        "day": long_day(timezone.localdate(line.at)),
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
                ),
            ),
            text(
                "correction", _("Wat is juist?"), most=1000, for_resident=True,
                help_text=_("Korte zinnen, gewone woorden. Noem geen namen van mensen."),
            ),
        ),
        effect=_put_right, keeps=_kept, says=_says,
        tells=(Reader.INITIATOR, Reader.EXTERNAL_COORDINATOR, Reader.OFFICER),
    )  # fmt: skip

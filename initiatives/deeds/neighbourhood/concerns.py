"""The ledger of concerns: what neighbours worry about in neutral words, and what is done with it."""

from django.db.models import F, QuerySet
from django.utils.translation import gettext_lazy as _

from initiatives.deeds.neighbourhood.asked import WHO, open_check
from initiatives.models import Concern
from initiatives.models.choices import Audience
from initiatives.statuses import Status
from initiatives.workflow.action import Action, Done, Situation, Text
from initiatives.workflow.asking import pick, text, tick


def concerns_of(s: Situation) -> QuerySet[Concern]:
    """Everything noted while this check goes on, what has no answer yet first."""
    rows = Concern.objects.filter(poll__initiative=s.initiative, poll__closed_at=None)
    return rows.alias(answered=F("answer")).order_by("answered", "pk")


def _some_noted(s: Situation) -> Text | None:
    """There is something to answer."""
    return None if concerns_of(s).exists() else _("Er is nog geen zorg genoteerd.")


def _note(s: Situation) -> Done:
    """One concern more; never who said it."""
    row = Concern.objects.create(poll=open_check(s), wording=s.inputs["wording"], noted_at=s.at, noted_by=s.user)
    return Done(about=row)


def _answer(s: Situation) -> Done:
    """What we say to it and do with it; an earlier answer stays in its event."""
    row: Concern = s.inputs["concern"]
    row.answer, row.changed = s.inputs["answer"], s.inputs["changed"]
    row.still_disagrees = s.inputs["still_disagrees"]
    row.save(update_fields=["answer", "changed", "still_disagrees"])
    return Done(about=row)


DEEDS = (
    Action(
        name="note_concern",
        button=_("Zorg noteren"),
        explains=_("Wat buren zwaar weegt, in neutrale woorden. Nooit wie het zei."),
        may=WHO,
        sources=(Status.SUPPORT_CHECK,),
        inputs=(
            text(
                "wording",
                _("De zorg, in neutrale woorden"),
                most=500,
                help_text=_("Geen namen en geen huisnummers. Bijvoorbeeld: er is zorg over geluid in de avond."),
            ),
        ),
        effect=_note,
        audience=Audience.INTERNAL,
    ),
    Action(
        name="answer_concern",
        button=_("Zorg beantwoorden"),
        explains=_("Wat u op een zorg zegt en wat er is aangepast. De buurt leest dit bij de uitkomst."),
        may=WHO,
        sources=(Status.SUPPORT_CHECK,),
        inputs=(
            pick("concern", _("Welke zorg?"), concerns_of),
            text("answer", _("Ons antwoord"), most=1000, for_resident=True),
            text("changed", _("Wat is er aangepast?"), most=500, required=False, for_resident=True),
            tick("still_disagrees", _("Wie dit zei, is het er nog niet mee eens")),
        ),
        guards=(_some_noted,),
        effect=_answer,
        audience=Audience.INTERNAL,
    ),
)

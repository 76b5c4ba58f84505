"""Asking the neighbourhood: the questions at the start and at the end, and what stands in their way."""

from collections.abc import Mapping
from datetime import date

from django.utils.translation import gettext_lazy as _

from initiatives.models import Initiative
from initiatives.models.choices import CONCLUSIONS, SupportConclusion, SupportMethod
from initiatives.models.tally import count as count_answers
from initiatives.workflow.action import Situation, Text
from initiatives.workflow.asking import choice, count, day, depends, line, several, text
from kernen.models import Enough


def shortest_check(s: Situation) -> date:
    """The earliest day on which any neighbourhood may be done answering."""
    return s.clocks.after("support", s.today)


def told_until_now(s: Situation) -> str:
    """How the neighbourhood was told, as it was meant at the start."""
    asked = s.initiative.support_checks.filter(closed_at=None).first()
    return asked.how_informed if asked else ""


START_SUPPORT = (
    several("ways", _("Hoe vragen wij de buurt?"), SupportMethod, help_text=_("Kies een of meer manieren.")),
    line("area", _("Wie wordt gevraagd?"), most=300, help_text=_("Straten, een kern, of huizen rond een plek.")),
    *depends(
        count("households", _("Hoeveel huishoudens zijn dat?")),
        line(
            "households_source",
            _("Waar komt dat aantal vandaan?"),
            help_text=_("Bron en datum, bijvoorbeeld: BAG, 1 november 2026."),
            required=False,
        ),
    ),
    line("organiser", _("Wie vraagt het?"), help_text=_("Een groep of functie, geen naam van een persoon.")),
    text(
        "how_informed", _("Hoe hoort de buurt ervan?"), most=1000, help_text=_("Brief, poster, krant, huis aan huis.")
    ),
    text("public_text", _("Wat is het plan?"), most=600, for_resident=True),
    line("when_planned", _("Wanneer gebeurt het?"), help_text=_("Een maand of seizoen is genoeg."), required=False),
    text("what_changes", _("Wat verandert er voor de buren?"), most=600, for_resident=True),
    text("can_still_change", _("Wat kan nog anders?"), most=600, for_resident=True),
    day(
        "closes_on",
        _("Tot en met"),
        earliest=shortest_check,
        help_text=_("Een kernoverleg krijgt langer de tijd."),
    ),
)
CLOSE_SUPPORT = (
    text("how_informed", _("Hoe is de buurt ingelicht?"), most=1000, initial=told_until_now),
    text(
        "summary",
        _("Wat zei de buurt, en wat doen wij ermee?"),
        most=2000,
        help_text=_("Iedereen leest dit op de website. De aantallen komen er vanzelf bij."),
        for_resident=True,
    ),
    choice("conclusion", _("Conclusie"), CONCLUSIONS),
    text("reasons", _("Waarom?"), most=2000),
)

# Ways that lead to the page of the neighbours; it is there only for what stands on the website.
ON_THE_PAGE = (SupportMethod.LETTER, SupportMethod.PAGE)
# What a neighbour reads before answering, and what of it they have to read.
READ_BEFORE = ("area", "public_text", "when_planned", "what_changes", "can_still_change")
MOST_WORDS = 100


def start_support_check(s: Situation) -> Mapping[str, Text]:
    """A kernoverleg gets more time than a street; a neighbour reads a hundred words; the rule has what it counts."""
    wrong: dict[str, Text] = {}
    earliest = s.clocks.after("support_kernoverleg", s.today)
    if SupportMethod.KERNOVERLEG in s.inputs["ways"] and s.inputs["closes_on"] < earliest:
        late = _("Een kernoverleg krijgt tijd tot minstens %(day)s.")
        wrong["closes_on"] = late % {"day": earliest.strftime("%d-%m-%Y")}
    if set(ON_THE_PAGE) & set(s.inputs["ways"]) and not is_on_the_website(s.initiative):
        wrong["ways"] = _("Een brief met een code en de open pagina kunnen pas als dit op de website staat.")
    words = sum(len(s.inputs[name].split()) for name in READ_BEFORE)
    if words > MOST_WORDS:
        wrong["public_text"] = _(
            "Een buur leest wie, wat, wanneer en wat er verandert samen in %(most)s woorden. Het zijn er nu %(words)s."
        ) % {"most": MOST_WORDS, "words": words}
    return wrong | _households_check(s)


def _households_check(s: Situation) -> dict[str, Text]:
    """A number of households has a source; a share of them needs the number."""
    if s.inputs["households"] and not s.inputs["households_source"]:
        return {"households_source": _("Noem de bron en de datum van dit aantal.")}
    if not s.inputs["households"] and s.enough.enough == Enough.SHARE:
        return {"households": _("Hier telt een deel van de huishoudens. Vul in hoeveel huishoudens u vraagt.")}
    return {}


def is_on_the_website(initiative: Initiative) -> bool:
    """Whether neighbours can read it."""
    return Initiative.objects.published().filter(pk=initiative.pk).exists()


def close_support_check(s: Situation) -> Mapping[str, Text]:
    """Where nobody was heard, nobody supports it."""
    check = s.initiative.support_checks.get(closed_at=None)
    if s.inputs["conclusion"] == SupportConclusion.ENOUGH and count_answers(check).is_empty:
        return {
            "conclusion": _("Er is nog niets geteld. Voer eerst in wat de buurt zei, of kies een andere conclusie.")
        }
    return {}

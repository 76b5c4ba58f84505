"""What the residents' platform reads: that there is an idea, what is asked of the neighbourhood, what came of it."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrPromise

from initiatives.letters.tells import CORRECT
from initiatives.models import Event, Initiative
from initiatives.statuses import Status
from kernen.models import Kernoverleg
from kernen.municipality import get_municipality

Text = str | StrPromise


@dataclass(frozen=True, kw_only=True)
class News:
    """How it opens, which typed words go along, and what is asked."""

    opens: Text
    keeps: str = ""
    asks: Text = ""


TELL_US = _("Heeft u er iets over te zeggen? Bel ons. Uw mening telt mee. De gemeente neemt het besluit.")
NEWS: Mapping[str, News] = {
    "submit": News(
        opens=_("Er is een idee in uw buurt."),
        asks=_("Bespreekt u dit in uw volgende bijeenkomst? Uw mening telt mee. De gemeente neemt het besluit."),
    ),
    "start_support": News(opens=_("Wij vragen wat de buurt van een idee vindt."), keeps="public_text", asks=TELL_US),
    "postpone_support": News(opens=_("De buurt krijgt meer tijd om te antwoorden."), keeps="reason", asks=TELL_US),
    "close_support": News(opens=_("De buurt heeft gezegd wat zij van een idee vindt."), keeps="reasons"),
    "hand_over": News(
        opens=_("Bewoners in uw buurt gaan zelf verder met een idee."), asks=_("Helpt u mee als dat kan?")
    ),
    "complete": News(opens=_("Een idee in uw buurt is klaar."), keeps="result"),
    CORRECT: News(opens=_("In een eerder bericht over dit idee stond een fout. Dit is juist:"), keeps="correction"),
}
DECIDED: Mapping[bool, News] = {
    True: News(opens=_("De gemeente heeft besloten over een idee in uw buurt. Het idee gaat door.")),
    False: News(opens=_("De gemeente heeft besloten over een idee in uw buurt. Het idee gaat niet door.")),
}
ANY = News(opens=_("Er is nieuws over een idee in uw buurt."))


def write_to_kernoverleg(kernoverleg: Kernoverleg, event: Event) -> str:
    """The letter: short, without names of residents."""
    initiative = event.initiative
    news = DECIDED[_goes_on(initiative)] if event.action == "inform_initiator" else NEWS.get(event.action, ANY)
    facts = {
        "kernoverleg": kernoverleg,
        "initiative": initiative,
        "opens": news.opens,
        "said": str(event.text.inputs.get(news.keeps, "")).strip(),
        "asks": news.asks,
        "municipality": get_municipality(),
    }
    return render_to_string("letters/kernoverleg.txt", facts)


def _goes_on(initiative: Initiative) -> bool:
    """Whether the answer was yes."""
    return initiative.status != Status.REJECTED

"""The count of a support check in words: what was said by how many of how many, never a bare percentage."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from initiatives.models import SupportCheck
from initiatives.models.choices import Opinion
from initiatives.models.tally import Tally, Votes

OPINIONS = {
    Opinion.POSITIVE: gettext_lazy("vindt het een goed idee"),
    Opinion.WORRIED: gettext_lazy("vindt het een goed idee, maar heeft ook zorgen"),
    Opinion.DIVIDED: gettext_lazy("is verdeeld"),
    Opinion.NEGATIVE: gettext_lazy("vindt het geen goed idee"),
}


def in_numbers(votes: Votes) -> str:
    """The three numbers."""
    return _("%(pro)s voor, %(con)s tegen, %(neutral)s maakt het niet uit") % {
        "pro": votes.pro,
        "con": votes.con,
        "neutral": votes.neutral,
    }


def how_many_of(check: SupportCheck, tally: Tally) -> str:
    """How many answered, of how many where that is known."""
    number = tally.all.total
    if check.households:
        said = ngettext(
            "%(number)s van %(households)s huishoudens gaf antwoord",
            "%(number)s van %(households)s huishoudens gaven antwoord",
            number,
        )
        return said % {"number": number, "households": check.households}
    return ngettext("%(number)s antwoord", "%(number)s antwoorden", number) % {"number": number}


def what_was_said(check: SupportCheck, tally: Tally) -> str:
    """One sentence for everybody: opinions first, then the numbers."""
    said = [_("het kernoverleg %(says)s") % {"says": OPINIONS[Opinion(entry.opinion)]} for entry in tally.opinions]
    if tally.all.total:
        said.append(f"{how_many_of(check, tally)}: {in_numbers(tally.all)}")
    return "; ".join(said) or _("niemand heeft gereageerd")

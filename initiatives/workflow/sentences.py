"""What the resident reads after each step: short sentences, plain words, 'u'."""

from datetime import date

from django.utils import formats
from django.utils.translation import gettext as _

from accounts.models import User
from initiatives.letters.readers import first_contact
from initiatives.models import Initiative
from initiatives.models.choices import SENSITIVE_REFERRALS, SupportConclusion
from initiatives.models.decision import Approval
from initiatives.models.tally import count
from initiatives.workflow.action import Situation
from initiatives.workflow.counted import what_was_said
from kernen.words import words_for_residents


def long_day(day: date | str | None) -> str:
    """A date as one says it: 12 december 2026; what is not filled in yet stays as it is."""
    return formats.date_format(day, "j F Y") if isinstance(day, date) else day or ""


def whole(said: str, *, mark: str = ".") -> str:
    """Words somebody typed as a sentence: a capital in front, a mark at the end."""
    text = said.strip()
    return text[:1].upper() + text[1:] + ("" if text.endswith((".", "!", "?", "…")) else mark)


def logged(s: Situation) -> str:
    """The receipt."""
    contact = first_contact(s.initiative, on=s.today)
    who = contact.name if contact else _("de gemeente, telefoon %s") % s.municipality.phone
    return _("Wij hebben uw idee opgeschreven. Het nummer is %(number)s. Uw contactpersoon is: %(who)s.") % {
        "number": s.initiative.reference,
        "who": who,
    }


def submitted(s: Situation) -> str:
    """It lies at the town hall."""
    return _("Uw idee ligt op het gemeentehuis. Voor %s hoort u wie u verder helpt.") % long_day(s.initiative.due_on)


def sent_back(s: Situation) -> str:
    """Only where it was asked to tell."""
    return _("Wij praten nog even met u verder over uw idee.") if s.inputs["tell_resident"] else ""


def assigned(_s: Situation) -> str:
    """Somebody was asked."""
    return _("Wij hebben een medewerker gevraagd om naar uw idee te kijken.")


def accepted(s: Situation) -> str:
    """Somebody looks at it, and calls."""
    contact = s.clocks.after("first_contact", s.today)
    team = s.user.function_title or words_for_residents()["beleidsmedewerker"].the
    return _("%(team)s bekijkt uw idee en neemt voor %(day)s contact met u op.") % {
        "team": team[:1].upper() + team[1:],
        "day": long_day(contact),
    }


def reassigned(s: Situation) -> str:
    """Another colleague, by function; whether an appointment stands, the page and the letter say as it is by then."""
    officer: User = s.inputs["officer"]
    if not officer.function_title:
        return _("U heeft een andere medewerker.")
    return _("U heeft een andere medewerker: %s.") % officer.function_title


def asked(s: Situation) -> str:
    """The question itself, and until when."""
    return _("Wij hebben een vraag aan u: %(question)s Antwoord graag voor %(day)s.") % {
        "question": whole(s.inputs["question"], mark="?"),
        "day": long_day(s.inputs["due_on"]),
    }


def answered(_s: Situation) -> str:
    """Thanks."""
    return _("Dank u voor uw antwoord. Wij gaan verder met uw idee.")


def went_on(_s: Situation) -> str:
    """Without an answer."""
    return _("Wij gaan verder met wat wij weten.")


def held(s: Situation) -> str:
    """Waiting, why, and until when."""
    return _("Even wachten. %(why)s Wij kijken hier weer naar op %(day)s.") % {
        "why": whole(s.inputs["public_sentence"]),
        "day": long_day(s.inputs["review_on"]),
    }


def resumed(_s: Situation) -> str:
    """On again."""
    return _("Wij gaan weer verder met uw idee.")


def support_started(s: Situation) -> str:
    """Who is asked, by whom, until when."""
    return _("Wij vragen de buurt tot en met %(day)s. Wie vraagt het: %(who)s. Aan wie: %(area)s.") % {
        "day": long_day(s.inputs["closes_on"]),
        "who": s.inputs["organiser"],
        "area": s.inputs["area"],
    }


def support_closed(s: Situation) -> str:
    """What neighbours said, in numbers or words, and what is done with it."""
    check = s.initiative.support_checks.order_by("-pk").first()
    conclusion = {
        SupportConclusion.ENOUGH: _("Er is genoeg steun."),
        SupportConclusion.DIVIDED: _("De buurt is verdeeld."),
        SupportConclusion.NOT_ENOUGH: _("Er is nog niet genoeg steun."),
    }.get(s.inputs["conclusion"], "…")
    return _("Dit zei de buurt: %(said)s. %(conclusion)s %(summary)s") % {
        "said": what_was_said(check, count(check)) if check else "…",
        "conclusion": conclusion,
        "summary": s.inputs["summary"],
    }


def proposed(s: Situation) -> str:
    """When there will be a decision."""
    return _("Wij nemen een besluit over uw idee. Dat doen wij voor %s.") % long_day(s.initiative.due_on)


def returned(_s: Situation) -> str:
    """Back to the officer."""
    return _("Wij bekijken uw idee nog wat verder.")


def approved(s: Situation) -> str:
    """Yes, or yes-if with what must be arranged."""
    yes = _("Ja, maar er is nog iets nodig.") if s.inputs["outcome"] == Approval.YES_IF else _("Ja.")
    conditions = [s.inputs[name] for name in sorted(s.inputs) if _names_a_condition(name) and s.inputs[name]]
    rest = _(" Wat eerst nodig is: %s.") % "; ".join(conditions) if conditions else ""
    return f"{yes} {whole(s.inputs['explanation'])}{rest}{_objection(s)}"


def _names_a_condition(name: str) -> bool:
    """condition_1, condition_2, ... but not their owners and dates."""
    return name.startswith("condition_") and name.removeprefix("condition_").isdigit()


def rejected(s: Situation) -> str:
    """No, why, and what can be done."""
    return _("Nee. %(why)s Dit kan wel: %(alternative)s%(objection)s") % {
        "why": whole(s.inputs["explanation"]),
        "alternative": whole(s.inputs["alternative"]),
        "objection": _objection(s),
    }


def _objection(s: Situation) -> str:
    """Only after a decision on an application (Awb 6:7: six weeks from the day after the letter)."""
    if not s.initiative.is_formal or not isinstance(s.inputs["letter_on"], date):
        return ""
    last = s.clocks.calendar.end_of_legal_term(s.inputs["letter_on"], s.clocks.terms["objection"].days)
    return _(" Bent u het er niet mee eens? Tot en met %s kunt u bezwaar maken.") % long_day(last)


def started(s: Situation) -> str:
    """Work begins."""
    return _("Wij zijn bezig met uw idee. Het begint op %(day)s. Wie doet wat: %(who)s") % {
        "day": long_day(s.inputs["starts_on"]),
        "who": whole(s.inputs["who_does_what"]),
    }


def handed_over(s: Situation) -> str:
    """The boomerang."""
    return _("U gaat zelf verder. Wij helpen tot en met %(end)s. Op %(day)s bellen wij om te vragen hoe het gaat.") % {
        "end": long_day(s.inputs["support_ends_on"]),
        "day": long_day(s.inputs["check_in_on"]),
    }


def helping_again(_s: Situation) -> str:
    """The municipality is back."""
    return _("Wij helpen u weer.")


def completed(s: Situation) -> str:
    """Thanks, and the result."""
    result: str = s.inputs["result"]
    return _("Klaar. Dank u wel voor uw inzet. Dit is het resultaat: %s") % result.strip()


def referred(s: Situation) -> str:
    """Where one is better off; of sensitive things nothing is said anywhere."""
    if s.inputs["kind"] in SENSITIVE_REFERRALS:
        return ""
    phone = f", {s.inputs['receiver_phone']}" if s.inputs["receiver_phone"] else ""
    warm = _(" Wij hebben het al doorgegeven.") if s.inputs["warm"] else ""
    return _("U kunt beter daar terecht: %(who)s%(phone)s.%(warm)s") % {
        "who": s.inputs["receiver"],
        "phone": phone,
        "warm": warm,
    }


def merged(s: Situation) -> str:
    """Together with another idea."""
    target: Initiative = s.inputs["target"]
    return _("Uw idee gaat samen verder met een ander idee. Het nieuwe nummer is %s.") % target.reference


def unmerged(_s: Situation) -> str:
    """Apart again."""
    return _("Uw idee gaat weer apart verder.")


def stopped(_s: Situation) -> str:
    """An honest end, and a door that stays open."""
    return _("Uw idee is gestopt. U mag altijd terugkomen.")


def reopened(_s: Situation) -> str:
    """Another look."""
    return _("Wij kijken opnieuw naar uw idee.")

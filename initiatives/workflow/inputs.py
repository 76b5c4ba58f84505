"""What each row of the table asks, question by question."""

from datetime import date

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from initiatives.models import Initiative
from initiatives.models.choices import (
    GiveBackReason,
    HoldReason,
    ReferralKind,
    RejectReason,
    SixQuestions,
    Verdict,
    WithdrawReason,
)
from initiatives.models.decision import Approval, ConditionOwner
from initiatives.models.stake import involved_in
from initiatives.statuses import Status
from initiatives.workflow.action import Input, Situation
from initiatives.workflow.asking import (
    choice,
    day,
    email,
    euros,
    line,
    pick,
    text,
    tick,
    today,
    tomorrow,
)
from kernen.models import FundingSource, PolicyDomain, Role, RoleHolding

MAX_CONDITIONS = 3


def advisers(s: Situation) -> QuerySet[User]:
    """Everybody who may be asked for advice: beleidsmedewerkers and the GGD adviser, who have no stake in it."""
    held = RoleHolding.objects.current(s.today).filter(role__in=(Role.BELEIDSMEDEWERKER, Role.GGD_ADVISER))
    return held.people().exclude(pk__in=involved_in(s.initiative)).order_by("name")


def domains(_s: Situation) -> QuerySet[PolicyDomain]:
    """The domains in use."""
    return PolicyDomain.objects.current().order_by("name")


def merge_targets(s: Situation) -> QuerySet[Initiative]:
    """Running initiatives this person may see, other than this one."""
    return (
        Initiative.objects.visible_to(s.user)
        .running()
        .exclude(pk=s.initiative.pk)
        .exclude(status=Status.DRAFT)
        .order_by("-pk")
    )


def sources(s: Situation) -> QuerySet[FundingSource]:
    """The purses that are open today."""
    rows = FundingSource.objects.filter(starts_on__lte=s.today).exclude(ends_on__lt=s.today)
    return rows.order_by("name") if s.initiative.health_related else rows.filter(health_only=False).order_by("name")


def answer_due(s: Situation) -> date:
    """When an answer is hoped for."""
    return s.clocks.after("answer", s.today)


def last_review(s: Situation) -> date:
    """As long as something may be put aside at once."""
    return s.clocks.after("hold_review", s.today)


def officer_line(user: User) -> str:
    """An officer as the list shows them."""
    return f"{user.name} – {user.function_title}" if user.function_title else user.name


SEND_BACK = (
    text("reason", _("Waarom gaat het terug naar de coördinator?"), most=1000),
    tick("tell_resident", _("Laat de initiatiefnemer dit ook weten")),
)
ACCEPT = (
    tick(
        "no_conflict",
        _("Ik ben hier zelf niet bij betrokken"),
        help_text=_("Woont u in deze straat, of bent u familie? Geef het initiatief dan terug."),
        required=True,
    ),
)
GIVE_BACK = (
    choice("reason", _("Waarom geeft u het terug?"), GiveBackReason),
    text("suggestion", _("Wie kan dit beter oppakken?"), most=500),
    text(
        "handover_note",
        _("Overdrachtsnotitie"),
        most=2000,
        required=False,
        help_text=_("Nodig als u al met het initiatief bezig was."),
    ),
)
REQUEST_INFO = (
    text(
        "question",
        _("Uw vraag aan de bewoner"),
        most=2000,
        help_text=_("Korte zinnen, gewone woorden."),
        for_resident=True,
    ),
    day("due_on", _("Antwoord graag voor"), earliest=tomorrow, initial=answer_due),
)
RECEIVE_INFO = (text("answer", _("Het antwoord"), most=5000),)
CONTINUE_WITHOUT = (
    line("first_attempt", _("Eerste poging: wanneer en hoe?")),
    line("second_attempt", _("Tweede poging: wanneer en hoe?")),
    text("reason", _("Waarom kunnen wij verder zonder antwoord?"), most=500),
)
HOLD = (
    choice("reason", _("Waarop wachten wij?"), HoldReason),
    day("review_on", _("Wij kijken hier weer naar op"), earliest=tomorrow, latest=last_review),
    text(
        "public_sentence",
        _("Waarom moet de bewoner even wachten?"),
        most=300,
        help_text=_("Schrijf een hele zin."),
        for_resident=True,
    ),
)
RESUME = (text("note", _("Wat is er veranderd?"), most=500),)


def _six_questions() -> tuple[Input, ...]:
    """A verdict and one line for each question."""
    asked: list[Input] = []
    for question in SixQuestions:
        asked.append(choice(question.value, question.label.capitalize(), Verdict))
        asked.append(line(f"{question.value}_note", _("Toelichting: %s") % question.label, required=False))
    return tuple(asked)


PROPOSE = (
    *_six_questions(),
    text("advice", _("Advies"), most=4000),
    euros("amount", _("Bedrag in euro"), help_text=_("Geen geld nodig? Vul 0 in."), required=True),
    pick("source", _("Uit welke bron?"), sources, required=False),
    line("legal_basis", _("Juridische grondslag"), required=False),
    text("without_support_because", _("De buurt is niet gevraagd, omdat"), most=500, required=False),
    text("without_talk_because", _("Er was geen afspraak, omdat"), most=500, required=False),
    text("open_advice_because", _("Er is medeadvies niet afgewacht, omdat"), most=500, required=False),
)
RETURN_PROPOSAL = (text("missing", _("Wat ontbreekt er?"), most=1000),)


def _conditions() -> tuple[Input, ...]:
    """Room for a few conditions, each with an owner and a date."""
    asked: list[Input] = []
    for n in range(1, MAX_CONDITIONS + 1):
        asked += [
            line(f"condition_{n}", _("Wat moet er gebeuren?"), most=300, required=False),
            choice(f"condition_{n}_owner", _("Wie regelt het?"), ConditionOwner, required=False),
            day(f"condition_{n}_due_on", _("Voor welke dag?"), earliest=today, required=False),
            tick(f"condition_{n}_beforehand", _("Moet klaar zijn voor de start")),
        ]
    return tuple(asked)


APPROVE = (
    choice("outcome", _("Besluit"), Approval),
    text(
        "explanation",
        _("Wat leest de bewoner?"),
        most=2000,
        help_text=_("Korte zinnen, gewone woorden."),
        for_resident=True,
    ),
    *_conditions(),
    day("letter_on", _("Datum van de brief"), earliest=today, required=False, help_text=_("Alleen bij een aanvraag.")),
)
REJECT = (
    choice("reason", _("Reden"), RejectReason),
    text(
        "explanation",
        _("Waarom kan het niet?"),
        most=2000,
        help_text=_("Minstens twee gewone zinnen."),
        for_resident=True,
    ),
    text("alternative", _("Wat kan wel?"), most=2000, for_resident=True),
    tick("told_coordinator", _("De externe coördinator weet het al")),
    day("letter_on", _("Datum van de brief"), earliest=today, required=False, help_text=_("Alleen bij een aanvraag.")),
)
START = (
    text("who_does_what", _("Wie doet wat?"), most=2000, for_resident=True),
    day("starts_on", _("Begint op")),
)


def _check_in_first(s: Situation) -> date:
    """Not sooner than a season."""
    return s.clocks.after("check_in_min", s.today)


def _check_in_last(s: Situation) -> date:
    """Not later than a year."""
    return s.clocks.after("check_in_max", s.today)


HAND_OVER = (
    line("group_contact", _("Aanspreekpunt van de groep")),
    text("agreements", _("Afspraken over onderhoud, verzekering en sleutel"), most=2000, for_resident=True),
    day("support_ends_on", _("Wij helpen tot en met"), earliest=today),
    day("check_in_on", _("Wij bellen om te vragen hoe het gaat op"), earliest=_check_in_first, latest=_check_in_last),
)
RESUME_SUPPORT = (text("reason", _("Waarom helpen wij weer?"), most=500),)
COMPLETE = (
    text("result", _("Wat is het resultaat?"), most=2000, for_resident=True),
    text("went_well", _("Vraag aan de bewoner: wat ging goed?"), most=2000, required=False),
    text("could_be_better", _("Vraag aan de bewoner: wat kon beter?"), most=2000, required=False),
    text("without_because", _("De bewoner is niet gevraagd, omdat"), most=500, required=False),
    text("learned", _("Wat hebben wij geleerd?"), most=2000),
)
REFER = (
    choice("kind", _("Wat is dit?"), ReferralKind),
    line("receiver", _("Naar wie?"), most=120),
    line("receiver_phone", _("Telefoon"), most=30, required=False),
    email(
        "receiver_email",
        _("E-mailadres van de ontvanger"),
        help_text=_("Daar sturen wij het verhaal één keer naartoe."),
    ),
    tick("warm", _("Wij hebben het al doorgegeven")),
    text(
        "note",
        _("Notitie"),
        most=500,
        required=False,
        help_text=_("Wordt niet bewaard bij klacht, hulpvraag of ruzie."),
    ),
)
MERGE = (
    pick("target", _("Met welk initiatief gaat dit samen?"), merge_targets),
    tick("consent", _("De initiatiefnemers vinden het goed dat zij elkaars gegevens krijgen"), required=True),
)
UNMERGE = (text("reason", _("Waarom gaan zij weer uit elkaar?"), most=500),)
WITHDRAW = (
    choice("reason", _("Waarom stopt het?"), WithdrawReason),
    tick("others_asked", _("De anderen in de groep is gevraagd of zij doorgaan, of er is geen groep"), required=True),
    tick("confirmed", _("Ja, dit initiatief stopt"), required=True),
)
REOPEN = (
    text("reason", _("Waarom kijken wij er opnieuw naar?"), most=500),
    line("asked_by", _("Wie vroeg erom?"), most=120, help_text=_("Een functie of “de initiatiefnemer”.")),
    tick(
        "messages_again",
        _("Er is een contactpersoon die weer bericht wil"),
        help_text=_("Alleen nodig als de berichten waren gestopt, na overlijden of verhuizing."),
    ),
)

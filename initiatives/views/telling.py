"""How each status and each event is said to residents and neighbours: short sentences, plain words."""

from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrPromise

from initiatives.statuses import Status

Text = str | StrPromise

# What happens now.
NOW: dict[Status, Text] = {
    Status.EXPLORING: _("Uw contactpersoon praat met u over uw idee."),
    Status.SUBMITTED: _("Wij zoeken een medewerker die u kan helpen."),
    Status.ASSIGNED: _("Wij hebben een medewerker gevraagd om naar uw idee te kijken."),
    Status.IN_REVIEW: _("Een medewerker bekijkt wat er kan, en praat daarover met u."),
    Status.SUPPORT_CHECK: _("Wij vragen wat de buurt van uw idee vindt."),
    Status.DECISION_PENDING: _("Wij nemen een besluit over uw idee. Daarna bellen wij u."),
    Status.APPROVED: _("Uw idee kan doorgaan. Wij spreken met u af hoe wij beginnen."),
    Status.IN_REALISATION: _("Wij zijn bezig met uw idee. Dat doen wij samen met u."),
    Status.HANDED_OVER: _("U gaat zelf verder. De gemeente laat u niet vallen."),
    Status.COMPLETED: _("Uw idee is klaar. Dank u wel voor uw inzet."),
    Status.INFO_REQUESTED: _("Wij wachten op uw antwoord. Daarna gaan wij verder."),
    Status.ON_HOLD: _("Uw idee ligt even stil. Hieronder leest u waarom."),
    Status.REJECTED: _("Uw idee gaat niet door. Hieronder leest u waarom, en wat wel kan."),
    Status.REFERRED: _("Een andere organisatie kan u beter helpen. Hieronder leest u welke."),
    Status.WITHDRAWN: _("Uw idee is gestopt. U mag altijd terugkomen. Bel dan uw contactpersoon."),
}
# When one hears something.
WHEN: dict[Status, Text] = {
    Status.EXPLORING: _("U hoort voor %(day)s hoe het verder gaat."),
    Status.SUBMITTED: _("U hoort voor %(day)s wie u verder helpt."),
    Status.ASSIGNED: _("U hoort voor %(day)s wie u verder helpt."),
    Status.IN_REVIEW: _("U hoort voor %(day)s hoe het verder gaat."),
    Status.SUPPORT_CHECK: _("Dat duurt tot en met %(day)s. Daarna hoort u wat de buurt zei."),
    Status.DECISION_PENDING: _("U hoort voor %(day)s wat het besluit is."),
    Status.APPROVED: _("U hoort voor %(day)s wanneer het begint."),
    Status.IN_REALISATION: _("U hoort voor %(day)s hoe het gaat."),
    Status.HANDED_OVER: _("Wij bellen u op %(day)s om te vragen hoe het gaat."),
    Status.INFO_REQUESTED: _("Antwoord graag voor %(day)s."),
    Status.ON_HOLD: _("Wij kijken hier weer naar op %(day)s. Dan hoort u van ons."),
}
LATE = _("U zou voor %(day)s iets van ons horen. Dat is niet gelukt. Onze excuses. Bel gerust uw contactpersoon.")
ANSWER_LATE = _("Wij hoopten op een antwoord voor %(day)s. U kunt nog steeds antwoorden.")

DECIDED_LABEL = _("Er is een besluit")
DECIDED_NOW = _("Er is een besluit. Wij bellen u hierover.")
DECIDED_WHEN = _("Wij bellen u hierover voor %(day)s.")

# What a thing that happened is called above its sentence.
TITLES: dict[str, Text] = {
    "log": _("Idee opgeschreven"),
    "submit": _("Naar het gemeentehuis"),
    "assign": _("Medewerker gevraagd"),
    "accept": _("Een medewerker gaat ermee aan de slag"),
    "reassign": _("Een andere medewerker"),
    "request_info": _("Een vraag aan u"),
    "receive_info": _("Antwoord ontvangen"),
    "continue_without": _("Verder zonder antwoord"),
    "hold": _("Even wachten"),
    "resume": _("Weer verder"),
    "start_support": _("Vraag aan de buurt"),
    "close_support": _("De buurt heeft geantwoord"),
    "postpone_support": _("De buurt krijgt meer tijd"),
    "propose": _("Klaar voor een besluit"),
    "return_proposal": _("Nog wat verder bekijken"),
    "inform_initiator": _("Besluit"),
    "meet_condition": _("Dit is nu geregeld"),
    "start": _("Begonnen"),
    "hand_over": _("De groep gaat zelf verder"),
    "resume_support": _("De gemeente helpt weer"),
    "complete": _("Klaar"),
    "refer": _("Naar een andere organisatie"),
    "merge": _("Samen met een ander idee"),
    "unmerge": _("Weer apart verder"),
    "withdraw": _("Gestopt"),
    "reopen": _("Opnieuw bekeken"),
    "plan_appointment": _("Over een afspraak"),
    "pick_appointment": _("Moment gekozen voor de afspraak"),
    "cancel_appointment": _("Afspraak afgezegd"),
    "record_appointment": _("Over de afspraak"),
    "extend_term": _("Het duurt langer"),
    "correct": _("Dit zetten wij recht"),
}
TITLE_OF_ANY = _("Bericht van de gemeente")

# What the steps are, for who does not know them yet.
EXPLAINED: tuple[Text, ...] = (
    _("U vertelt uw idee aan de coördinator bij u in de buurt."),
    _("Een medewerker van de gemeente kijkt wat er kan, en praat met u."),
    _("Als het nodig is, vragen wij wat de buurt ervan vindt."),
    _("De gemeente zegt ja of nee, en legt uit waarom. Wij bellen u."),
    _("U gaat aan de slag. De gemeente helpt."),
    _("Het is er. Wij vragen hoe het ging."),
)
# The six questions every idea is judged by, asked before anybody starts.
ASKED_OF_EVERY_IDEA: tuple[Text, ...] = (
    _("Is het goed voor meer mensen dan uzelf?"),
    _("Wat doet u zelf?"),
    _("Wat vindt de buurt ervan?"),
    _("Kan het, en mag het?"),
    _("Wie zorgt er later voor?"),
    _("Past het bij wat de gemeente doet?"),
)

# What a neighbour reads: nobody's "u" and nobody's name.
FOR_NEIGHBOURS: dict[Status, Text] = {
    Status.SUBMITTED: _("Ligt op het gemeentehuis"),
    Status.ASSIGNED: _("De gemeente bekijkt het"),
    Status.IN_REVIEW: _("De gemeente bekijkt het"),
    Status.SUPPORT_CHECK: _("Wij vragen de buurt"),
    Status.DECISION_PENDING: _("Wacht op een besluit"),
    Status.APPROVED: _("Gaat door"),
    Status.IN_REALISATION: _("Het werk is begonnen"),
    Status.HANDED_OVER: _("Bewoners gaan zelf verder"),
    Status.COMPLETED: _("Klaar"),
    Status.INFO_REQUESTED: _("De gemeente bekijkt het"),
    Status.ON_HOLD: _("Ligt even stil"),
    Status.REJECTED: _("Gaat niet door"),
    Status.REFERRED: _("Hoort bij een andere organisatie"),
    Status.MERGED: _("Gaat samen met een ander idee"),
    Status.WITHDRAWN: _("Gestopt"),
}

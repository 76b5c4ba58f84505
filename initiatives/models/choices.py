"""The closed lists people choose from, each with its Dutch words."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class InitiatorKind(models.TextChoices):
    """In what capacity somebody comes with an idea."""

    RESIDENT = "resident", _("inwoner")
    GROUP = "group", _("groep inwoners")
    KERNOVERLEG = "kernoverleg", _("kernoverleg")
    ASSOCIATION = "association", _("vereniging")
    FOUNDATION = "foundation", _("stichting")
    SCHOOL = "school", _("school")
    CARE = "care", _("zorg- of welzijnsorganisatie")
    BUSINESS = "business", _("ondernemer")


class Ask(models.TextChoices):
    """What is asked of the municipality; this steers the route more than the theme does."""

    THINK_ALONG = "think_along", _("meedenken")
    CONTACT = "contact", _("contact met anderen")
    SPACE = "space", _("een plek of ruimte")
    PERMISSION = "permission", _("toestemming")
    MATERIAL = "material", _("materiaal of werk")
    UPKEEP = "upkeep", _("afspraak over onderhoud")
    MONEY = "money", _("geld")


class YesNoUnknown(models.TextChoices):
    """An answer that may be that nobody knows."""

    YES = "yes", _("ja")
    NO = "no", _("nee")
    UNKNOWN = "unknown", _("weet niet")


class Channel(models.TextChoices):
    """How somebody wants to hear from us."""

    EMAIL = "email", _("e-mail")
    LETTER = "letter", _("brief")
    PHONE = "phone", _("telefoon")
    COORDINATOR = "coordinator", _("via de coördinator")
    NONE = "none", _("geen contact")


class Level(models.TextChoices):
    """How much somebody wants to read."""

    PLAIN = "plain", _("gewone brief (B1)")
    SHORT = "short", _("korte brief: alleen het nodigste")


class Way(models.TextChoices):
    """Through which door an act or a text came in."""

    PAGE = "page", _("website")
    PHONE = "phone", _("telefoon")
    LETTER = "letter", _("brief")
    COUNTER = "counter", _("gesprek")


class Audience(models.TextChoices):
    """Who may read an event; fixed when it is written."""

    INTERNAL = "internal", _("intern")
    PARTNER = "partner", _("partner")
    RESIDENT = "resident", _("bewoner")
    PUBLIC = "public", _("openbaar")


# The deed by which somebody says to have a stake in an initiative.
REPORT_CONFLICT = "report_conflict"


class GiveBackReason(models.TextChoices):
    """Why an officer gives an initiative back."""

    WRONG_DOMAIN = "wrong_domain", _("verkeerd domein")
    INVOLVED = "involved", _("betrokken")
    NO_CAPACITY = "no_capacity", _("geen capaciteit")
    ABSENT = "absent", _("afwezig")
    OTHER = "other", _("anders")


class HoldReason(models.TextChoices):
    """What we are waiting for."""

    SEASON = "season", _("het seizoen")
    PERMIT = "permit", _("een vergunning")
    MONEY = "money", _("geld")
    OTHER_PARTY = "other_party", _("een andere partij")
    ILLNESS = "illness", _("ziekte van de initiatiefnemer")
    POLICY = "policy", _("beleid in de maak")
    SENSITIVE = "sensitive", _("het ligt gevoelig")


class RejectReason(models.TextChoices):
    """Why the answer is no."""

    NOT_COMMON = "not_common", _("geen algemeen belang")
    NO_SUPPORT = "no_support", _("te weinig steun uit de buurt")
    NOT_FEASIBLE = "not_feasible", _("niet haalbaar of niet toegestaan")
    NO_MONEY = "no_money", _("geen geld beschikbaar")
    ALREADY_DONE = "already_done", _("gebeurt al of is al gedaan")
    UPKEEP = "upkeep", _("beheer daarna is niet geregeld")
    OTHER = "other", _("anders")


class WithdrawReason(models.TextChoices):
    """Why an initiative stops."""

    WITHDRAWN = "withdrawn", _("ingetrokken")
    NO_CONTACT = "no_contact", _("geen contact")
    DECEASED_OR_MOVED = "deceased_or_moved", _("overleden of verhuisd")
    GROUP_STOPPED = "group_stopped", _("groep gestopt")
    CONDITIONS = "conditions", _("voorwaarden niet gehaald")
    NOT_FEASIBLE = "not_feasible", _("bleek niet haalbaar")


class ReferralKind(models.TextChoices):
    """What it was when it was not an initiative, or belongs elsewhere."""

    REPORT = "report", _("melding openbare ruimte")
    COMPLAINT = "complaint", _("klacht")
    CARE_REQUEST = "care_request", _("hulpvraag")
    MEDIATION = "mediation", _("burenconflict")
    COUNCIL = "council", _("voorstel aan de raad")
    CHALLENGE = "challenge", _("uitdaagrecht")
    PERMIT = "permit", _("vergunning")
    BUSINESS = "business", _("ondernemer")
    OTHER_GOVERNMENT = "other_government", _("andere overheid")
    HOUSING = "housing", _("woningcorporatie")
    FUND = "fund", _("fonds")


# Of these nothing but the count is kept (people in need or in a quarrel).
SENSITIVE_REFERRALS = (ReferralKind.COMPLAINT, ReferralKind.CARE_REQUEST, ReferralKind.MEDIATION)


class SupportMethod(models.TextChoices):
    """How the neighbourhood is asked; one check may go several ways."""

    KERNOVERLEG = "kernoverleg", _("bespreking in het kernoverleg")
    LIST = "list", _("papieren lijst: voor, tegen, maakt niet uit")
    MEETING = "meeting", _("telling op een bijeenkomst")
    DOOR_TO_DOOR = "door_to_door", _("huis aan huis")
    LETTER = "letter", _("brief met een code")
    PAGE = "page", _("de open pagina op de website")


class SupportAnswer(models.TextChoices):
    """What a neighbour may say."""

    FOR = "for", _("voor")
    AGAINST = "against", _("tegen")
    NEUTRAL = "neutral", _("maakt niet uit")


class Opinion(models.TextChoices):
    """What a kernoverleg thinks of an idea; it weighs, and the municipality decides."""

    POSITIVE = "positive", _("positief")
    WORRIED = "worried", _("positief met zorgen")
    DIVIDED = "divided", _("verdeeld")
    NEGATIVE = "negative", _("negatief")


class SupportConclusion(models.TextChoices):
    """What the municipality concludes from what neighbours said; reasoned, never a bare percentage."""

    ENOUGH = "enough", _("voldoende steun")
    DIVIDED = "divided", _("verdeeld")
    NOT_ENOUGH = "not_enough", _("onvoldoende steun")
    # The idea stopped while the neighbourhood was still being asked; nobody chooses this.
    STOPPED = "stopped", _("niet afgemaakt")


CONCLUSIONS = (SupportConclusion.ENOUGH, SupportConclusion.DIVIDED, SupportConclusion.NOT_ENOUGH)


class Verdict(models.TextChoices):
    """The answer to one of the six questions."""

    YES = "yes", _("ja")
    PARTLY = "partly", _("deels")
    NO = "no", _("nee")
    NOT_APPLICABLE = "not_applicable", _("n.v.t.")


class SixQuestions(models.TextChoices):
    """What every idea is judged by; shown to residents before they start. No points, no weights."""

    COMMON_INTEREST = "common_interest", _("algemeen belang")
    OWN_EFFORT = "own_effort", _("eigen inzet")
    SUPPORT = "support", _("steun uit de buurt")
    FEASIBLE = "feasible", _("haalbaar en toegestaan")
    UPKEEP = "upkeep", _("beheer daarna")
    FITS = "fits", _("past bij het domein")

"""What the register of processing says, table by table, in words for the privacy officer."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrPromise

INSIDE = _("medewerkers die aan het initiatief werken; niemand daarbuiten")
TASK = _("publieke taak (AVG 6 lid 1 e)")
WITH_STORY = _("zolang het initiatief wordt bewaard (bewaartermijn per uitkomst)")


@dataclass(frozen=True, kw_only=True)
class Subject:
    """One kind of processing: whose, what for, and the tables in which it lies."""

    name: str | StrPromise
    whose: str | StrPromise
    purpose: str | StrPromise
    tables: Mapping[str, str]
    basis: str | StrPromise = TASK
    term: str | StrPromise = WITH_STORY
    receivers: str | StrPromise = INSIDE
    hands_off: str | StrPromise = ""


SUBJECTS = (
    Subject(
        name=_("Contact met inwoners"),
        whose=_("initiatiefnemers, wie meedoet, ouders en begeleiders"),
        purpose=_("inwoners bereiken en laten weten hoe het met hun idee staat"),
        receivers=_("de coördinator van de kern, de beleidsmedewerker en de kernambtenaar; de drukker van brieven"),
        tables={
            "initiatives.ContactPerson": "name email phone street postcode city language",
            "initiatives.Message": "recipient address subject body calendar error",
            "initiatives.Task": "title text_ready",
        },
    ),
    Subject(
        name=_("Toestemmingen"),
        whose=_("initiatiefnemers"),
        purpose=_("weten waar iemand ja tegen zei, en wanneer"),
        basis=_("toestemming (AVG 6 lid 1 a), in te trekken op de statuspagina"),
        tables={"initiatives.Consent": "kind given_on way withdrawn_on"},
    ),
    Subject(
        name=_("Het idee en wat ermee gebeurt"),
        whose=_("initiatiefnemers, en wie in een tekst wordt genoemd"),
        purpose=_("het idee beoordelen, erover besluiten en het overdragen"),
        tables={
            "initiatives.Initiative": "title summary description aim already_tried own_effort place organisation"
            " brought_in_by fiscal_host asks_note earlier_request upkeep controversial_note public_summary",
            "initiatives.EventText": "sentence translations inputs",
            "initiatives.Note": "text",
            "initiatives.Attachment": "name",
            "initiatives.Appointment": "place discussed possible needed who_does_what",
            "initiatives.Assignment": "note handover_note",
            "initiatives.CoAdvice": "question answer",
            "initiatives.InfoRequest": "question answer attempts",
            "initiatives.RouteChoice": "reason",
            "initiatives.Decision": "advice without_support_because without_talk_because open_advice_because"
            " explanation alternative",
            "initiatives.Condition": "text",
            "initiatives.Handover": "group_contact agreements",
            "initiatives.Evaluation": "result went_well could_be_better without_because learned",
            "initiatives.Referral": "receiver receiver_phone",
        },
    ),
    Subject(
        name=_("Signalen"),
        whose=_("inwoners die iets doorgeven"),
        purpose=_("reageren op een tip, en er met een ja een initiatief van maken"),
        term="signal_kept",
        tables={"initiatives.Signal": "text name phone email note"},
    ),
    Subject(
        name=_("De buurt vragen"),
        whose=_("buurtbewoners die antwoorden, en wie vraagt of telt"),
        purpose=_("weten wat de buurt ervan vindt, in aantallen"),
        term="reaction_kept",
        tables={
            "initiatives.SupportCheck": "area organiser how_informed public_text when_planned what_changes"
            " can_still_change summary reasons",
            "initiatives.SupportEntry": "place tellers note struck_because",
            "initiatives.SupportVoice": "why place",
            "initiatives.Concern": "wording answer changed",
        },
    ),
    Subject(
        name=_("Vergaderingen van kernoverleggen"),
        whose=_("voorzitters, notulisten en wie iets toezegt"),
        purpose=_("de agenda versturen en bewaren wat er is afgesproken"),
        term=_("zolang de groep bestaat"),
        receivers=_("de leden van de groep; het verslag is zonder namen"),
        tables={
            "kernen.Kernoverleg": "chair_name chair_email chair_phone rhythm",
            "overleg.Meeting": "place note recorder report",
            "overleg.AgendaItem": "title concerns note wants_more_time",
            "overleg.Promise": "what who",
            "overleg.Wish": "text",
        },
    ),
    Subject(
        name=_("Zoeken en meenemen"),
        whose=_("wie in een zoekopdracht of reden wordt genoemd"),
        purpose=_("een lijst terugvinden, en weten waarvoor die is meegenomen"),
        term=_("tot de medewerker de lijst weggooit; van exports zolang het logboek bestaat"),
        tables={"initiatives.SavedView": "name query", "initiatives.ExportLog": "reason"},
    ),
    Subject(
        name=_("Accounts"),
        whose=_("medewerkers en mensen van organisaties waarmee de gemeente werkt"),
        purpose=_("inloggen, weten wie wat mag en inwoners zeggen wie zij kunnen bellen"),
        term=_("zolang het account bestaat; de naam blijft bij wat iemand deed"),
        receivers=_("collega's; inwoners zien naam, telefoon en foto van hun coördinator"),
        hands_off=_("Dit is een account. Dat gaat via Beheer."),
        tables={
            "accounts.User": "password email name function_title phone phone_hours photo organisation"
            " processing_agreement",
            "account.EmailAddress": "email",
            "mfa.Authenticator": "data",
            "socialaccount.SocialAccount": "uid extra_data",
            "admin.LogEntry": "object_repr change_message",
            "kernen.Absence": "starts_on ends_on",
            "kernen.RoleHolding": "starts_on ends_on",
        },
    ),
    Subject(
        name=_("Logboeken"),
        whose=_(
            "medewerkers; wie in een reden wordt genoemd (dat hoort niet: bij elke reden staat “noem geen bewoners”)"
        ),
        purpose=_("kunnen laten zien wie wat deed en wie wat inzag (BIO2 8.15)"),
        basis=_("wettelijke plicht (AVG 6 lid 1 c, artikel 32)"),
        term=_("zolang het initiatief wordt bewaard; een logboek wordt nooit gewijzigd"),
        receivers=_("functioneel beheerder en functionaris gegevensbescherming"),
        hands_off=_(
            "Dit is een logboek. Daarin verandert niemand iets, ook niet om een naam te wissen: anders bewijst het "
            "niets meer (AVG 17 lid 3 b en e)."
        ),
        tables={
            "initiatives.Event": "actor function at",
            "initiatives.AccessEntry": "why actor function at",
            "kernen.BreakGlass": "reason",
        },
    ),
    Subject(
        name=_("Archief en AVG-verzoeken"),
        whose=_("wie in een reden wordt genoemd (dat hoort niet)"),
        purpose=_("kunnen laten zien dat er volgens de regels is bewaard, gewist en vernietigd"),
        basis=_("wettelijke plicht (Archiefwet; AVG 12 lid 3)"),
        term=_("blijvend"),
        receivers=_("archivaris en functionaris gegevensbescherming"),
        tables={
            "archive.PersonRequest": "kept_because",
            "archive.DestructionList": "returned_because",
            "archive.DestructionItem": "kept_because",
        },
    ),
    Subject(
        name=_("De gemeente zelf"),
        whose=_("wie de gemeente als aanspreekpunt noemt"),
        purpose=_("inwoners zeggen waar zij terechtkunnen"),
        term=_("tot de gemeente het wijzigt"),
        receivers=_("iedereen"),
        hands_off=_("Dit is een instelling van de gemeente. Die wijzigt u in Beheer."),
        tables={
            "kernen.Municipality": "phone phone_hours email visiting_address visiting_hours privacy_text"
            " accessibility_text privacy_officer privacy_officer_email security_contact",
            "kernen.FundingSource": "owner note",
            "kernen.Mandate": "name",
            "kernen.Kern": "meeting_place note",
            "kernen.Outage": "text",
            "initiatives.LetterTemplate": "body",
            "initiatives.StandardText": "title text",
        },
    ),
)

# Of a person and in the register, but never looked through and in no copy: whoever reads these, gets in.
SECRETS = frozenset({"accounts.User.password", "mfa.Authenticator.data"})

# No word of a person: codes, digests, numbers, names of things. A new column stands in one list or the other.
NOTHING_OF_PEOPLE = frozenset(
    f"{model}.{name}"
    for model, names in {
        "initiatives.Initiative": "return_status reference access_code_hash asks",
        "initiatives.AccessEntry": "object_type request_id",
        "initiatives.Seal": "digest",
        "initiatives.CalendarFeed": "token_hash",
        "initiatives.Event": "action object_type result digest",
        "initiatives.EventText": "salt",
        "initiatives.Attachment": "sha256",
        "initiatives.Decision": "legal_basis answers",
        "initiatives.LetterTemplate": "action language",
        "initiatives.StandardText": "actions",
        "initiatives.MailLink": "token_hash",
        "initiatives.Message": "language once message_id",
        "initiatives.SupportCheck": "ways households_source",
        "initiatives.SupportCode": "digest",
        "initiatives.Task": "leads_to term_key",
        "archive.Erasure": "model columns because",
        "archive.RetentionRule": "list_number source",
        "archive.DestructionItem": "list_number",
        "overleg.ChairLink": "token_hash",
        "kernen.PolicyDomain": "code name resident_word description keywords",
        "kernen.Kern": "name slug inhabitants_source households_source",
        "kernen.CbsArea": "code",
        "kernen.Kernoverleg": "name",
        "kernen.FundingSource": "name legal_basis",
        "kernen.Mandate": "source",
        "kernen.Municipality": "name prefix gm_code website logo security_policy accessibility_statement digest_hours",
        "kernen.Word": "singular plural",
        "kernen.Term": "key name",
        "kernen.Holiday": "name",
        "account.EmailConfirmation": "key",
        "socialaccount.SocialAccount": "provider",
        "socialaccount.SocialApp": "client_id key name provider provider_id secret settings",
        "socialaccount.SocialToken": "token token_secret",
        "admin.LogEntry": "object_id",
        "auth.Permission": "name codename",
        "auth.Group": "name",
        "contenttypes.ContentType": "app_label model",
        # What is in a session is looked through apart: it is packed and signed.
        "sessions.Session": "session_data",
    }.items()
    for name in names.split()
)

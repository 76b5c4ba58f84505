"""The timeline as far as somebody may follow it: which lines, what they are called there, and what stands in them."""

from collections.abc import Iterable

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from initiatives.deeds.platform import NotedAs
from initiatives.letters.tells import CORRECT
from initiatives.models import Event, Initiative
from initiatives.models.choices import Audience, GiveBackReason, HoldReason, RejectReason, WithdrawReason
from initiatives.relations import Relation, may_read, relations_of
from kernen.roles import Roles

# What has no row in a table of its own.
OTHER_TITLES = {
    "edit_content": _("Gegevens aangepast"),
    "edit_contact": _("Contactgegevens aangepast"),
    "avg_request_execute": _("Gegevens van een persoon gewist"),
    "issue_code": _("Code uitgegeven"),
    "reissue_code": _("Nieuwe code uitgegeven"),
    "tick_task": _("Taak gedaan"),
    "untick_task": _("Taak toch niet gedaan"),
    "pass_on_task": _("Taak doorgegeven"),
    "pass_on_advice": _("Gevraagd advies doorgegeven"),
    "import": _("Ingelezen"),
    "release_message": _("Bericht vrijgegeven"),
    "edit_message": _("Bericht aangepast"),
    "hold_message": _("Bericht vastgehouden"),
    "discard_message": _("Bericht weggegooid"),
    "restore_message": _("Bericht toch klaargezet"),
    "attachment_upload": _("Bijlage toegevoegd"),
    "attachment_delete": _("Bijlage weggehaald"),
    "status_upload": _("Bestand van de bewoner"),
    "print_codes": _("Brieven met codes gemaakt"),
    "void_codes": _("Brieven met codes ongeldig gemaakt"),
}
# What was chosen from a closed list is kept as a code and read as words.
REASON_LISTS = (GiveBackReason, HoldReason, RejectReason, WithdrawReason, NotedAs)
REASONS = {choice.value: choice.label for reasons in REASON_LISTS for choice in reasons}
REASON_INPUTS = (
    "noted_as", "reason", "suggestion", "note", "actions", "missing", "question", "answer", "attachments",
    "about", "moment", "message", "went_well", "could_be_better",
    "wording", "correction",
)  # fmt: skip
# Who reads along with what is said between the coordinators and the town hall.
PARTNERS = {Relation.EXTERNAL_COORDINATOR, Relation.INTERNAL_COORDINATOR, Relation.KERNAMBTENAAR}


def lines_for(roles: Roles, initiative: Initiative) -> QuerySet[Event]:
    """The lines this reader may follow, newest first."""
    lines = initiative.events.order_by("-at", "-pk")
    if may_read("internal_notes", roles, initiative):
        return lines
    lines = lines.exclude(audience=Audience.INTERNAL)
    return lines if relations_of(roles, initiative) & PARTNERS else lines.exclude(audience=Audience.PARTNER)


def worded_for(roles: Roles, initiative: Initiative) -> QuerySet[Event]:
    """Those of which this reader also reads the words: what residents are told, and what was typed where one may."""
    lines = lines_for(roles, initiative).filter(text__emptied_at=None)
    if may_read("internal_notes", roles, initiative):
        return lines
    worded = ~Q(text__sentence="")
    if may_read("contact_data", roles, initiative):
        # What a resident typed is for who may reach the resident, too.
        worded |= Q(function=Relation.INITIATOR)
    return lines.filter(worded)


def readers_of(event: Event) -> str:
    """In words, for whom the line itself is: one that says nothing to residents does not stand on their page."""
    says_nothing = event.audience in (Audience.RESIDENT, Audience.PUBLIC) and not event.text.sentence
    return str(Audience.PARTNER.label) if says_nothing else event.get_audience_display()


def typed_in(event: Event) -> str:
    """The words of an internal step: why, and what is suggested."""
    said = (event.text.inputs.get(name) for name in REASON_INPUTS)
    return " – ".join(str(REASONS.get(words_, words_)) for words_ in said if isinstance(words_, str) and words_)


def corrections_of(initiative: Initiative, lines: Iterable[int]) -> list[Event]:
    """What puts these lines right, and what puts that right in its turn; the oldest first."""
    corrections = initiative.events.filter(action=CORRECT).select_related("text").order_by("at", "pk")
    return corrections_among(corrections, lines)


def corrections_among(events: Iterable[Event], lines: Iterable[int]) -> list[Event]:
    """The same out of events at hand, the oldest first: a mistake comes before what puts it right."""
    found, about = [], set(lines)
    for event in events:
        if event.action == CORRECT and event.object_id in about:
            found.append(event)
            about.add(event.pk)
    return found

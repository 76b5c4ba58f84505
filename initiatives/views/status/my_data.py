"""What the municipality keeps about a resident: to read, and as a copy to take along; contact data stays masked."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.http import require_safe

from initiatives.deeds.resident import EVALUATE, SAID_BY_RESIDENT
from initiatives.models import ContactPerson, Event, Initiative
from initiatives.models.choices import Ask
from initiatives.views.contact import contact_for
from initiatives.views.status.session import with_code
from initiatives.views.telling import Text
from initiatives.workflow.sentences import long_day

STORY: dict[str, Text] = {
    "title": _lazy("Titel"),
    "summary": _lazy("In één zin"),
    "description": _lazy("Uw verhaal"),
    "aim": _lazy("Wat u wilt bereiken"),
    "already_tried": _lazy("Wat u al probeerde"),
    "own_effort": _lazy("Wat u zelf doet"),
    "place": _lazy("Plek"),
    "organisation": _lazy("Naam van de groep"),
    "upkeep": _lazy("Wie het daarna onderhoudt"),
    "earlier_request": _lazy("Waar u het eerder vroeg"),
    "fiscal_host": _lazy("Vereniging die geld kan ontvangen"),
    "asks_note": _lazy("Over wat er nodig is"),
}
Row = tuple[Text, str]


@dataclass(frozen=True, kw_only=True)
class Part:
    """One heading with what is kept under it."""

    title: Text
    rows: list[Row]


@login_not_required
@require_safe
@with_code
def show(request: HttpRequest, initiative: Initiative) -> HttpResponse:
    """To read."""
    context = _kept(initiative) | {
        "breadcrumb": [(_("Volg uw idee"), reverse("status")), (_("Wat wij van u bewaren"), "")],
    }
    return render(request, "initiatives/status_my_data.html", context)


@login_not_required
@require_safe
@with_code
def copy(request: HttpRequest, initiative: Initiative) -> HttpResponse:
    """To take along, as a text that opens everywhere."""
    text = render_to_string("initiatives/status_my_data.txt", _kept(initiative))
    response = HttpResponse(text, content_type="text/plain; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{initiative.reference}.txt"'
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def _kept(initiative: Initiative) -> dict[str, object]:
    """Everything that came from the resident; what colleagues write for each other is asked for by phone."""
    today = timezone.localdate()
    parts = [
        Part(title=_("Uw idee"), rows=_story(initiative)),
        Part(title=_("Hoe wij u kunnen bereiken"), rows=_people(initiative.people.order_by("pk"))),
        Part(title=_("Waar u ja tegen zei"), rows=_consents(initiative)),
        Part(title=_("Wat u aan ons schreef"), rows=_said(initiative)),
        Part(title=_("Foto's en bestanden van u"), rows=_files(initiative)),
        Part(title=_("Wat wij u stuurden"), rows=_sent(initiative)),
    ]
    return {
        "initiative": initiative,
        "parts": [part for part in parts if part.rows],
        "contact": contact_for(initiative, on=today),
        "today": long_day(today),
    }


def _story(initiative: Initiative) -> list[Row]:
    """What was written down of the idea."""
    rows = [(label, getattr(initiative, name)) for name, label in STORY.items() if getattr(initiative, name)]
    asked = ", ".join(str(Ask(ask).label) for ask in initiative.asks if ask in Ask.values)
    logged = long_day(timezone.localdate(initiative.logged_at)) if initiative.logged_at else ""
    more = [(_("Gevraagd"), asked), (_("Opgeschreven op"), logged)]
    return [*rows, *((title, said) for title, said in more if said)]


def _people(people: Iterable[ContactPerson]) -> list[Row]:
    """Who, and how; enough to recognise it, too little for who finds the card."""
    return [
        (
            capfirst(person.get_role_display()),
            ", ".join(
                part
                for part in (
                    mask(person.name),
                    mask(person.email),
                    mask(person.phone, ending=2),
                    mask(person.street),
                    mask(person.postcode),
                    mask(person.city),
                    _("hoort van ons via: %s") % person.get_channel_display(),
                )
                if part
            ),
        )
        for person in people
    ]


def mask(said: str, *, ending: int = 0) -> str:
    """The first letter of every word and of both halves of an address; of a number the end."""
    if ending:
        return "*" * 4 + said[-ending:] if said else ""
    name, at, domain = said.partition("@")
    if at:
        return f"{name[:1]}***@{domain[:1]}***"
    return " ".join(f"{word[:1]}***" for word in said.split())


def _consents(initiative: Initiative) -> list[Row]:
    """To what, and since when or until when."""
    rows: list[Row] = []
    for person in initiative.people.prefetch_related("consents").order_by("pk"):
        for consent in person.consents.all():
            said = _("ja, sinds %s") % long_day(consent.given_on)
            if consent.withdrawn_on:
                said = _("ingetrokken op %s") % long_day(consent.withdrawn_on)
            rows.append((capfirst(consent.get_kind_display()), said))
    return rows


def _said(initiative: Initiative) -> list[Row]:
    """Answers to questions, and messages; the oldest first."""
    answers = [
        (asked.closed_at, asked.answer) for asked in initiative.info_requests.exclude(answer="") if asked.closed_at
    ]
    events = initiative.events.filter(action__in=(*SAID_BY_RESIDENT, EVALUATE)).select_related("text")
    said = [(event.at, _words(event)) for event in events]
    return [(long_day(timezone.localdate(at)), text) for at, text in sorted(answers + said) if text]


def _words(event: Event) -> str:
    """What was typed; a number to call stays masked."""
    typed = event.text.inputs
    words = [mask(said, ending=2) if name == "phone" else said for name, said in typed.items() if isinstance(said, str)]
    return " – ".join(words)


def _files(initiative: Initiative) -> list[Row]:
    """What was sent along."""
    files = initiative.attachments.filter(by_resident=True, removed_at=None).order_by("uploaded_at")
    return [(long_day(timezone.localdate(file.uploaded_at)), file.name) for file in files]


def _sent(initiative: Initiative) -> list[Row]:
    """Day, way and subject; the words themselves stand in the mail or letter."""
    sent = initiative.messages.filter(person__isnull=False, sent_at__isnull=False).order_by("sent_at", "pk")
    return [
        (long_day(timezone.localdate(message.sent_at)), f"{message.subject} ({message.get_channel_display()})")
        for message in sent
        if message.sent_at
    ]

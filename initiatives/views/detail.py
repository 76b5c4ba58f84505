"""One initiative: left the story, right what one can do."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import formats, timezone
from django.utils.translation import gettext as _

from accounts.models import User
from initiatives.clocks import lateness, open_clocks
from initiatives.deeds.access import may_hold_card
from initiatives.deeds.do import deeds_for
from initiatives.deeds.edit import EDIT_CONTENT
from initiatives.deeds.neighbourhood.asked import WHO as WHO_ASKS
from initiatives.deeds.table import DEED_OF
from initiatives.deeds.timeline import OTHER_TITLES, lines_for, readers_of, typed_in
from initiatives.letters.readers import Reader, staff_for
from initiatives.models import Event, Initiative
from initiatives.models.access import Looked
from initiatives.models.choices import Ask, YesNoUnknown
from initiatives.models.note import NoteKind
from initiatives.models.parts import look_at_parts, part_of
from initiatives.relations import Relation, held_now, may_read
from initiatives.views.act import find_initiative
from initiatives.views.around import around
from initiatives.views.attachments import attachments_context
from initiatives.views.corrected import Corrected
from initiatives.views.emergency import note_emergency
from initiatives.views.follow import follow_context
from initiatives.views.heard import heard_of
from initiatives.views.noted import note
from initiatives.views.queue import queue_context
from initiatives.views.rows import ball_words
from initiatives.views.signed_in import signed_in
from initiatives.views.similar import similar_context
from initiatives.views.support.beside import FROM_THE_PAGE
from initiatives.views.told import Told, told_of, with_messages
from initiatives.workflow.action import STANDS_BACK, Actor
from initiatives.workflow.perform import Option, available
from initiatives.workflow.table import ROW_OF
from kernen.roles import Roles, roles_of
from kernen.words import words

# What somebody waits for comes before the normal next step.
ASKED = ("inform_initiator", "confirm_assignment", "answer_co_advice")


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One line of the timeline."""

    title: str
    date: str
    iso: str
    who: str
    audience: str
    text: str
    state: str
    told: list[Told]


def show_initiative(request: HttpRequest, key: str) -> HttpResponse:
    """Everything this person may read of it, and exactly the buttons the tables give."""
    user = signed_in(request)
    initiative = find_initiative(request, key)
    roles, actor, now = roles_of(user), Actor(user=user), timezone.now()
    if may_read("contact_data", roles, initiative):
        note(Looked.CONTACT_DATA, initiative, by=user)
    note_emergency(initiative, by=user, at=now)
    look_at_parts(initiative)
    context: dict[str, Any] = {
        "initiative": initiative,
        **_steps(available(initiative, by=actor, at=now), deeds_for(initiative, by=actor, at=now)),
        "stands_back": STANDS_BACK if actor.is_involved(initiative) else "",
        "may_edit": EDIT_CONTENT.is_open_to(initiative, actor),
        "may_card": may_hold_card(initiative, by=user),
        "may_audit": may_read("audit_trail", roles, initiative),
        "facts": _facts(initiative),
        "story": _story(initiative),
        "breadcrumb": [(_("Initiatieven"), reverse("initiative_list")), (initiative.title, "")],
    }
    context |= _where_it_stands(initiative, roles) | _people(initiative, roles) | _inside(initiative, roles)
    context |= queue_context(request, initiative) | follow_context(request, initiative)
    context |= similar_context(initiative, user=user)
    context |= around(user, initiative) | attachments_context(initiative, user=user, roles=roles)
    return render(request, "initiatives/detail.html", context)


# What is done with an appointment stands on its own card too.
ABOUT_TALK = ("pick_appointment", "record_appointment", "plan_appointment", "cancel_appointment")


def _steps(options: list[Option], deeds: list[Option]) -> dict[str, Any]:
    """The one next step, what was asked of this person first; and the others under it. What is done on the page of
    the neighbourhood is one way there.
    """
    elsewhere = [deed for deed in deeds if deed.row.name in FROM_THE_PAGE]
    deeds = [deed for deed in deeds if deed not in elsewhere]
    asked = next((deed for deed in deeds if deed.row.name in ASKED), None)
    first = asked or next((option for option in options if option.is_next), None)
    return {
        "next_step": first,
        "options": [option for option in options if option is not first],
        "deeds": [deed for deed in deeds if deed is not first],
        "asks_neighbours": bool(elsewhere),
        "talk_deeds": [deed for name in ABOUT_TALK for deed in deeds if deed.row.name == name],
    }


def _where_it_stands(initiative: Initiative, roles: Roles) -> dict[str, Any]:
    """Whose turn, since when, until when; who to call."""
    today = timezone.localdate()
    entered = timezone.localdate(initiative.entered_at)
    late = lateness(entered=entered, due_on=initiative.due_on, today=today)
    internal = may_read("internal_notes", roles, initiative)
    coordinators = staff_for(Reader.EXTERNAL_COORDINATOR, initiative, on=today)
    return {
        "ball": ball_words(initiative, words=words()),
        "since": entered,
        "term": late,
        "clocks": open_clocks(initiative, internal=internal, today=today)[:4],
        "coordinator": next(iter(coordinators), None),
        "days_open": initiative.days_open(today),
    }


def _people(initiative: Initiative, roles: Roles) -> dict[str, Any]:
    """Names and numbers, only for who may read them."""
    if not may_read("contact_data", roles, initiative):
        return {"may_read_people": False}
    return {"may_read_people": True, "people": list(initiative.people.prefetch_related("consents").order_by("pk"))}


def _inside(initiative: Initiative, roles: Roles) -> dict[str, Any]:
    """What colleagues write for each other, and the timeline as far as this reader may follow it."""
    internal = may_read("internal_notes", roles, initiative)
    kinds = [NoteKind.INTERNAL] * internal
    kinds += [NoteKind.COORDINATORS] * may_read("coordinator_notes", roles, initiative)
    notes = part_of(initiative, "notes").filter(kind__in=kinds).select_related("by").order_by("-at", "-pk")
    events = lines_for(roles, initiative).select_related("actor", "text")
    names = may_read("contact_data", roles, initiative)
    inside: dict[str, Any] = {
        "may_read_internal": internal,
        "notes": list(notes) if kinds else [],
        "entries": list(_entries(with_messages(events), internal, names=names)),
    }
    if internal:
        advices = part_of(initiative, "co_advices")
        inside |= {
            # Of what was erased only who was asked is left, and no question.
            "advices": list(advices.exclude(question="").select_related("adviser").order_by("asked_at")),
            "proposal": part_of(initiative, "decisions")
            .select_related("source", "proposed_by", "decided_by")
            .prefetch_related("conditions")
            .order_by("-pk")
            .first(),
            "assignment": part_of(initiative, "assignments").select_related("assigned_by").order_by("-pk").first(),
        }
    # Where somebody lives and what they answered is for who may reach them, and for colleagues who handle it.
    if internal or may_read("contact_data", roles, initiative):
        inside["appointments"] = list(part_of(initiative, "appointments").prefetch_related("moments").order_by("-pk"))
        inside["questions"] = list(part_of(initiative, "info_requests").order_by("-pk"))
    inside["may_follow_support"] = bool(held_now(WHO_ASKS, roles, initiative))
    inside["heard"] = heard_of(list(part_of(initiative, "support_checks").order_by("-pk")))
    inside["handovers"] = list(part_of(initiative, "handovers").order_by("-pk"))
    inside["evaluations"] = list(part_of(initiative, "evaluations").order_by("-pk"))
    return inside


def _entries(events: Iterable[Event], internal: bool, *, names: bool) -> Iterable[Entry]:
    """The timeline, newest first; what was typed for colleagues only where they may read it."""
    now, events = timezone.now(), list(events)
    corrected = Corrected(events)
    for event in events:
        local = timezone.localtime(event.at)
        # What a resident typed is for who may reach the resident, too; and so is what puts it right.
        typed = internal or (names and corrected.first_of(event).function == Relation.INITIATOR)
        text = event.text.sentence or (typed_in(event) if typed else "")
        function, mistake = str(event.get_function_display()), corrected.mistake_of(event)
        states = (_("namens de bewoner") if event.on_behalf_of_initiator else "", corrected.state_of(event))
        yield Entry(
            title=corrected.title_of(event, called=title_of(mistake)) if mistake else title_of(event),
            date=formats.date_format(local, "j F Y, H:i"),
            iso=local.isoformat(),
            who=_who(event.actor, function),
            audience=readers_of(event),
            text=text,
            state=", ".join(filter(None, states)),
            told=told_of(event, names=names, at=now),
        )


def title_of(event: Event) -> str:
    """What was done, in the words of its button."""
    row = ROW_OF.get(event.action) or DEED_OF.get(event.action)
    return str(row.button) if row else str(OTHER_TITLES.get(event.action, event.action))


def _who(actor: User | None, function: str) -> str:
    """Who did it, and in which function where the name does not say so."""
    if actor is None or actor.name.startswith(function):
        return actor.name if actor else function
    return f"{actor.name} ({function})"


def _facts(initiative: Initiative) -> list[tuple[str, str]]:
    """The key facts in a few words; empty ones are left out."""
    asked = ", ".join(str(Ask(ask).label) for ask in initiative.asks if ask in Ask.values)
    amount = initiative.amount_asked_cents
    rows = [
        (_("Waar"), f"{initiative.where}{', ' if initiative.place else ''}{initiative.place}"),
        (_("Wie"), " – ".join(p for p in (initiative.get_initiator_kind_display(), initiative.organisation) if p)),
        (_("Ingebracht door"), initiative.brought_in_by),
        (_("Nodig van de gemeente"), asked),
        (_("Gevraagd bedrag"), f"€ {formats.number_format(amount / 100, 2, force_grouping=True)}" if amount else ""),
        (_("Nodig voor"), formats.date_format(initiative.needed_by, "j F Y") if initiative.needed_by else ""),
        (_("Domein"), str(initiative.lead_domain or "")),
        (_("In het kernoverleg besproken"), _known(initiative.discussed_in_kernoverleg)),
        (_("Vergunning nodig"), _known(initiative.permit_needed)),
    ]
    return [(label, value) for label, value in rows if value]


def _known(value: str) -> str:
    """Yes or no; what nobody knows is left out."""
    return "" if value == YesNoUnknown.UNKNOWN else str(YesNoUnknown(value).label)


def _story(initiative: Initiative) -> list[tuple[str, str]]:
    """The longer texts, each under its question; empty ones are left out."""
    names = ("description", "aim", "already_tried", "own_effort", "upkeep", "earlier_request", "fiscal_host")
    fields = [(str(Initiative._meta.get_field(name).verbose_name).capitalize(), name) for name in names]  # type: ignore[union-attr]
    return [(label, getattr(initiative, name)) for label, name in fields if getattr(initiative, name)]

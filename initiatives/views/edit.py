"""Completing the story later, and going on with a draft."""

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.models import User
from initiatives.deeds.edit import EDIT_CONTENT, edit_content
from initiatives.deeds.intake import Idea, change_draft, log_draft
from initiatives.forms.edit import EditForm, again
from initiatives.forms.intake import EVERYWHERE, IntakeForm
from initiatives.forms.person import REACH
from initiatives.models import Initiative
from initiatives.models.access import Looked
from initiatives.relations import may_read
from initiatives.views.act import find_initiative
from initiatives.views.card import keep_fresh_code
from initiatives.views.intake import (
    idea_of,
    intake_form,
    key_of,
    show_intake,
    too_soon,
    warn_when_too_soon,
)
from initiatives.views.noted import note, note_refused
from initiatives.views.signed_in import signed_in
from initiatives.workflow.action import Action, Actor, NotNow, NotYours, Refused, Stale
from initiatives.workflow.once import handled
from initiatives.workflow.table import ROW_OF
from kernen.roles import roles_of

# What a browser sends along and nobody typed.
UNTYPED = ("csrfmiddlewaretoken", "version", "form_key", "action", "looked_over")


def check_turn(row: Action, initiative: Initiative, *, by: User, looks_at: Looked | None = None) -> None:
    """403 for who lacks the function, noted where people stand behind this door; raises NotNow for the right person at
    the wrong moment.
    """
    try:
        row.function_now(initiative, Actor(user=by))
    except NotYours:
        if looks_at is not None:
            note_refused(looks_at, initiative, by=by)
        raise PermissionDenied from None


def too_late(request: HttpRequest, initiative: Initiative, refusal: Refused) -> HttpResponse:
    """409 with what was typed, and the way back."""
    typed = [value for name, value in request.POST.items() if name not in UNTYPED and len(value) > 1]
    context = {"happened": str(refusal.reason), "back_url": initiative.get_absolute_url(), "typed": typed}
    return render(request, "409.html", context, status=409)


@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, key: str) -> HttpResponse:
    """The story, complete and correct; nothing of anybody is overwritten unseen."""
    if (done := _logged_already(request)) is not None:
        return redirect("initiative_card", done.key)
    user, initiative = signed_in(request), find_initiative(request, key)
    try:
        check_turn(EDIT_CONTENT, initiative, by=user)
        if initiative.reference is None:
            return _edit_draft(request, user, initiative)
        form = EditForm(request.POST or None, initiative=initiative, key=str(uuid4()))
        if request.method == "POST" and form.is_valid():
            return _save(request, user, initiative, form)
    except NotNow as refusal:
        return too_late(request, initiative, refusal)
    return _show(request, user, initiative, form)


def _save(request: HttpRequest, user: User, initiative: Initiative, form: EditForm) -> HttpResponse:
    """Keep it; who was second sees both texts, with their own still in the form."""
    kept = {"version": form.cleaned_data["version"], "form_key": form.cleaned_data["form_key"]}
    try:
        event = edit_content(initiative, by=Actor(user=user), at=timezone.now(), columns=form.columns(), **kept)
    except Stale as refusal:
        return _somebody_was_first(request, user, form, refusal, key=initiative.key)
    messages.success(request, _("Bewaard.") if event else _("Er was niets veranderd."))
    return redirect(initiative)


def _somebody_was_first(request: HttpRequest, user: User, form: EditForm, refusal: Stale, *, key: str) -> HttpResponse:
    """409: the form comes back as it was typed, on the new version, beside what the other wrote."""
    fresh = find_initiative(request, key)
    check_turn(EDIT_CONTENT, fresh, by=user)
    new_key = str(uuid4())
    retry = EditForm(again(request.POST, version=fresh.version, key=new_key), initiative=fresh, key=new_key)
    conflicts = list(form.differences(fresh))
    return _show(request, user, fresh, retry, status=409, conflicts=conflicts, happened=str(refusal.reason))


def _show(
    request: HttpRequest, user: User, initiative: Initiative, form: EditForm, *, status: int = 200, **more: Any
) -> HttpResponse:
    """The form, what is still missing, and the way to the people."""
    submit = ROW_OF["submit"]
    context = {
        "initiative": initiative,
        "form": form,
        "submit": submit,
        "missing": submit.missing(initiative) if initiative.status in submit.sources else None,
        "too_soon": too_soon(initiative),
        "may_see_people": may_read("contact_data", roles_of(user), initiative),
        "breadcrumb": crumbs(initiative, _("Bewerken")),
    }
    return render(request, "initiatives/edit.html", context | more, status=status)


def crumbs(initiative: Initiative, here: str) -> list[tuple[str, str]]:
    """The way back to the initiative."""
    return [
        (_("Initiatieven"), reverse("initiative_list")),
        (initiative.title, initiative.get_absolute_url()),
        (here, ""),
    ]


# ---- a draft is completed in the form of the first talk ------------------------------------------------


def _logged_already(request: HttpRequest) -> Initiative | None:
    """The draft that this very form turned into an initiative: its old address is gone, a second press finds it."""
    event = handled(key_of(request))
    if event is None or event.action != "log":
        return None
    return Initiative.objects.visible_to(signed_in(request)).filter(pk=event.initiative_id).first()


def _edit_draft(request: HttpRequest, user: User, initiative: Initiative) -> HttpResponse:
    """Go on with the draft: keep it again, or write the idea down for good."""
    form = intake_form(request, user, initial=_told_before(initiative), extra=initiative.lead_kern)
    version = version_of(request, initiative)
    if request.method != "POST" or not form.is_valid():
        return _show_draft(request, initiative, form, version=version)
    idea, now = idea_of(form), timezone.now()
    try:
        if form.draft:
            change_draft(initiative, by=user, at=now, version=version, idea=idea)
            messages.success(request, _("Het concept is bewaard. U kunt er later mee verder."))
            return redirect("initiative_edit", initiative.key)
        return _log_draft(request, user, initiative, version=version, idea=idea)
    except Stale as refusal:
        fresh = find_initiative(request, initiative.key)
        form.add_error(None, str(refusal.reason))
        return _show_draft(request, fresh, form, version=fresh.version, status=409, now=_told_now(fresh))


def _log_draft(
    request: HttpRequest, user: User, initiative: Initiative, *, version: int, idea: Idea | None = None
) -> HttpResponse:
    """A number, a code and the card."""
    code = log_draft(initiative, by=user, at=timezone.now(), version=version, idea=idea, form_key=key_of(request))
    keep_fresh_code(request, initiative, code)
    warn_when_too_soon(request, initiative)
    return redirect("initiative_card", initiative.key)


def version_of(request: HttpRequest, initiative: Initiative) -> int:
    """The version this form was made for; one that is no number is none that ever was."""
    typed = request.POST.get("version", "")
    if request.method != "POST":
        return initiative.version
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 10 else 0


def _told_before(initiative: Initiative) -> dict[str, Any]:
    """What the draft holds, as the form asks it."""
    person = initiative.people.order_by("pk").first()
    lead = initiative.lead_kern
    told: dict[str, Any] = {name: getattr(initiative, name) for name in ("title", "summary", *IntakeForm.OWN_COLUMNS)}
    told |= {name: getattr(person, name) for name in REACH} if person else {}
    told["kern"] = EVERYWHERE if initiative.whole_municipality else str(lead.pk) if lead else ""
    told["more_kernen"] = [str(pk) for pk in initiative.kern_ids if not lead or pk != lead.pk]
    return told


def _told_now(initiative: Initiative) -> list[tuple[str, str]]:
    """What somebody else made of the draft meanwhile, to lay beside one's own."""
    pairs = [
        (_("Titel"), initiative.title),
        (_("Het idee in één zin"), initiative.summary),
        (_("Waar"), initiative.where),
    ]
    return [(label, value) for label, value in pairs if value]


def _show_draft(
    request: HttpRequest, initiative: Initiative, form: IntakeForm, *, version: int, status: int = 200, **more: Any
) -> HttpResponse:
    """The intake page, with the version of the draft and the way to throw it away."""
    user = signed_in(request)
    note(Looked.CONTACT_DATA, initiative, by=user)
    context = {
        "initiative": initiative,
        "version": version,
        "may_discard": ROW_OF["discard"].is_open_to(initiative, Actor(user=user)),
        "breadcrumb": crumbs(initiative, _("Concept")),
    }
    return show_intake(request, form, status=status, **context, **more)


@require_http_methods(["GET", "POST"])
def log_draft_at_once(request: HttpRequest, key: str) -> HttpResponse:
    """The button beside a draft: with everything there it is written down, else the form says what is missing."""
    if (done := _logged_already(request)) is not None:
        return redirect("initiative_card", done.key)
    user, initiative = signed_in(request), find_initiative(request, key)
    row = ROW_OF["log"]
    try:
        check_turn(row, initiative, by=user)
        if request.method == "POST" and not row.missing(initiative):
            return _log_draft(request, user, initiative, version=version_of(request, initiative))
    except NotNow as refusal:
        return too_late(request, initiative, refusal)
    if missing := row.missing(initiative):
        messages.info(request, _("Nog nodig: %s.") % ", ".join(str(label) for label in missing))
    return redirect("initiative_edit", initiative.key)

"""The people behind an initiative: how to reach them, and what they find good."""

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.models import User
from initiatives.deeds.edit import EDIT_CONTACT, remove_person, save_person
from initiatives.forms.person import REACH, PersonForm
from initiatives.models import ContactPerson, Initiative
from initiatives.models.access import Looked
from initiatives.relations import MAY_READ, held_now, may_read
from initiatives.views.act import find_initiative
from initiatives.views.edit import check_turn, crumbs, too_late, version_of
from initiatives.views.intake import key_of
from initiatives.views.noted import note, note_refused, refuse
from initiatives.views.signed_in import signed_in
from initiatives.views.told import with_last_mail
from initiatives.workflow.action import Actor, NotNow, Refused, Stale
from kernen.roles import roles_of


@require_safe
def show_people(request: HttpRequest, key: str) -> HttpResponse:
    """Everybody, with the ways to reach them and their yes or no."""
    user, initiative = _find(request, key)
    note(Looked.CONTACT_DATA, initiative, by=user)
    context = {
        "initiative": initiative,
        "people": with_last_mail(initiative.people.prefetch_related("consents").order_by("pk")),
        "may_edit": EDIT_CONTACT.is_open_to(initiative, Actor(user=user)),
        "breadcrumb": crumbs(initiative, _("Mensen en bereik")),
    }
    return render(request, "initiatives/edit_people.html", context)


@require_http_methods(["GET", "POST"])
def change_person(request: HttpRequest, key: str, pk: int | None = None) -> HttpResponse:
    """Add somebody, or change one person."""
    # Who may change the people may read them, so the turn alone decides: 403, 409 or the form.
    user, initiative = signed_in(request), find_initiative(request, key)
    person = _person(initiative, pk) if pk is not None else None
    try:
        check_turn(EDIT_CONTACT, initiative, by=user, looks_at=Looked.CONTACT_DATA)
        form = PersonForm(request.POST or None, today=timezone.localdate(), person=person)
        if request.method == "POST" and form.is_valid():
            return _save(request, user, initiative, form, person)
    except NotNow as refusal:
        return too_late(request, initiative, refusal)
    return _show_form(request, initiative, form, person)


def _save(
    request: HttpRequest, user: User, initiative: Initiative, form: PersonForm, person: ContactPerson | None
) -> HttpResponse:
    """Keep it; who was second sees what the other wrote beside their own."""
    columns = form.reach() | {"role": form.cleaned_data["role"]}
    version = version_of(request, initiative)
    try:
        save_person(
            initiative,
            by=Actor(user=user),
            at=timezone.now(),
            version=version,
            form_key=key_of(request),
            person=person,
            columns=columns,
            consents=form.consents(),
        )
    except Stale as refusal:
        fresh = find_initiative(request, initiative.key)
        check_turn(EDIT_CONTACT, fresh, by=user, looks_at=Looked.CONTACT_DATA)
        form.add_error(None, str(refusal.reason))
        now = fresh.people.filter(pk=person.pk).first() if person else None
        theirs = [(form.fields[name].label, getattr(now, name)) for name in REACH if getattr(now, name)] if now else []
        return _show_form(request, fresh, form, now, status=409, theirs=theirs, form_key=uuid4())
    messages.success(request, _("Bewaard."))
    return redirect("initiative_people", initiative.key)


@require_http_methods(["GET", "POST"])
def take_off(request: HttpRequest, key: str, pk: int) -> HttpResponse:
    """Ask first, then take this person off."""
    user, initiative = signed_in(request), find_initiative(request, key)
    person = _person(initiative, pk)
    refused = ""
    try:
        check_turn(EDIT_CONTACT, initiative, by=user, looks_at=Looked.CONTACT_DATA)
        if request.method == "POST":
            remove_person(
                initiative,
                by=Actor(user=user),
                at=timezone.now(),
                version=version_of(request, initiative),
                form_key=key_of(request),
                person=person,
            )
            messages.success(request, _("%s is weggehaald.") % person.name)
            return redirect("initiative_people", initiative.key)
    except NotNow as refusal:
        return too_late(request, initiative, refusal)
    except Refused as refusal:
        refused = str(refusal.reason)
    note(Looked.CONTACT_DATA, initiative, by=user)
    context = {
        "initiative": initiative,
        "person": person,
        "refused": refused,
        "form_key": uuid4(),
        "breadcrumb": crumbs(initiative, _("Weghalen")),
    }
    return render(request, "initiatives/edit_person_remove.html", context)


def _find(request: HttpRequest, key: str) -> tuple[User, Initiative]:
    """The person and the initiative; 403 for who may see the story but not the people, 404 once they may no more."""
    user, initiative = signed_in(request), find_initiative(request, key)
    roles = roles_of(user)
    if not may_read("contact_data", roles, initiative):
        if held_now(MAY_READ["contact_data"], roles, initiative):
            note_refused(Looked.CONTACT_DATA, initiative, by=user)
            raise Http404
        refuse(Looked.CONTACT_DATA, initiative, by=user)
    return user, initiative


def _person(initiative: Initiative, pk: int) -> ContactPerson:
    """One of the people of this very initiative."""
    return get_object_or_404(initiative.people.prefetch_related("consents"), pk=pk)


def _show_form(
    request: HttpRequest,
    initiative: Initiative,
    form: PersonForm,
    person: ContactPerson | None,
    *,
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    """The form of one person."""
    if person is not None:
        note(Looked.CONTACT_DATA, initiative, by=signed_in(request))
    context = {
        "initiative": initiative,
        "person": person,
        "form": form,
        "version": initiative.version,
        "form_key": key_of(request) or uuid4(),
        "breadcrumb": crumbs(initiative, _("Mensen en bereik")),
    }
    return render(request, "initiatives/edit_person.html", context | more, status=status)

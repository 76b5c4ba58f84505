"""What a resident says to the municipality: please call me, this you should know, and how it went."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from initiatives.clocks import load_clocks
from initiatives.deeds.resident import ASK_FOR_CALL, EVALUATE, TELL_MUNICIPALITY, has_number
from initiatives.forms.status import CallForm, EvaluateForm, SentOnceForm, TellForm
from initiatives.models import Initiative
from initiatives.views.contact import contact_for
from initiatives.views.status.doors import show_story
from initiatives.views.status.sending import received, sent_once, walk
from initiatives.views.status.session import with_code
from initiatives.views.status.story import may_tell, promise


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
@with_code
def ask_for_call(request: HttpRequest, initiative: Initiative) -> HttpResponse:
    """One button; what it is about and when it suits may be said."""
    known = has_number(initiative)
    if request.method != "POST":
        return _show(request, initiative, CallForm(initial=sent_once(initiative), knows_number=known), ASK_FOR_CALL)
    return _send(request, initiative, CallForm(request.POST, knows_number=known), ASK_FOR_CALL)


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
@with_code
def tell(request: HttpRequest, initiative: Initiative) -> HttpResponse:
    """Something the contact person should know."""
    if request.method != "POST":
        return _show(request, initiative, TellForm(initial=sent_once(initiative)), TELL_MUNICIPALITY)
    return _send(request, initiative, TellForm(request.POST), TELL_MUNICIPALITY)


def _send(request: HttpRequest, initiative: Initiative, form: SentOnceForm, name: str) -> HttpResponse:
    """It becomes a task of a person, and the page says whose and by when."""
    if form.is_valid() and walk(name, initiative, form, still=may_tell, **_typed(form)):
        today = timezone.localdate()
        said = promise(name, contact=contact_for(initiative, on=today), day=_day(today))
        messages.success(request, received(_("Het is gelukt. %s") % said))
        return redirect("status")
    initiative.refresh_from_db()
    form.make_sendable(version=initiative.version)
    return _show(request, initiative, form, name, status=409 if form.non_field_errors() else 200)


def _typed(form: SentOnceForm) -> dict[str, Any]:
    """What was filled in, without what the page itself carries."""
    return {name: value for name, value in form.cleaned_data.items() if name not in ("version", "form_key")}


def _show(
    request: HttpRequest, initiative: Initiative, form: SentOnceForm, name: str, *, status: int = 200
) -> HttpResponse:
    """The form on a page of its own; what is over is talked about by phone."""
    if request.method != "POST" and not may_tell(initiative):
        return redirect("status")
    today = timezone.localdate()
    context = {
        "initiative": initiative,
        "form": form,
        "calls": name == ASK_FOR_CALL,
        "contact": contact_for(initiative, on=today),
        "day": _day(today),
        "breadcrumb": [
            (_("Volg uw idee"), reverse("status")),
            (_("Bel mij") if name == ASK_FOR_CALL else _("Iets doorgeven"), ""),
        ],
    }
    return render(request, "initiatives/status_tell.html", context, status=status)


def _day(today: date) -> date:
    """When somebody has called or read it."""
    return load_clocks().after("receipt", today)


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
@with_code
def evaluate(request: HttpRequest, initiative: Initiative) -> HttpResponse:
    """Two questions at the end, asked once."""
    if request.method != "POST":
        return redirect("status")
    form = EvaluateForm(request.POST)
    if form.is_valid() and walk(EVALUATE, initiative, form, **_typed(form)):
        messages.success(request, received(_("Dank u wel. Wij lezen wat u schreef en leren ervan.")))
        return redirect("status")
    initiative.refresh_from_db()
    form.make_sendable(version=initiative.version)
    typed = "\n".join(form.data.get(name, "") for name in ("went_well", "could_be_better")).strip()
    status = 409 if form.non_field_errors() else 200
    return show_story(request, initiative, evaluated=form, typed=typed if status == 409 else "", status=status)

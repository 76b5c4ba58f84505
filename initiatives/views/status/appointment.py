"""The doors of the resident's appointment: pick a moment, say that one cannot come, take it along in a calendar."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from initiatives.forms.status import SentOnceForm
from initiatives.letters.calendar import Method
from initiatives.letters.invitations import calendar_for
from initiatives.models import Initiative
from initiatives.models.appointment import AppointmentState
from initiatives.views.status.sending import walk
from initiatives.views.status.session import with_code
from initiatives.views.status.talk import key_of, read_talk, standing_talk

# "Geen van deze": somebody calls to find another moment.
NONE_OF_THESE = "geen"


def _back() -> HttpResponse:
    """To the appointment on the page."""
    return redirect(f"{reverse('status')}#afspraak")


def _answer(request: HttpRequest, initiative: Initiative, name: str, **inputs: Any) -> bool:
    """Do it as the initiator, once, for the talk that was looked at; else say in plain words why not."""
    form = SentOnceForm(request.POST)
    form.is_valid()
    seen = request.POST.get("talk", "")

    def still(now: Initiative) -> bool:
        row = standing_talk(now)
        return row is not None and key_of(row) == seen

    if walk(name, initiative, form, still=still, **inputs):
        return True
    changed = _("Er is net iets veranderd. Kijk op deze pagina hoe uw afspraak nu staat.")
    for sentence in [changed] if not still(initiative) else form.non_field_errors():
        messages.error(request, str(sentence))
    return False


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
@with_code
def pick(request: HttpRequest, initiative: Initiative) -> HttpResponse:
    """One of the moments we offered, or none of them."""
    if request.method != "POST":
        return _back()
    picked = request.POST.get("moment", "")
    if picked == NONE_OF_THESE:
        if _answer(request, initiative, "cancel_appointment", reason=""):
            messages.success(request, _("Wij bellen u. Dan zoeken wij samen een ander moment."))
    elif _answer(request, initiative, "pick_appointment", moment=picked if picked.isascii() else ""):
        messages.success(request, _("Uw afspraak staat vast. Tot dan!"))
    return _back()


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
@with_code
def cancel(request: HttpRequest, initiative: Initiative) -> HttpResponse:
    """Ask first; then it falls away, and somebody calls."""
    talk = read_talk(initiative, today=timezone.localdate())
    if request.method == "POST":
        if _answer(request, initiative, "cancel_appointment", reason=""):
            messages.success(request, _("Uw afspraak gaat niet door. Wij bellen u voor een ander moment."))
        return _back()
    if talk is None or talk.is_offered:
        return _back()
    context = {
        "talk": talk,
        "initiative": initiative,
        "consequences": [
            _("De afspraak gaat niet door."),
            _("De mensen met wie u de afspraak heeft, krijgen bericht."),
            _("Wij bellen u. Dan zoeken wij samen een ander moment."),
        ],
        "breadcrumb": [(_("Volg uw idee"), reverse("status")), (_("Afspraak afzeggen"), "")],
    }
    return render(request, "initiatives/status_appointment_off.html", context)


@login_not_required
@require_safe
@with_code
def calendar(_request: HttpRequest, initiative: Initiative) -> HttpResponse:
    """The appointment as a file that every calendar opens."""
    row = initiative.appointments.filter(state=AppointmentState.PLANNED).first()
    if row is None:
        return _back()
    text = calendar_for(row, method=Method.PUBLISH, reader="", at=timezone.now())
    response = HttpResponse(text, content_type="text/calendar; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="afspraak.ics"'
    return response

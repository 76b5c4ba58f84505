"""Afwezig: when I am away and who stands in for me, and whom I stand in for."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.models import User
from initiatives.deeds.open_work import talks_while_away
from initiatives.forms.absence import AbsenceForm
from initiatives.letters.invitations import moment_words
from initiatives.views.signed_in import signed_in
from kernen.models import Absence
from kernen.roles import roles_of


def _colleague(request: HttpRequest) -> User:
    """Somebody who works here."""
    user = signed_in(request)
    if not roles_of(user).any:
        raise PermissionDenied
    return user


@require_http_methods(["GET", "POST"])
def show_absences(request: HttpRequest) -> HttpResponse:
    """My periods from today on, and a form for a new one."""
    user, today = _colleague(request), timezone.localdate()
    sent = request.POST if request.method == "POST" else None
    if sent is not None and _is_there(user, sent.get("starts_on", ""), sent.get("ends_on", "")):
        # The second press of the same button.
        return redirect("absences")
    form = AbsenceForm(sent, user=user, today=today)
    if sent is not None and form.is_valid():
        Absence.objects.create(user=user, **form.cleaned_data)
        messages.success(request, _("Bewaard. Nieuw werk gaat in deze periode niet naar u toe."))
        return redirect("absences")
    coming = Absence.objects.filter(ends_on__gte=today).select_related("user", "deputy").order_by("starts_on", "pk")
    context = {
        "form": form,
        "own": coming.filter(user=user),
        "talks": [(moment_words(time), talk) for time, talk in talks_while_away(user, at=timezone.now())],
        "stands_in": coming.filter(deputy=user),
        "breadcrumb": [(_("Afwezig"), reverse("absences"))],
    }
    return render(request, "initiatives/absences.html", context)


def _is_there(user: User, starts_on: str, ends_on: str) -> bool:
    """Whether exactly this period is kept already; what is no date is no period."""
    own = Absence.objects.filter(user=user).values_list("starts_on", "ends_on")
    return any((first.isoformat(), last.isoformat()) == (starts_on, ends_on) for first, last in own)


@require_http_methods(["GET", "POST"])
def take_away(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask first, then take an own period away; taken away twice it is gone once."""
    user = _colleague(request)
    if request.method == "POST":
        gone, _rows = Absence.objects.filter(user=user, pk=pk).delete()
        if gone:
            messages.success(request, _("Weggehaald. U kunt weer werk krijgen."))
        return redirect("absences")
    absence = get_object_or_404(Absence, user=user, pk=pk)
    breadcrumb = [(_("Afwezig"), reverse("absences")), (_("Weghalen"), "")]
    return render(request, "initiatives/absence_remove.html", {"absence": absence, "breadcrumb": breadcrumb})

"""The page where running initiatives come in from a spreadsheet: look first, then all lines or none."""

import hashlib
from typing import Any
from uuid import uuid4, uuid5

from django.contrib import messages
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from accounts.models import User
from initiatives.deeds.import_running import import_running
from initiatives.forms.import_running import (
    COLUMNS,
    UPLOAD_SALT,
    ConfirmRunningForm,
    Known,
    Line,
    RunningUploadForm,
    check,
)
from initiatives.models import Initiative
from initiatives.views.signed_in import signed_in
from kernen.csv_import import BadFile
from kernen.models import Kern
from kernen.roles import roles_of


@require_http_methods(["GET", "POST"])
def bring_in(request: HttpRequest) -> HttpResponse:
    """Choose a file; see what it would bring; bring it in."""
    user = signed_in(request)
    if not roles_of(user).is_internal_coordinator:
        raise PermissionDenied
    if request.method != "POST":
        return _show(request, RunningUploadForm())
    if "upload" in request.POST:
        return _confirm(request, user)
    form = RunningUploadForm(request.POST, request.FILES)
    return _look(request, form, form.cleaned_data["file"]) if form.is_valid() else _show(request, form)


def _known() -> Known:
    """Kernen and titles; two queries, however long the file."""
    titles = Initiative.objects.exclude(reference=None).values_list("title", "reference")
    return Known(
        kernen={kern.name.casefold(): kern for kern in Kern.objects.all()},
        titles={title.casefold(): reference or "" for title, reference in titles},
        today=timezone.localdate(),
    )


def _look(request: HttpRequest, form: RunningUploadForm, text: str) -> HttpResponse:
    """The dry run."""
    try:
        lines = check(text, _known())
    except BadFile as bad:
        form.add_error("file", str(bad))
        return _show(request, form)
    signed = signing.dumps([text, _digest(lines)], salt=UPLOAD_SALT, compress=True)
    confirm = ConfirmRunningForm(initial={"upload": signed, "form_key": uuid4()})
    faults = sum(bool(line.faults) for line in lines)
    return _show(request, RunningUploadForm(), lines=lines, faults=faults, confirm=confirm)


def _digest(lines: list[Line]) -> str:
    """What was shown, in a few letters."""
    return hashlib.sha256(repr(lines).encode()).hexdigest()


def _confirm(request: HttpRequest, user: User) -> HttpResponse:
    """What was shown is what is done; when something changed meanwhile, it is shown again."""
    confirmed = ConfirmRunningForm(request.POST)
    if not confirmed.is_valid():
        messages.error(request, _("Dit duurde te lang. Kies het bestand nog een keer."))
        return _show(request, RunningUploadForm())
    text, digest = confirmed.cleaned_data["upload"]
    key = confirmed.cleaned_data["form_key"]
    if Initiative.objects.filter(form_key=uuid5(key, "0"), logged_by=user).exists():
        messages.info(request, _("Deze lijst was al ingelezen."))
        return redirect("initiative_list")
    lines = check(text, _known())
    rows = [line.row for line in lines if line.row is not None]
    if _digest(lines) != digest or len(rows) != len(lines):
        messages.warning(request, _("Er is ondertussen iets veranderd. Kijk het overzicht nog eens na."))
        return _look(request, RunningUploadForm(), text)
    done = import_running(rows, by=user, form_key=key)
    said = ngettext("%d initiatief ingelezen.", "%d initiatieven ingelezen.", len(done)) % len(done)
    messages.success(request, said)
    return redirect("initiative_list")


def _show(request: HttpRequest, form: RunningUploadForm, **more: Any) -> HttpResponse:
    """The page."""
    context = {"form": form, "columns": COLUMNS, "breadcrumb": [(_("Initiatieven inlezen"), "")]}
    return render(request, "initiatives/import_running.html", context | more)

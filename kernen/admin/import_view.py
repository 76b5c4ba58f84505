"""The page where kernen come in from a spreadsheet: look first, then all lines or none."""

import hashlib
from typing import Any

from django.contrib import messages
from django.contrib.admin.models import CHANGE, LogEntry
from django.core import signing
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from kernen.csv_import import COLUMNS, BadFile, Outcome, Report, check
from kernen.forms import UPLOAD_SALT, ConfirmImportForm, KernUploadForm
from kernen.kern_import import known_kernen, write_report
from kernen.models import Kern

WORDS = {
    Outcome.NEW: (gettext_lazy("nieuw"), "ok"),
    Outcome.CHANGED: (gettext_lazy("gewijzigd"), "info"),
    Outcome.UNCHANGED: (gettext_lazy("zelfde"), "neutral"),
    Outcome.FAULT: (gettext_lazy("fout"), "error"),
}


def import_kernen(request: HttpRequest, *, context: dict[str, Any], list_url: str) -> HttpResponse:
    """Choose a file; see what it would do; do it."""
    if request.method != "POST":
        return _show(request, context, form=KernUploadForm())
    if "upload" in request.POST:
        return _confirm(request, context, list_url=list_url)
    form = KernUploadForm(request.POST, request.FILES)
    if not form.is_valid():
        return _show(request, context, form=form)
    return _look(request, context, form=form, text=form.cleaned_data["file"])


def digest_of(report: Report) -> str:
    """What was shown, in a few letters."""
    return hashlib.sha256(repr(report).encode()).hexdigest()


def _look(request: HttpRequest, context: dict[str, Any], *, form: Any, text: str) -> HttpResponse:
    """The dry run."""
    try:
        report = check(text, known_kernen())
    except BadFile as bad:
        form.add_error("file" if "file" in form.fields else None, str(bad))
        return _show(request, context, form=form)
    signed = signing.dumps([text, digest_of(report)], salt=UPLOAD_SALT, compress=True)
    lines = [(line, *WORDS[line.outcome]) for line in report.lines]
    counts = [(WORDS[outcome][0], report.count(outcome)) for outcome in Outcome]
    return _show(request, context, form=KernUploadForm(), report=report, lines=lines, counts=counts, signed=signed)


def _confirm(request: HttpRequest, context: dict[str, Any], *, list_url: str) -> HttpResponse:
    """What was shown is what is done; when the kernen changed meanwhile, it is shown again."""
    confirmed = ConfirmImportForm(request.POST)
    if not confirmed.is_valid():
        messages.error(request, _("Dit duurde te lang. Kies het bestand nog een keer."))
        return _show(request, context, form=KernUploadForm())
    text, digest = confirmed.cleaned_data["upload"]
    report = check(text, known_kernen())
    if digest_of(report) != digest or not report.is_ready:
        messages.warning(request, _("De kernen zijn ondertussen veranderd. Kijk het overzicht nog eens na."))
        return _look(request, context, form=KernUploadForm(), text=text)
    written = write_report(report)
    _say_and_log(request, written)
    return HttpResponseRedirect(list_url)


def _say_and_log(request: HttpRequest, written: list[Kern]) -> None:
    said = ngettext("%(count)d kern ingelezen.", "%(count)d kernen ingelezen.", len(written)) % {"count": len(written)}
    messages.success(request, said)
    LogEntry.objects.log_actions(request.user.pk or 0, written, CHANGE, _("Ingelezen uit een bestand"))


def _show(request: HttpRequest, context: dict[str, Any], **more: Any) -> HttpResponse:
    return render(request, "admin/kern_import.html", context | {"columns": COLUMNS} | more)

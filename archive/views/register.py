"""The register of processing, for who answers for it: on the screen and as a sheet."""

from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from archive.deeds.register_page import HEADINGS, processings, rules_in_words
from archive.views.who import either_of, in_the_archive
from initiatives.views.sheets import csv_lines


@require_safe
def show_register(request: HttpRequest) -> HttpResponse:
    """Every kind of processing, with how much there is now."""
    either_of(request)
    crumbs = in_the_archive((_("Register van verwerkingen"), ""))
    context = {"processings": processings(), "breadcrumb": crumbs}
    return render(request, "archive/register.html", context)


@require_safe
def register_csv(request: HttpRequest) -> HttpResponseBase:
    """The same as a sheet."""
    either_of(request)
    name = f"verwerkingsregister-{timezone.localdate():%Y%m%d}.csv"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return StreamingHttpResponse(csv_lines(_lines()), content_type="text/csv; charset=utf-8", headers=headers)


def _lines() -> Iterator[list[str]]:
    """The headings, then a line for each."""
    yield list(HEADINGS)
    for one in processings(rules=rules_in_words()):
        yield one.cells()

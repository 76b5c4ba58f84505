"""The register of processing, for who answers for it: on the screen and as a sheet."""

from collections.abc import Iterator

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from archive.deeds.register_page import HEADINGS, processings, rules_in_words
from initiatives.views.sheets import csv_lines
from initiatives.views.signed_in import signed_in
from kernen.roles import roles_of


def _fence(request: HttpRequest) -> None:
    """The internal coordinator and the functional administrator; 403 for anybody else."""
    roles = roles_of(signed_in(request))
    if not (roles.is_internal_coordinator or roles.is_functional_admin):
        raise PermissionDenied


@require_safe
def show_register(request: HttpRequest) -> HttpResponse:
    """Every kind of processing, with how much there is now."""
    _fence(request)
    crumbs = [(_("Archief"), reverse("retention")), (_("Register van verwerkingen"), "")]
    context = {"processings": processings(), "breadcrumb": crumbs}
    return render(request, "archive/register.html", context)


@require_safe
def register_csv(request: HttpRequest) -> HttpResponseBase:
    """The same as a sheet."""
    _fence(request)
    name = f"verwerkingsregister-{timezone.localdate():%Y%m%d}.csv"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return StreamingHttpResponse(csv_lines(_lines()), content_type="text/csv; charset=utf-8", headers=headers)


def _lines() -> Iterator[list[str]]:
    """The headings, then a line for each."""
    yield list(HEADINGS)
    for one in processings(rules=rules_in_words()):
        yield one.cells()

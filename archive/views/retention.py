"""What we keep how long, in one overview; and the statement of what was destroyed, on screen and as a PDF."""

from typing import Any

from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.models import User
from archive.deeds.retention import count_by_result, load_rules
from archive.deeds.short_terms import short_terms
from archive.deeds.statement import compose_statement
from archive.models import DestructionList, RetentionRule
from archive.models.retention import ResultType
from archive.views.destruction import crumbs, find_list
from archive.views.who import either_of, keeps_the_archive
from initiatives.views.signed_in import signed_in
from kernen.roles import roles_of
from overleg.printing.typeset import typeset

LAST_CHANGES = 20


@require_safe
def show_retention(request: HttpRequest) -> HttpResponse:
    """For every colleague: the terms of the selection list and our own shorter ones, and what changed in them."""
    user = signed_in(request)
    roles = roles_of(user)
    if not roles.any:
        raise PermissionDenied
    rules, counts = load_rules(), count_by_result()
    context = {
        "lines": [{"rule": rules[result], "number": counts[result]} for result in ResultType.values],
        "short": short_terms(),
        "changes": _changes() if keeps_the_archive(user) else [],
        "may_set": roles.is_functional_admin,
        "waiting": _waiting(user) if roles.is_functional_admin else None,
        "may_lists": keeps_the_archive(user),
        "breadcrumb": [(_("Bewaren en vernietigen"), "")],
    }
    return render(request, "archive/retention.html", context)


def _waiting(user: User) -> DestructionList | None:
    """The oldest list that this administrator is asked to approve; never one that was their own proposal."""
    rows = DestructionList.objects.filter(approved_at=None, returned_at=None).exclude(proposed_by=user)
    return rows.order_by("proposed_at", "pk").first()


def _changes() -> list[dict[str, Any]]:
    """Who changed which rule, when, and from what to what; the newest first."""
    names = {rule.pk: str(rule) for rule in RetentionRule.objects.all()}
    kind = ContentType.objects.get_for_model(RetentionRule)
    entries = LogEntry.objects.filter(content_type=kind).select_related("user").order_by("-action_time", "-pk")
    return [
        {"at": entry.action_time, "who": entry.user, "what": entry.get_change_message(), "rule": names.get(key, "")}
        for entry in entries[:LAST_CHANGES]
        if (key := int(entry.object_id or 0))
    ]


@require_safe
def show_statement(request: HttpRequest, pk: int) -> HttpResponse:
    """On the screen as it comes out of the printer."""
    destruction = _carried_out(request, pk)
    context = {
        "destruction": destruction,
        "sheet": compose_statement(destruction),
        "breadcrumb": crumbs(destruction, _("Verklaring")),
    }
    return render(request, "archive/destruction_statement.html", context)


@require_safe
def statement_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """The same as a PDF, for the archive."""
    destruction = _carried_out(request, pk)
    name = f"verklaring-van-vernietiging-{destruction.year}-{destruction.pk}.pdf"
    headers = {"Content-Disposition": f'inline; filename="{name}"', "Cache-Control": "private, no-store"}
    return HttpResponse(typeset(compose_statement(destruction)), content_type="application/pdf", headers=headers)


def _carried_out(request: HttpRequest, pk: int) -> DestructionList:
    """A list that was carried out to the end; of any other there is no statement."""
    either_of(request)
    destruction = find_list(pk)
    if destruction.executed_at is None:
        raise Http404
    return destruction

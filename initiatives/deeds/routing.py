"""Changing the keywords of a domain, after they were tried."""

import hashlib

from django.contrib.admin.models import CHANGE, LogEntry
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from initiatives.workflow.action import Stale
from kernen.models import PolicyDomain


def digest_of(keywords: str) -> str:
    """What tells one list from another without sending it along."""
    return hashlib.sha256(keywords.encode()).hexdigest()


@transaction.atomic
def save_keywords(domain: PolicyDomain, *, keywords: str, seen: str, by: User) -> None:
    """The new list, unless somebody changed the old one meanwhile; the history of /beheer/ shows who did it."""
    fresh = PolicyDomain.objects.get(pk=domain.pk)
    here = PolicyDomain.objects.filter(pk=domain.pk, keywords=fresh.keywords)
    if digest_of(fresh.keywords) != seen or here.update(keywords=keywords) != 1:
        raise Stale(_("Iemand anders heeft deze trefwoorden net veranderd. Bekijk eerst wat er nu staat."))
    LogEntry.objects.log_actions(
        user_id=by.pk,
        queryset=PolicyDomain.objects.filter(pk=domain.pk),
        action_flag=CHANGE,
        change_message=_("Trefwoorden gewijzigd na proberen."),
        single_object=True,
    )

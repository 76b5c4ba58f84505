"""What ought never to be, as sentences for who looks after the installation."""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _

from initiatives.clocks import next_date
from initiatives.deeds.night import AT_ONCE
from initiatives.models import Initiative
from initiatives.statuses import RUNNING, Status
from kernen.models import Kern, PolicyDomain, Role, RoleHolding


def broken_invariants(*, today: date) -> Iterator[str]:
    """One sentence for everything that is not as it should be; none when all is well."""
    yield from _without_next_date()
    yield from _without_officer_at_work(today)
    for domain in _domains_without_officer(today):
        yield _("Domein “%s” heeft geen beleidsmedewerker") % domain
    for kern in _kernen_without_coordinator(today):
        yield _("Kern “%s” heeft geen externe coördinator") % kern


def _without_next_date() -> Iterator[str]:
    """Running initiatives of which nobody knows when something happens; one with a date of its own is not looked at."""
    rows = Initiative.objects.filter(status__in=RUNNING, due_on=None).exclude(status=Status.DRAFT)
    for initiative in rows.order_by("pk").iterator(chunk_size=AT_ONCE):
        if next_date(initiative) is None:
            yield _("%s heeft geen volgende datum") % initiative.key


def _without_officer_at_work(today: date) -> Iterator[str]:
    """Running initiatives of somebody who is no beleidsmedewerker any more."""
    at_work = RoleHolding.objects.current(today).filter(role=Role.BELEIDSMEDEWERKER)
    rows = Initiative.objects.filter(status__in=RUNNING, officer__isnull=False)
    for initiative in rows.exclude(officer__in=at_work.values("user")).order_by("pk").iterator(chunk_size=AT_ONCE):
        yield _("%s ligt bij een medewerker zonder werkend account") % initiative.key


def _domains_without_officer(today: date) -> list[PolicyDomain]:
    """Domains in use that nobody holds."""
    held = RoleHolding.objects.current(today).filter(role=Role.BELEIDSMEDEWERKER)
    return list(PolicyDomain.objects.current().exclude(pk__in=held.values("domain")).order_by("name"))


def _kernen_without_coordinator(today: date) -> list[Kern]:
    """Kernen in use for which nobody goes round."""
    held = RoleHolding.objects.current(today).filter(role=Role.EXTERNAL_COORDINATOR)
    if held.filter(all_kernen=True).exists():
        return []
    of_kern = held.filter(kern__isnull=False)
    return list(Kern.objects.current().exclude(pk__in=of_kern.values("kern")).order_by("name"))

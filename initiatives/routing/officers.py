"""Who could do it: every officer with portfolio, kernen, open work weighed by age, and who stands in today."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from initiatives.models import Initiative
from kernen.models import Absence, Role, RoleHolding


@dataclass(frozen=True, kw_only=True)
class Officer:
    """One officer as the list shows them."""

    user: User
    domains: dict[int, str]
    kernen: tuple[str, ...]
    open_count: int
    open_days: int
    absence: Absence | None

    @property
    def load(self) -> str:
        """The open work in words; old work weighs more because it has lain there longer."""
        if not self.open_count:
            return _("geen open werk")
        days = ngettext("samen %d dag", "samen %d dagen", self.open_days) % self.open_days
        return _("%(n)s open, %(days)s") % {"n": self.open_count, "days": days}

    @property
    def line(self) -> str:
        """Name, portfolio, kernen, load and absence in one line."""
        what = ", ".join(self.domains.values()) or self.user.function_title
        parts = [f"{self.user.name} – {what}" if what else self.user.name]
        parts += [", ".join(self.kernen)] if self.kernen else []
        parts.append(self.load)
        parts += [away_until(self.absence)] if self.absence else []
        return " · ".join(parts)


def officers_on(day: date) -> list[Officer]:
    """Every officer who works here on this day, by name; always three queries."""
    domains: dict[int, dict[int, str]] = defaultdict(dict)
    kernen: dict[int, dict[str, None]] = defaultdict(dict)
    people: dict[int, User] = {}
    for held in _holdings(day):
        people[held.user_id] = held.user
        if held.domain:
            domains[held.user_id][held.domain.pk] = held.domain.name
        if held.kern:
            kernen[held.user_id][held.kern.name] = None
        elif held.all_kernen:
            kernen[held.user_id][_("alle kernen")] = None
    away = absences_on(day)
    load = _load(day)
    return [
        Officer(
            user=people[pk],
            domains=domains[pk],
            kernen=tuple(kernen[pk]),
            open_count=len(load[pk]),
            open_days=sum(load[pk]),
            absence=away.get(pk),
        )
        for pk in sorted(domains, key=lambda pk: (people[pk].name.lower(), pk))
    ]


def _holdings(day: date) -> Iterable[RoleHolding]:
    """Who is beleidsmedewerker or kernambtenaar, and of what."""
    roles = (Role.BELEIDSMEDEWERKER, Role.KERNAMBTENAAR)
    held = RoleHolding.objects.current(day).filter(role__in=roles)
    return held.select_related("user", "domain", "kern").order_by("domain__name", "kern__name", "pk")


def _load(day: date) -> dict[int, list[int]]:
    """The days each running initiative of each officer is open."""
    load: dict[int, list[int]] = defaultdict(list)
    rows = Initiative.objects.running().filter(officer__isnull=False)
    for officer, logged, created in rows.values_list("officer", "logged_at", "created_at"):
        load[officer or 0].append(max((day - timezone.localdate(logged or created)).days, 0))
    return load


def absences_on(day: date) -> dict[int, Absence]:
    """Who is away on this day, each with the absence that lasts longest."""
    rows = Absence.objects.on(day).select_related("user", "deputy").order_by("ends_on", "pk")
    return {absence.user_id: absence for absence in rows}


def absence_of(user: User, *, on: date) -> Absence | None:
    """This person's absence on this day, if any."""
    rows = Absence.objects.on(on).filter(user=user).select_related("user", "deputy")
    return rows.order_by("-ends_on", "-pk").first()


def there_on(user: User, days: Collection[date]) -> set[date]:
    """Of these days those on which this person works here and is not away; one query."""
    if not days:
        return set()
    rows = Absence.objects.filter(user=user, starts_on__lte=max(days), ends_on__gte=min(days))
    away = list(rows.values_list("starts_on", "ends_on"))
    return {day for day in days if not user.has_ended(day) and not any(first <= day <= last for first, last in away)}


def away_until(absence: Absence) -> str:
    """Until when, and who stands in."""
    last = date_format(absence.ends_on, "j F Y")
    if absence.deputy is None:
        return _("afwezig tot en met %s, geen vervanger") % last
    return _("afwezig tot en met %(day)s, vervanger: %(who)s") % {"day": last, "who": absence.deputy.name}


def refuse_absent(absence: Absence) -> str:
    """The sentence for who chose somebody who is not there."""
    facts = {"who": absence.user.name, "day": date_format(absence.ends_on, "j F Y")}
    if absence.deputy is None:
        return _("%(who)s is afwezig tot en met %(day)s en heeft geen vervanger. Kies een ander.") % facts
    facts["deputy"] = absence.deputy.name
    return _("%(who)s is afwezig tot en met %(day)s. Kies de vervanger: %(deputy)s.") % facts


def order_for(officers: Iterable[Officer], *, wanted: dict[int, int]) -> list[Officer]:
    """First who is of the wanted domains (lowest number first), of those who is there, then who has the least."""
    last = len(wanted) + 1

    def place(officer: Officer) -> tuple[int, bool, int, str]:
        best = min((wanted[domain] for domain in officer.domains if domain in wanted), default=last)
        return best, officer.absence is not None, officer.open_days if best < last else 0, officer.user.name.lower()

    return sorted(officers, key=place)

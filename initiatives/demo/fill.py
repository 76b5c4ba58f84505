"""Filling an empty database with a demo municipality: places, people, purses, then the walk."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from functools import partial

from django.contrib.auth.hashers import make_password
from django.db import connection, transaction
from django.utils import timezone

from accounts.models import User
from accounts.tables import look_over
from initiatives.demo.around import write_tips
from initiatives.demo.settle import settle
from initiatives.demo.staff import COLLEGE, PASSWORD, TEAMHOOFD
from initiatives.demo.walk import OWN, opening_hour, walk
from initiatives.demo.world import Account, Demo, Place, Platform
from initiatives.letters.first_texts import fill_texts
from kernen import first_fill
from kernen.models import (
    CbsArea,
    EnoughRule,
    FundingSource,
    Kern,
    Kernoverleg,
    Mandate,
    Municipality,
    PolicyDomain,
    Role,
    RoleHolding,
    Word,
)
from kernen.models.enough import Enough
from kernen.workdays import load_calendar

SINCE = date(2020, 1, 1)
INHABITANTS_YEAR, INHABITANTS_SOURCE = 2024, "CBS 85984NED"
# Nobody publishes households per wijk in this table; of each dwelling one is counted, and the source says so.
DWELLINGS_SOURCE = "CBS 85984NED, aantal woningen"
# What other apps fill: the people and the kernen by key, and the moment it is.
Beside = Callable[[Mapping[str, User], Mapping[str, Kern], datetime], None]


@transaction.atomic
def fill(demo: Demo, *, now: datetime, beside: Beside | None = None) -> None:
    """Everything or nothing: a demo that was broken off leaves an empty database.

    `beside` fills what stands on top of the initiatives, before the post is settled.
    """
    today = timezone.localdate(now)
    Municipality.objects.create(pk=1, **demo.facts)
    Word.objects.bulk_create(
        Word(key=key, singular=singular, plural=plural, article=article)
        for key, (singular, plural, article) in demo.words.items()
    )
    first_fill.fill_domains()
    first_fill.fill_terms()
    first_fill.fill_holidays(range(min(2024, today.year - 2), max(2028, today.year + 2) + 1))
    fill_texts()
    fill_money(purse=demo.purse)
    EnoughRule.objects.create(enough=Enough.REASONS)
    kernen = {place.slug: make_kern(place) for place in demo.places}
    for platform in demo.platforms:
        make_kernoverleg(platform, kernen=kernen)
    password = make_password(PASSWORD)
    people = {
        account.key: make_account(account, kernen=kernen, password=password, phone=demo.facts["phone"], today=today)
        for account in demo.accounts
    }
    walk(demo.ideas, people=people, kernen=kernen, now=now)
    write_tips(demo.tips, kernen=kernen, at=partial(opening_hour, load_calendar(), today))
    if beside is not None:
        beside(people, kernen, now)
    if connection.vendor == "postgresql":
        # It still plans for the empty tables it knew when this transaction began.
        look_over()
    settle(now=now)


def make_kern(place: Place) -> Kern:
    """A kern and the areas of Statistics Netherlands in it."""
    known = place.inhabitants is not None
    kern = Kern.objects.create(
        name=place.name,
        slug=place.slug,
        inhabitants=place.inhabitants,
        inhabitants_year=INHABITANTS_YEAR if known else None,
        inhabitants_source=INHABITANTS_SOURCE if known else "",
        households=place.dwellings,
        households_year=INHABITANTS_YEAR if place.dwellings else None,
        households_source=DWELLINGS_SOURCE if place.dwellings else "",
        note=place.note,
    )
    CbsArea.objects.bulk_create(CbsArea(kern=kern, code=code, partial=place.partial) for code in place.areas)
    return kern


def make_kernoverleg(platform: Platform, *, kernen: Mapping[str, Kern]) -> None:
    """A group of residents; its chair is a function, no person."""
    row = Kernoverleg.objects.create(
        name=platform.name,
        kind=platform.kind,
        chair_name=f"voorzitter {platform.name}",
        chair_email=f"{platform.mailbox}@demo.example" if platform.mailbox else "",
        rhythm=platform.rhythm,
        is_active=platform.is_active,
    )
    row.kernen.set([kernen[slug] for slug in platform.kernen or kernen])


def fill_money(*, purse: str) -> None:
    """Purses and mandates; what is invented says so."""
    FundingSource.objects.bulk_create([
        FundingSource(
            name="GIDS-middelen", owner="Rijk (Gezond in de stad)", starts_on=date(2014, 1, 1),
            ends_on=date(2022, 12, 31), health_only=True, note="Gesloten; opgevolgd door de Brede SPUK.",
        ),
        FundingSource(
            name="Brede SPUK 2023–2026", owner="Rijk (ministerie van VWS)", starts_on=date(2023, 1, 1),
            ends_on=date(2026, 12, 31), health_only=True, legal_basis="Stcrt. 2023, 4245",
        ),
        FundingSource(
            name=purse, owner=OWN, starts_on=SINCE, ceiling_cents=40_000_00,
            legal_basis="Algemene subsidieverordening", note="Plafond verzonnen voor deze demo.",
        ),
        FundingSource(
            name="Provinciaal Leefbaarheidsfonds", owner="provincie", starts_on=SINCE,
            legal_basis="Subsidieregeling van de provincie", note="Geld van buiten; de provincie besluit mee.",
        ),
    ])  # fmt: skip
    Mandate.objects.create(name=TEAMHOOFD, ceiling_cents=2_500_00, source="Mandaatbesluit (voorbeeld)")
    Mandate.objects.create(name=COLLEGE)


def make_account(account: Account, *, kernen: Mapping[str, Kern], password: str, phone: str, today: date) -> User:
    """Somebody by function, with the roles that go with it; the password is hashed once for all of them."""
    outside = bool(account.organisation)
    user = User.objects.create(
        email=account.email,
        password=password,
        name=account.name,
        function_title=account.title,
        phone=phone,
        phone_hours="maandag tot en met donderdag 9.00–12.00 uur (voorbeeld)",
        organisation=account.organisation,
        ends_on=date(today.year + 1, 12, 31) if outside else None,
        processing_agreement="VWO-DEMO-001" if outside else "",
    )
    RoleHolding.objects.bulk_create(holdings_of(account, user=user, kernen=kernen))
    for code in account.domains:
        PolicyDomain.objects.filter(code=code).update(default_officer=user)
    for code in account.deputy_for:
        PolicyDomain.objects.filter(code=code).update(deputy_officer=user)
    return user


def holdings_of(account: Account, *, user: User, kernen: Mapping[str, Kern]) -> list[RoleHolding]:
    """A holding per kern, domain or mandate."""
    if account.role == Role.BELEIDSMEDEWERKER:
        codes = [(code, False) for code in account.domains] + [(code, True) for code in account.deputy_for]
        rows = PolicyDomain.objects.in_bulk([code for code, _ in codes], field_name="code")
        return [
            RoleHolding(user=user, role=account.role, domain=rows[code], is_deputy=deputy, starts_on=SINCE)
            for code, deputy in codes
        ]
    bound = account.role in (Role.EXTERNAL_COORDINATOR, Role.KERNAMBTENAAR)
    return [
        RoleHolding(
            user=user,
            role=account.role,
            kern=kernen[account.kern] if account.kern else None,
            all_kernen=bound and not account.kern,
            mandate=Mandate.objects.get(name=account.mandate) if account.mandate else None,
            starts_on=SINCE,
        )
    ]

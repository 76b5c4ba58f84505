"""What a new installation starts with: domains, terms and holidays, all editable afterwards."""

from collections.abc import Iterable
from datetime import date

import holidays

from kernen.models import Holiday, PolicyDomain, Term
from kernen.terms import FIRST_VALUES

# code, name, the word a resident reads, keywords
DOMAINS = (
    (
        "openbare_ruimte",
        "Openbare ruimte en groen",
        "groen en straten",
        "bank, boom, groen, park, speel, tuin, plein, stoep, pad",
    ),
    ("verkeer", "Verkeer en mobiliteit", "verkeer", "fiets, verkeer, weg, oversteek, snelheid, parkeer, bus"),
    (
        "welzijn",
        "Welzijn, ontmoeting en Wmo",
        "elkaar ontmoeten en helpen",
        "ontmoet, eten, koffie, samen, eenzaam, ouderen, buurthuis, repara",
    ),
    ("gezondheid", "Volksgezondheid", "gezondheid", "gezond, bewegen, dementie, aed, roken, leefstijl, ggd"),
    ("sport", "Sport en bewegen", "sport", "sport, volleybal, voetbal, beweeg, jeu de boules, wandel, toernooi"),
    ("jeugd", "Jeugd en onderwijs", "kinderen en school", "kind, jeugd, jongeren, school, speel"),
    (
        "bestaanszekerheid",
        "Armoede en schulden",
        "hulp bij geldzorgen",
        "geldproblemen, armoede, schulden, minima, voedselbank",
    ),
    (
        "cultuur",
        "Kunst, cultuur en erfgoed",
        "kunst en geschiedenis",
        "kunst, muziek, archief, verhalen, erfgoed, geschiedenis, museum",
    ),
    (
        "duurzaamheid",
        "Duurzaamheid, klimaat en afval",
        "milieu en afval",
        "afval, klimaat, energie, hergebruik, zonnepanelen, regenton",
    ),
    ("veiligheid", "Openbare orde en veiligheid", "veiligheid", "veilig, inbraak, overlast, buurtpreventie"),
    ("wonen", "Wonen en ruimtelijke ordening", "wonen en bouwen", "woning, bouwen, dorpshart, gebouw, inrichting"),
    (
        "toerisme",
        "Economie, toerisme en evenementen",
        "winkels, toerisme en feesten",
        "toerist, markt, evenement, feest, ondernemer, winkel",
    ),
    (
        "vrijwilligers",
        "Vrijwilligers en verenigingen",
        "vrijwilligers en verenigingen",
        "vrijwillig, vereniging, training, werkgroep",
    ),
)

GOOD_FRIDAY, LIBERATION_DAY = "Goede vrijdag", "Bevrijdingsdag"
SUNDAY = 6


def dutch_holidays(years: Iterable[int]) -> list[Holiday]:
    """The national holidays, with our two ticks.

    Legal terms move for every day the Algemene termijnenwet art. 3 names, 5 May yearly and Good Friday included;
    the town hall itself works on those two.
    """
    rows: dict[date, Holiday] = {}
    for year in years:
        days = dict(holidays.country_holidays("NL", years=year, language="nl", categories=("public", "optional")))
        days.setdefault(date(year, 5, 5), LIBERATION_DAY)
        for day, name in days.items():
            if day.weekday() < SUNDAY:  # A Sunday never counts anyway.
                rows[day] = Holiday(day=day, name=name, legal=True, closed=name not in (GOOD_FRIDAY, LIBERATION_DAY))
    return list(rows.values())


def fill_domains() -> None:
    """The thirteen domains, where they are not there yet."""
    PolicyDomain.objects.bulk_create(
        (
            PolicyDomain(code=code, name=name, resident_word=resident_word, keywords=keywords)
            for code, name, resident_word, keywords in DOMAINS
        ),
        ignore_conflicts=True,
    )


def fill_terms() -> None:
    """Every term, where it is not there yet."""
    Term.objects.bulk_create(
        (Term(key=key, name=first.name, days=first.days, unit=first.unit) for key, first in FIRST_VALUES.items()),
        ignore_conflicts=True,
    )


def fill_holidays(years: Iterable[int]) -> None:
    """The holidays of these years, where they are not there yet."""
    Holiday.objects.bulk_create(dutch_holidays(years), ignore_conflicts=True)


def begin(*, today: date) -> None:
    """What a new installation starts with; a municipality that is at work keeps what it has."""
    if not PolicyDomain.objects.exists():
        fill_domains()
    fill_terms()
    keep_holidays_ahead(today=today)


def keep_holidays_ahead(*, today: date) -> None:
    """The holidays of this year and the next, each year once: a day that somebody took out does not come back."""
    for year in (today.year, today.year + 1):
        if not Holiday.objects.filter(day__year=year).exists():
            fill_holidays((year,))

"""Acht mensen tegelijk aan één idee, en veertig keer dezelfde knop: niets gaat verloren en niets komt dubbel."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from tests.evidence.earnest_town import Town, found_town, new_folder
from tests.evidence.figure import Figure, scaled
from tests.evidence.own_postgres import own_postgres
from tests.evidence.site import Site, open_site
from tests.evidence.visitor import Answer, all_at_once, idea, intake

PEOPLE, CHANGES, PRESSES, AGAIN = 8, 320, 40, 5
COUNT = (
    "from initiatives.models import Initiative, Message, Signal; import sys; k = sys.argv[1];"
    "print(Initiative.objects.filter(form_key=k).count(), Signal.objects.filter(form_key=k).count(),"
    "Message.objects.filter(initiative__form_key=k, person__isnull=False).count())"
)


def drill() -> Iterator[Figure]:
    """Both databases, each in earnest."""
    for database, town_on in (("SQLite", sqlite_town), ("PostgreSQL", postgres_town)):
        with town_on() as town:
            yield see_race(town, database)
            with open_site(town) as site:
                yield from see_presses(site, database)


@contextmanager
def sqlite_town() -> Iterator[Town]:
    """A town in one file."""
    with new_folder() as folder:
        yield found_town(folder)


@contextmanager
def postgres_town() -> Iterator[Town]:
    """A town on a server of its own."""
    with own_postgres() as postgres, new_folder() as folder:
        yield found_town(folder, url=postgres.url)


def see_race(town: Town, database: str) -> Figure:
    """Each adds one to the same box; what is missing at the end was lost."""
    times = max(5, scaled(CHANGES) // PEOPLE)
    earnest, naive = race(town, "person", times), race(town, "naive", times)
    lost, lost_naive = earnest["sent"] - earnest["kept"], naive["sent"] - naive["kept"]
    whole = lost == 0 and earnest["failed"] == 0 and earnest["events"] == earnest["sent"]
    return Figure(
        promise=f"{database}: {PEOPLE} mensen, {CHANGES} wijzigingen van één idee: 0 verloren; wie laat is leest wie",
        seen=f"{earnest['sent']} wijzigingen, {lost} verloren, {earnest['events']} gebeurtenissen; "
        f"{earnest['conflicts']} keer was een ander voor, {earnest['named']} keer met naam",
        kept=whole and earnest["named"] == earnest["conflicts"] and earnest["conflicts"] > 0 and lost_naive > 0,
        control=f"zonder controle van de versie gingen {lost_naive} van {naive['sent']} wijzigingen verloren",
    )


def race(town: Town, way: str, times: int) -> dict[str, Any]:
    """One race, in a process of its own."""
    said = town.must("-m", "tests.evidence.racer", way, str(town.facts["idea"]), str(PEOPLE), str(times))
    found: dict[str, Any] = json.loads(said.splitlines()[-1])
    return found


def see_presses(site: Site, database: str) -> Iterator[Figure]:
    """A coordinator writes down one idea, a resident sends one; each form arrives forty times at once."""
    coordinator, form = site.coordinator(), intake(site.town.facts["kern"])
    answers = all_at_once(PRESSES, lambda: press(lambda: coordinator.post("/initiatieven/nieuw/", form)))
    ideas, _signals, letters = counted(site.town, form["form_key"])
    each = all_at_once(3, lambda: coordinator.post("/initiatieven/nieuw/", intake(site.town.facts["kern"])))
    yield Figure(
        promise=f"{database}: {PRESSES} keer tegelijk dezelfde knop: één initiatief, één ontvangstbericht, één adres",
        seen=f"{told(answers)}; {ideas} initiatief, {letters} ontvangstbericht",
        kept=one_page(answers) and (ideas, letters) == (1, 1) and len({one.location for one in each}) == len(each),
        control=f"{len(each)} formulieren met een eigen sleutel: {len({one.location for one in each})} initiatieven",
    )
    resident, form = site.visitor(), idea()
    answers = all_at_once(PRESSES, lambda: press(lambda: resident.post("/ik-heb-een-idee/", form)))
    _ideas, signals, _letters = counted(site.town, form["form_key"])
    yield Figure(
        promise=f"{database}: een bewoner verstuurt {PRESSES} keer tegelijk hetzelfde formulier: één signaal",
        seen=f"{told(answers)}; {signals} signaal",
        kept=one_page(answers) and signals == 1,
        control="",
    )


def press(send: Callable[[], Answer]) -> Answer:
    """Once; and again where the page says that it is busy and the button stands there."""
    answer = send()
    for _ in range(AGAIN):
        if answer.status != 503:
            return answer
        answer = send()
    return answer


def one_page(answers: list[Answer]) -> bool:
    """Everybody is sent on to the same page."""
    return {one.status for one in answers} == {302} and len({one.location for one in answers}) == 1


def told(answers: list[Answer]) -> str:
    """How they were answered, in words."""
    by_status = sorted({one.status for one in answers})
    counts = ", ".join(f"{sum(one.status == status for one in answers)} keer {status}" for status in by_status)
    return f"{counts} naar {len({one.location for one in answers if one.location})} adres"


def counted(town: Town, key: str) -> tuple[int, ...]:
    """Initiatives, signals and letters of this form."""
    said = town.must("-c", f"import django; django.setup(); {COUNT}", key)
    return tuple(int(number) for number in said.split())

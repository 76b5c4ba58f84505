"""A worker that is shot while people send, and a new version while people go on."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from tests.evidence.earnest_town import Town
from tests.evidence.figure import Figure, scaled
from tests.evidence.site import Site, open_site
from tests.evidence.visitor import Answer, idea

SENDERS, KILLS, ROLLS, PER_SECOND = 4, 10, 4, 20
KEYS = (
    "import django; django.setup(); import sys; from initiatives.models import Signal;"
    "k = open(sys.argv[1]).read().split();"
    "print(len(k), Signal.objects.filter(form_key__in=k).count())"
)


@dataclass
class Sent:
    """What people sent: the keys that were confirmed, and every answer."""

    confirmed: list[str] = field(default_factory=list)
    answers: list[Answer] = field(default_factory=list)

    @property
    def lost(self) -> int:
        """Requests without an answer, or with a fault of ours."""
        return sum(one.is_error for one in self.answers)


def see_worker(town: Town) -> Iterator[Figure]:
    """On one site, that is left to itself in between."""
    with open_site(town) as site:
        yield see_kills(site)
        yield see_rolls(site)


def see_kills(site: Site) -> Figure:
    """One worker after another, while several send as fast as they can and press again without an answer."""
    kills = max(2, scaled(KILLS))
    with sending(site, every=0.0) as sent:
        for _ in range(kills):
            time.sleep(1.5)
            site.workers()[0].kill()
        time.sleep(1.5)
    kept = kept_of(site, sent.confirmed)
    return Figure(
        promise="Werkproces hard gedood onder last: niets wat bevestigd was gaat verloren, niets komt dubbel",
        seen=f"{kills} keer gedood, {len(sent.confirmed)} bevestigd, {len(sent.confirmed) - kept} verloren; "
        f"{sent.lost} verzoeken zonder antwoord zijn opnieuw verzonden",
        kept=kept == len(set(sent.confirmed)) == len(sent.confirmed) > 0 and sent.lost > 0,
        control=f"de dood kwam echt midden in het werk: {sent.lost} verzoeken bleven zonder antwoord",
    )


def see_rolls(site: Site) -> Figure:
    """People come at a steady pace; once rolling, once by closing and opening."""
    with sending(site, every=SENDERS / PER_SECOND) as rolling:
        for _ in range(max(1, scaled(ROLLS))):
            time.sleep(2)
            site.roll()
            time.sleep(4)
    with sending(site, every=SENDERS / PER_SECOND) as closing:
        time.sleep(1)
        site.start_again()
        site.wait_until_ready()
    return Figure(
        promise=f"Nieuwe versie bij ongeveer {PER_SECOND} verzoeken per seconde: 0 verzoeken verloren",
        seen=f"{len(rolling.answers)} verzoeken tijdens {max(1, scaled(ROLLS))} wisselingen, {rolling.lost} verloren; "
        f"traagste {max(one.seconds for one in rolling.answers):.1f} s",
        kept=rolling.lost == 0 and closing.lost > 0,
        control=f"met sluiten en weer openen gingen {closing.lost} verzoeken verloren",
    )


@contextmanager
def sending(site: Site, *, every: float) -> Iterator[Sent]:
    """Several people who send ideas until the block ends; who hears nothing sends the same form again."""
    sent, over = Sent(), threading.Event()

    def send() -> None:
        form = idea()
        while not over.is_set():
            answer = site.visitor().post("/ik-heb-een-idee/", form)
            sent.answers.append(answer)
            if answer.status == 302:
                sent.confirmed.append(form["form_key"])
                form = idea()
            time.sleep(max(0.0, every - answer.seconds) or 0.01)

    crowd = [threading.Thread(target=send) for _ in range(SENDERS)]
    for one in crowd:
        one.start()
    try:
        yield sent
    finally:
        over.set()
        for one in crowd:
            one.join()


def kept_of(site: Site, keys: list[str]) -> int:
    """How many of these have a row."""
    note = site.town.folder / "keys"
    note.write_text("\n".join(keys))
    _asked, found = site.town.must("-c", KEYS, str(note)).split()
    return int(found)

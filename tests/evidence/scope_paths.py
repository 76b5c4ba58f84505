"""Every page that lists, counts, finds or hands out initiatives, and how it is asked for in a random world."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from initiatives.models import Signal, Task
from initiatives.statuses import Status
from initiatives.workflow.storing import path_of
from overleg.models import Meeting, Wish
from tests.evidence.scope_rows import surname, word
from tests.evidence.scope_rule import CONTACT, LIST, PUBLIC
from tests.evidence.scope_worlds import World

TABS = ("nieuw", "mij", "ander", "laat", "volg", "alles")


@dataclass(frozen=True, kw_only=True)
class Ask:
    """One question; what may be found by it is what the matrix grants as `by`. Number and kern of everything that
    was put there on purpose may be `listed` in a room where no word of it is said."""

    address: str
    data: Mapping[str, Any] | None = None
    by: str = LIST
    listed: bool = False
    # Shows everything there is in this person's scope, no more and no less.
    whole: bool = False
    # Says of every kern how many run there.
    counted: bool = False
    # What was typed and a page says back.
    echo: str = ""


Way = Callable[[World], Ask]


def at(name: str, *arguments: Any, **facts: Any) -> Ask:
    """The page of this name; what is no fact of `Ask` goes into the address."""
    own = {key: facts.pop(key) for key in ("by", "listed", "whole", "counted", "echo") if key in facts}
    asked = f"?{urlencode(facts, doseq=True)}" if facts else ""
    return Ask(address=f"{reverse(name, args=arguments)}{asked}", **own)


def plain(name: str, **facts: Any) -> Way:
    """A page that needs no more than its name."""
    return lambda _world: at(name, **facts)


def of_some(name: str, *under: str, **facts: Any) -> Way:
    """A page of one initiative, whoever may see it."""
    return lambda world: at(name, world.some.key, *under, **facts)


def of_kern(name: str, **facts: Any) -> Way:
    """A page of one kern."""
    return lambda world: at(name, world.rng.choice(world.ground.kernen).slug, **facts)


def of_meeting(name: str, *, platform: bool = False, **facts: Any) -> Way:
    """A page of one meeting, to come or over."""

    def ask(world: World) -> Ask:
        rows = [row for row in world.rows.meetings if (row.kernoverleg is None) == platform]
        chosen: Meeting = world.rng.choice(rows)
        return at(name, chosen.pk, **facts)

    return ask


# ---- with something filled in --------------------------------------------------------------------------


def narrowed(world: World) -> Ask:
    """The list with a filter or two, in some order."""
    rng, ground = world.rng, world.ground
    filters: dict[str, Any] = {
        "kern": rng.choice(ground.kernen).pk, "domain": rng.choice(ground.domains).pk,
        "officer": rng.choice(ground.colleagues).pk, "status": rng.choice(Status.values),
        "only": rng.choice(("unassigned", "no_contact", "co_advised", "sensitive")),
        "ball": rng.choice(("officer", "decider", "coordinator")), "since": "2026-01-01", "until": "2026-12-31",
    }  # fmt: skip
    chosen = rng.sample(list(filters), k=rng.choice((1, 2)))
    asked = {name: filters[name] for name in chosen}
    order = rng.choice(("due", "oldest", "newest", "title"))
    return at("initiative_list", show="all", order=order, tab=rng.choice(TABS), **asked)


def searched(world: World) -> Ask:
    """By a word of one of them, or a word of all."""
    number = world.rng.choice(list(world.numbers()))
    return at("initiative_list", show="all", q=world.rng.choice(("bankje", f"roepnaam{number:03d}")))


def searched_person(world: World) -> Ask:
    """By the name of somebody, which finds nothing where the name may not be read."""
    return at("initiative_list", show="all", q=surname(world.rng.choice(list(world.numbers()))), by=CONTACT)


def searched_text(world: World) -> Ask:
    """By what stands in its texts."""
    typed = word("b", world.rng.choice(list(world.numbers())))
    return at("initiative_list", show="all", q=typed, echo=typed)


def by_reference(world: World) -> Ask:
    """The box on every page, with a reference."""
    typed = world.some.reference or "bankje"
    return at("initiative_search", q=typed, echo=f"q={typed}")


def similar(world: World) -> Ask:
    """While a title is typed."""
    return at("initiative_similar", titel=f"Bankje roepnaam{world.rng.randint(1, 12):03d}", kern=[1, 2, 3, 4])


def ticked(world: World) -> Ask:
    """Everything ticked in the list, also what is not there."""
    kind = world.rng.choice(("follow", "follow", "reassign", "flag_controversial"))
    return Ask(address=reverse("bulk"), data={"actie": kind, "gekozen": [str(row.pk) for row in world.ideas]})


def exported_people(world: World) -> Ask:
    """With names and numbers; a password was asked a moment ago."""
    asked = {"lijst": "show=all", "reason": "Overdracht aan een collega", "kind": "csv"}
    return Ask(address=reverse("export_people"), data=asked)


def act(world: World) -> Ask:
    """The form of a step, with the lists one may choose from."""
    names = ("merge", "relate", "unrelate", "reassign", "ask_co_advice", "refer", "unmerge")
    return at("initiative_act", world.some.key, world.rng.choice(names))


def file(world: World) -> Ask:
    """A file that is really there, with its word inside."""
    number = world.rng.choice(list(world.numbers()))
    row = world.rows.files[number - 1]
    path: Path = path_of(row.stored_as)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(word("a", number))
    return at("attachment", world.ideas[number - 1].key, row.stored_as)


def letter(world: World) -> Ask:
    """On paper."""
    task: Task = world.rng.choice(world.rows.tasks)
    return at("task_letter", task.pk)


def signal(world: World) -> Ask:
    """What a neighbour said."""
    found = Signal.objects.order_by("?").first()
    return at("signal", found.pk if found else 1)


def wish(world: World) -> Ask:
    """What a kern would like, with the initiatives one may tie it to."""
    found = Wish.objects.select_related("kern").first()
    return at("wish", found.kern.slug, found.pk) if found else at("wish_add", world.ground.kernen[0].slug)


def public(world: World) -> Ask:
    """One on the website, or not."""
    chosen = world.some
    kernen = {kern.pk: kern.slug for kern in world.ground.kernen}
    slug = next((kernen[kern] for kern in world.rows.places[chosen.pk]), "hele-gemeente")
    return at("public_detail", slug, chosen.reference or "VAG-2026-0000", by=PUBLIC)


PATHS: Mapping[str, Way] = {
    "work": plain("work"),
    "list": plain("initiative_list", show="all", whole=True),
    "ended": plain("initiative_list", show="ended"),
    "list of a tab": lambda world: at("initiative_list", tab=world.rng.choice(TABS)),
    "list, narrowed": narrowed,
    "search": searched,
    "search in texts": searched_text,
    "search by person": searched_person,
    "search box": by_reference,
    "similar": similar,
    "bulk": ticked,
    "saved views": plain("saved_views"),
    "export csv": lambda _world: at("export", "csv", show="all"),
    "export xlsx": lambda _world: at("export", "xlsx", show="all"),
    "export people": exported_people,
    "calendar feed": lambda world: at("calendar_feed", world.feed),
    "tasks": plain("task_list"),
    "silence": plain("silence"),
    "mt list": plain("mt_list"),
    "open work": plain("open_work", listed=True),
    "outbox": plain("outbox"),
    "signals": lambda world: at("signals", toon=world.rng.choice(("", "afgehandeld"))),
    "signal": signal,
    "routing": plain("routing_report"),
    "absences": plain("absences"),
    "access log": plain("access_log"),
    "new": plain("intake"),
    "kernen": plain("kern_list", counted=True),
    "my kern": plain("my_kern"),
    "kern": of_kern("kern_detail"),
    "handover of a kern": of_kern("kern_handover"),
    "wish": wish,
    "detail": of_some("initiative_detail"),
    "detail in a queue": of_some("initiative_detail", rij="show=all"),
    "log of one": of_some("initiative_audit"),
    "people of one": of_some("initiative_people"),
    "card": of_some("initiative_card"),
    "support of one": of_some("support"),
    "edit": of_some("initiative_edit"),
    "step": act,
    "attachment": file,
    "letter": letter,
    "meetings": plain("meeting_list"),
    "meeting": of_meeting("meeting", zoek="bankje"),
    "before a meeting": of_meeting("meeting_before"),
    "record": of_meeting("meeting_record"),
    "report": of_meeting("meeting_report"),
    "meeting on paper": of_meeting("meeting_print"),
    "form on paper": of_meeting("meeting_form_print"),
    "platform": plain("platform"),
    "platform meeting": of_meeting("platform_meeting", platform=True),
    "platform on paper": of_meeting("platform_print", platform=True),
    "destructions": plain("destructions", listed=True),
    "destruction": lambda world: at("destruction", world.destruction.pk, listed=True),
    "requests of people": plain("person_requests"),
    "public list": plain("public_list", by=PUBLIC),
    "public kern": of_kern("public_kern", by=PUBLIC),
    "public page": public,
}
# Pages that name no initiative in these worlds, asked all the same.
SILENT = (
    "saved views", "routing", "absences", "access log", "new", "kernen", "my kern", "meetings", "platform",
    "destructions", "requests of people", "public list",
)  # fmt: skip

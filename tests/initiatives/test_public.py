"""Initiatieven in uw dorp: what neighbours read, and everything they do not."""

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from initiatives.models import Initiative
from initiatives.statuses import Status
from initiatives.views.public import WHOLE
from kernen.models import Word
from tests.factories import make_kern
from tests.initiatives.builders import ROUTE, World, make_initiative, make_world, publish, start_walk, take, tell

if TYPE_CHECKING:
    from django.test.client import _MonkeyPatchedWSGIResponse as Response

pytestmark = pytest.mark.django_db


def get(name: str, *args: object, **query: str) -> "Response":
    return Client().get(reverse(name, args=args), query)


def read(name: str, *args: object, **query: str) -> str:
    return re.sub(r"\s+", " ", get(name, *args, **query).content.decode())


def everything(world: World, reference: str | None) -> str:
    pages = [
        read("public_list"),
        read("public_kern", world.kern.slug),
        read("public_kern", world.kern.slug, toon="afgelopen"),
    ]
    detail = get("public_detail", world.kern.slug, reference)
    return " ".join(pages) + (detail.content.decode() if detail.status_code == 200 else "")


def test_neighbour_reads_what_goes_on_and_what_is_over() -> None:
    world = make_world()
    make_initiative(Status.IN_REALISATION, world=world, published=True, title="Moestuin")
    done = make_initiative(Status.COMPLETED, world=world, published=True, title="Speelplek")
    assert "1 bezig · 1 afgelopen" in read("public_list")
    going, over = read("public_kern", world.kern.slug), read("public_kern", world.kern.slug, toon="afgelopen")
    assert "Moestuin" in going
    assert "Speelplek" not in going
    assert "Speelplek" in over
    assert "Moestuin" not in over
    page = read("public_detail", world.kern.slug, done.initiative.reference)
    assert "Voor iedereen: Speelplek" in page
    assert "De bank staat er." in page


@pytest.mark.parametrize("status", [status for status in ROUTE if status != Status.EXPLORING])
def test_neighbour_reads_no_names_and_nothing_internal_in_any_status(status: Status) -> None:
    walk = make_initiative(status, published=True, organisation="Familie Jansen", place="Kapelstraat 12")
    assert walk.initiative.published_at
    shown = everything(walk.world, walk.initiative.reference)
    assert "Voor iedereen: Bankje bij de kapel" in shown
    secrets = ("INTERN", "Mia Bewoner", "Bert Beleid", "Els", "06 11 22 33 44", "Familie Jansen", "Kapelstraat 12")
    assert [secret for secret in secrets if secret in shown] == []
    assert "met uitzicht" not in shown


def hide_unpublished(world: World) -> Initiative:
    return make_initiative(Status.IN_REVIEW, world=world, title="GEHEIM").initiative


def hide_confidential(world: World) -> Initiative:
    walk = make_initiative(Status.IN_REVIEW, world=world, published=True, title="GEHEIM")
    walk.deed("flag_confidential", world.internal, confidential="yes", reason="gevoelig")
    return walk.initiative


def hide_gone_back_to_a_talk(world: World) -> Initiative:
    walk = make_initiative(Status.SUBMITTED, world=world, published=True, title="GEHEIM")
    walk.go("send_back", world.internal, reason="nog praten", tell_resident=False)
    return walk.initiative


def hide_put_aside_while_talking(world: World) -> Initiative:
    initiative = hide_gone_back_to_a_talk(world)
    walk = start_walk(world)
    walk.initiative = initiative
    walk.go(
        "hold", world.internal, reason="season", public_sentence="Even wachten.",
        review_on=walk.day.replace(month=4, day=1),
    )  # fmt: skip
    return walk.initiative


def hide_a_quarrel(world: World) -> Initiative:
    walk = make_initiative(Status.SUBMITTED, world=world, published=True, title="GEHEIM")
    walk.go("refer", world.internal, kind="mediation", receiver="Buurtbemiddeling", receiver_phone="", warm=False)
    return walk.initiative


def hide_taken_off(world: World) -> Initiative:
    walk = make_initiative(Status.IN_REVIEW, world=world, published=True, title="GEHEIM")
    walk.deed("unpublish", world.internal, reason="op verzoek")
    return walk.initiative


def hide_what_the_initiator_no_longer_wants_shown(world: World) -> Initiative:
    walk = make_initiative(Status.IN_REVIEW, world=world, published=True, title="GEHEIM")
    Initiative.objects.filter(pk=walk.initiative.pk).update(may_publish=False)
    return walk.initiative


@pytest.mark.parametrize(
    "hide",
    [
        hide_unpublished,
        hide_confidential,
        hide_gone_back_to_a_talk,
        hide_put_aside_while_talking,
        hide_a_quarrel,
        hide_taken_off,
        hide_what_the_initiator_no_longer_wants_shown,
    ],
)
def test_neighbour_does_not_even_learn_that_it_exists(hide: Callable[[World], Initiative]) -> None:
    world = make_world()
    hidden = hide(world)
    shown = everything(world, hidden.reference)
    assert "GEHEIM" not in shown
    assert "Nog geen initiatieven" in shown
    assert get("public_detail", world.kern.slug, hidden.reference).status_code == 404


@pytest.mark.parametrize("status", [Status.APPROVED, Status.REJECTED])
def test_neighbour_reads_no_decision_before_the_initiator_heard_it(status: Status) -> None:
    walk = make_initiative(status, published=True)
    before = everything(walk.world, walk.initiative.reference)
    assert "Wacht op een besluit" in before
    assert "1 bezig · 0 afgelopen" in before
    for sign in ("Gaat door", "Gaat niet door", "mooi plan", "Het kan niet"):
        assert sign not in before
    tell(walk)
    after = everything(walk.world, walk.initiative.reference)
    assert ("Gaat door" if status == Status.APPROVED else "Gaat niet door") in after
    assert "Wacht op een besluit" not in after


def test_neighbour_reads_only_sentences_for_everybody() -> None:
    walk = make_initiative(Status.INFO_REQUESTED, published=True)
    walk.deed("message_resident", walk.world.coordinator, message="Alleen voor u: de sleutel ligt klaar.")
    page = everything(walk.world, walk.initiative.reference)
    assert "de sleutel" not in page
    assert "Hoe groot wordt de bank?" not in page


def test_idea_for_the_whole_municipality_has_a_place_of_its_own() -> None:
    world = make_world()
    walk = start_walk(world, whole_municipality=True, title="Cursus voor iedereen", logged_by=world.internal)
    walk.go("log", world.internal).go("submit", world.internal)
    publish(walk)
    assert "De hele gemeente" in read("public_list")
    assert "Cursus voor iedereen" in read("public_kern", WHOLE)
    assert "Cursus voor iedereen" not in read("public_kern", world.kern.slug)
    assert get("public_detail", WHOLE, walk.initiative.reference).status_code == 200


def test_address_under_another_place_leads_to_the_right_one() -> None:
    walk = make_initiative(Status.SUBMITTED, published=True)
    elsewhere = get("public_detail", "elders", walk.initiative.reference)
    right = reverse("public_detail", args=[walk.world.kern.slug, walk.initiative.reference])
    assert (elsewhere.status_code, elsewhere.headers["Location"]) == (302, right)


def test_merged_idea_points_to_the_one_it_goes_on_in() -> None:
    world = make_world()
    old = make_initiative(Status.SUBMITTED, world=world, published=True, title="Bank")
    new = make_initiative(Status.SUBMITTED, world=world, published=True, title="Dorpsplein")
    old.go("merge", world.internal, target=new.initiative.pk, consent=True)
    assert "Dorpsplein" in read("public_detail", world.kern.slug, old.initiative.reference)


def test_village_without_initiatives_says_what_to_do() -> None:
    world = make_world()
    assert "Heeft u een idee? Bel ons." in read("public_kern", world.kern.slug)
    assert "043 123 45 67" in read("public_kern", world.kern.slug)


def test_municipality_that_says_wijk_reads_wijk() -> None:
    world = make_world()
    Word.objects.create(key="kern_b1", singular="wijk", plural="wijken", article="de")
    assert "Initiatieven in de wijken" in read("public_list")
    assert "in deze wijk" in read("public_kern", world.kern.slug)
    assert "uw wijk" in read("home")
    assert "dorp" not in re.sub(r"/dorpen/", "", read("public_list")).lower()


def test_nobody_gets_a_cookie_for_reading() -> None:
    walk = make_initiative(Status.SUBMITTED, published=True)
    slug = walk.world.kern.slug
    for page in (
        get("home"),
        get("public_list"),
        get("public_kern", slug),
        get("public_detail", slug, walk.initiative.reference),
    ):
        assert page.status_code == 200
        assert not page.cookies


def count(name: str, *args: object, **query: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert get(name, *args, **query).status_code == 200
    return len(asked)


def test_thirty_rows_cost_as_many_questions_as_one() -> None:
    world = make_world()
    make_initiative(Status.SUBMITTED, world=world, published=True)
    take_one = make_initiative(Status.SUBMITTED, world=world, published=True)
    take(take_one, "withdraw")
    pages: list[tuple[str, tuple[str, ...], dict[str, str]]] = [
        ("public_list", (), {}),
        ("public_kern", (world.kern.slug,), {}),
        ("public_kern", (world.kern.slug,), {"toon": "afgelopen"}),
    ]
    few = [count(name, *args, **query) for name, args, query in pages]
    for number in range(30):
        kern = make_kern(f"Kern met nummer {number}")
        walk = start_walk(world, kernen=(world.kern, kern))
        for name in ("log", "submit"):
            take(walk, name)
        publish(walk)
        if number % 2:
            take(walk, "withdraw")
    assert [count(name, *args, **query) for name, args, query in pages] == few


def test_long_lists_come_in_pages_and_odd_pages_do_no_harm() -> None:
    world = make_world()
    for _ in range(21):
        make_initiative(Status.SUBMITTED, world=world, published=True)
    first = read("public_kern", world.kern.slug)
    assert "Pagina 1 van 2" in first
    assert "Pagina 2 van 2" in read("public_kern", world.kern.slug, pagina="2")
    for odd in ("0", "-1", "99", "x", "\x00", "9" * 5000, "²"):
        assert get("public_kern", world.kern.slug, pagina=odd, toon=odd).status_code == 200


@pytest.mark.parametrize("path", ["/dorpen/nergens/", "/dorpen/nergens/%00/", f"/dorpen/hele-gemeente/{'x' * 900}/"])
def test_odd_addresses_find_nothing(path: str) -> None:
    make_world()
    assert Client().get(path).status_code == 404


def test_front_door_sends_colleagues_to_their_work_and_residents_to_their_idea() -> None:
    world, client = make_world(), Client()
    assert "Volg uw idee" in client.get(reverse("home")).content.decode()
    client.force_login(world.coordinator)
    assert client.get(reverse("home")).status_code == 302

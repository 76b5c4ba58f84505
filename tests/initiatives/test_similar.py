"""What looks like an idea is shown while it is typed and on its page, never more than one may see."""

from datetime import UTC, datetime
from typing import Any

import pytest

from initiatives.models import Decision, Initiative, InitiativeKern
from initiatives.search import similar_to
from initiatives.statuses import Status
from kernen.models import Kern
from tests.factories import make_kern, make_kernoverleg, make_user, sign_in
from tests.initiatives.world import World

TITLE = "Zitbank bij de oude kapel"


def alike(world: World, title: str = TITLE, **more: Any) -> dict[str, Any]:
    """What looks like this title, for an idea in Sibbe, by title."""
    found = similar_to(title, kernen=[world.kern.pk], rows=Initiative.objects.all(), **more)
    return {like.initiative.title: like for like in found}


def moved(initiative: Initiative, kern: Kern) -> Initiative:
    """It is about this kern instead."""
    InitiativeKern.objects.filter(initiative=initiative).update(kern=kern)
    return initiative


def test_the_same_idea_in_the_same_kern_is_a_likely_double_and_says_why(world: World) -> None:
    world.initiative(Status.SUBMITTED, title="Bankje bij de kapel")
    world.initiative(Status.SUBMITTED, title="Wandelpad langs de Geul", summary="Lopen.")

    found = alike(world)

    assert list(found) == ["Bankje bij de kapel"]
    assert found["Bankje bij de kapel"].is_double
    assert found["Bankje bij de kapel"].reason == "ook in Sibbe; zelfde woorden: bankje, kapel"


def test_a_neighbouring_kern_counts_as_near_and_another_kern_as_elsewhere(world: World) -> None:
    near, far = make_kern("IJzeren"), make_kern("Houthem")
    make_kernoverleg(world.kern, near)
    moved(world.initiative(Status.SUBMITTED, title="Zitbank kapel een"), near)
    moved(world.initiative(Status.SUBMITTED, title="Zitbank kapel twee"), far)

    found = alike(world)

    assert found["Zitbank kapel een"].is_double
    assert found["Zitbank kapel een"].reason.startswith("vlakbij, in IJzeren")
    assert not found["Zitbank kapel twee"].is_double
    assert found["Zitbank kapel twee"].reason.startswith("elders, in Houthem")


@pytest.mark.parametrize(
    ("outcome", "words"), [("yes", "in 2024: ja"), ("yes_if", "in 2024: ja, met voorwaarden"), ("no", "in 2024: nee")]
)
def test_what_was_decided_earlier_is_said_in_words(world: World, outcome: str, words: str) -> None:
    earlier = world.initiative(Status.REJECTED if outcome == "no" else Status.COMPLETED, title="Bank bij de kapel")
    Decision.objects.create(initiative=earlier, outcome=outcome, decided_at=datetime(2024, 5, 1, tzinfo=UTC))

    found = alike(world)["Bank bij de kapel"]

    assert (found.decided, found.is_double) == (words, False)


def test_a_proposal_that_is_not_decided_yet_is_not_told(world: World) -> None:
    world.initiative(Status.DECISION_PENDING, title="Bank bij de kapel")

    assert alike(world)["Bank bij de kapel"].decided == ""


def test_words_every_title_has_and_the_name_of_the_kern_make_no_likeness(world: World) -> None:
    world.initiative(Status.SUBMITTED, title="Nieuw plan voor het dorp Sibbe", summary="x")

    assert alike(world, "Een nieuw idee voor de buurt in Sibbe") == {}
    assert alike(world, "") == alike(world, "!?") == alike(world, "x" * 5000) == {}


def test_no_more_than_a_handful_is_shown_doubles_first(world: World) -> None:
    far = make_kern("Houthem")
    for number in range(8):
        moved(world.initiative(Status.SUBMITTED, title=f"Zitbank bij de oude kapel {number}"), far)
    world.initiative(Status.SUBMITTED, title="Bank bij de kapel")

    found = alike(world)

    assert len(found) == 5
    assert next(iter(found)) == "Bank bij de kapel"


def test_the_page_of_an_initiative_shows_what_looks_like_it_and_not_itself(world: World) -> None:
    first = world.initiative(Status.SUBMITTED, title="Bank bij de kapel")
    second = world.initiative(Status.SUBMITTED, title="Bankje naast de kapel")

    page = sign_in(world.people["IC"]).get(first.get_absolute_url()).content.decode()

    panel = page.split("Lijkt op</h2>")[1].split("</section>")[0]
    assert second.get_absolute_url() in panel
    assert first.get_absolute_url() not in panel


def test_a_coordinator_who_types_a_title_sees_what_looks_like_it(world: World) -> None:
    world.initiative(Status.SUBMITTED, title="Bank bij de kapel")
    client = sign_in(world.people["EC.own"])

    piece = client.get("/initiatieven/lijkt-op/", {"titel": TITLE, "kern": str(world.kern.pk)}).content.decode()

    assert "Misschien hetzelfde." in piece
    assert "<html" not in piece
    assert "data-bk-similar=" in client.get("/initiatieven/nieuw/").content.decode()


def test_nobody_is_shown_a_likeness_that_the_list_would_not_show(world: World) -> None:
    moved(world.initiative(Status.EXPLORING, title="Bank bij de kapel"), world.other_kern)
    world.initiative(Status.SUBMITTED, title="Kapel met een bank", is_confidential=True)
    asked = {"titel": TITLE, "kern": str(world.other_kern.pk)}

    for person in (world.people["EC.own"], world.people["KA.own"], world.people["FB"], make_user("niemand")):
        piece = sign_in(person).get("/initiatieven/lijkt-op/", asked).content.decode()
        assert "Bank bij de kapel" not in piece, person
    assert (
        "Kapel met een bank"
        not in sign_in(world.people["KA.own"]).get("/initiatieven/lijkt-op/", asked).content.decode()
    )


def test_who_is_not_signed_in_is_sent_to_sign_in(client: Any, db: None) -> None:
    assert client.get("/initiatieven/lijkt-op/?titel=bank").status_code == 302
    assert "login" in client.get("/initiatieven/zoek/?q=bank").headers["Location"]


def test_likeness_of_any_status_and_flag_stays_inside_what_each_person_may_see(world: World) -> None:
    for status in Status:
        for confidential in (False, True):
            world.initiative(status, is_confidential=confidential)
    shown = 0

    for name, person in world.people.items():
        visible = set(Initiative.objects.visible_to(person).values_list("pk", flat=True))
        found = similar_to("Bank bij de kapel", kernen=[world.kern.pk], rows=Initiative.objects.visible_to(person))
        shown += len(found)
        assert {like.initiative.pk for like in found} <= visible, name

    assert shown > 0

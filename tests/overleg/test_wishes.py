"""The wishes of a village: written down once, taken up, lapsed and taken back."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from initiatives.statuses import Status
from initiatives.workflow.action import NotYours
from kernen import kept
from overleg.deeds.wishes import add_wish, change_wish, drop_wish, put_back
from overleg.models import Wish
from overleg.models.wish import WishState
from tests.factories import sign_in
from tests.initiatives.world import NOW
from tests.overleg.kern_pages import EVERYBODY, KEEPERS, wish
from tests.overleg.town import Town


def post(town: Town, who: str, rest: str, **data: Any) -> HttpResponse:
    client = sign_in(town.world.people[who])
    return client.post(f"/kernen/{town.world.kern.slug}/wensen/{rest}", data)  # type: ignore[return-value]


def changes(held: Wish, **facts: Any) -> dict[str, Any]:
    held.refresh_from_db()
    return {"text": held.text, "state": "open", "initiative": "", "seen": held.changed_at.isoformat()} | facts


def states() -> list[tuple[str, str]]:
    return list(Wish.objects.order_by("pk").values_list("text", "state"))


def test_a_double_press_writes_one_wish_down(town: Town) -> None:
    key = uuid4()

    answers = [post(town, "KA.own", "nieuw/", text="Een bankje", form_key=key) for _ in range(2)]

    assert [answer["Location"] for answer in answers] == [f"/kernen/{town.world.kern.slug}/#wensen"] * 2
    assert states() == [("Een bankje", "open")]


def test_an_empty_wish_gets_one_sentence(town: Town) -> None:
    page = post(town, "KA.own", "nieuw/", text="  ", form_key=uuid4()).content.decode()

    assert "Schrijf de wens op. Een paar woorden is genoeg." in page
    assert states() == []


def test_a_text_that_says_too_much_of_somebody_is_looked_at_twice(town: Town) -> None:
    text = "Bel Jo, geboren 3-4-1950"

    first = post(town, "EC.own", "nieuw/", text=text, form_key=uuid4())
    assert "Dit lijkt op een geboortedatum." in first.content.decode()
    assert states() == []

    post(town, "EC.own", "nieuw/", text=text, form_key=uuid4(), looked_over="on")
    assert states() == [(text, "open")]


@pytest.mark.parametrize("who", EVERYBODY)
def test_only_who_keeps_the_affairs_of_the_kern_changes_a_wish(town: Town, who: str) -> None:
    held = wish(town)
    for rest, data in (
        ("nieuw/", {"text": "Nieuw", "form_key": uuid4()}), (f"{held.pk}/", changes(held, text="Anders")),
        (f"{held.pk}/vervalt/", {}), (f"{held.pk}/terug/", {}),
    ):  # fmt: skip
        assert post(town, who, rest, **data).status_code == (302 if who in KEEPERS else 403)

    assert (states() == [("Een jeu-de-boulesbaan", "open")]) == (who not in KEEPERS)


def test_the_deeds_themselves_refuse_who_keeps_another_kern(town: Town) -> None:
    stranger, held = town.world.people["KA.other"], wish(town)

    with pytest.raises(NotYours):
        add_wish(town.world.kern, text="x", by=stranger, at=NOW, form_key=uuid4())
    with pytest.raises(NotYours):
        change_wish(held, text="x", state=WishState.DONE, initiative=None, seen=NOW, by=stranger, at=NOW)
    for deed in (drop_wish, put_back):
        with pytest.raises(NotYours):
            deed(held, by=stranger, at=NOW)
    assert states() == [("Een jeu-de-boulesbaan", "open")]


def test_a_wish_is_taken_up_by_an_initiative_of_the_kern(town: Town) -> None:
    held, made = wish(town), town.idea(Status.IN_REVIEW)

    for _ in range(2):
        post(town, "KA.own", f"{held.pk}/", **changes(held, state="taken_up", initiative=made.pk))

    held.refresh_from_db()
    assert (held.state, held.initiative) == ("taken_up", made)


def test_an_initiative_goes_with_what_is_taken_up_and_not_with_a_bare_wish(town: Town) -> None:
    held, made = wish(town), town.idea(Status.IN_REVIEW)

    page = post(town, "KA.own", f"{held.pk}/", **changes(held, state="open", initiative=made.pk)).content.decode()

    assert "als er een initiatief bij hoort" in page
    held.refresh_from_db()
    assert held.initiative is None


def test_an_initiative_one_may_not_see_cannot_be_named_and_a_hidden_tie_stays(town: Town) -> None:
    hidden = town.idea(Status.IN_REVIEW, title="Geheim pad", is_confidential=True)
    held = wish(town)

    page = post(town, "KA.own", f"{held.pk}/", **changes(held, state="taken_up", initiative=hidden.pk))
    assert "Dit initiatief staat niet in de lijst. Kies een ander." in page.content.decode()
    assert "Geheim pad" not in page.content.decode()
    with pytest.raises(NotYours):
        change_wish(
            held, text="x", state=WishState.DONE, initiative=hidden, seen=NOW, by=town.world.people["KA.own"], at=NOW
        )

    Wish.objects.update(state="taken_up", initiative=hidden)
    post(town, "KA.own", f"{held.pk}/", **changes(held, text="Een baan", state="done"))
    held.refresh_from_db()
    assert (held.text, held.state, held.initiative) == ("Een baan", "done", hidden)


def test_of_two_who_change_one_wish_the_second_sees_the_first_and_loses_nothing(town: Town) -> None:
    held = wish(town)
    before = changes(held)
    post(town, "EC.own", f"{held.pk}/", **before | {"text": "Een baan bij de kerk"})

    late = post(town, "KA.own", f"{held.pk}/", **before | {"text": "Een baan bij de school"})

    page = late.content.decode()
    assert late.status_code == 409
    assert "Iemand anders was u net voor." in page
    assert "Een baan bij de kerk" in page
    assert "Een baan bij de school" in page
    assert states() == [("Een baan bij de kerk", "open")]


@pytest.mark.parametrize("seen", ["", "gisteren", "\x00", "9" * 4000, "0001-01-01T00:00:00+23:59"])
def test_a_form_that_does_not_say_what_it_saw_changes_nothing(town: Town, seen: str) -> None:
    held = wish(town)

    assert post(town, "KA.own", f"{held.pk}/", **changes(held, text="Anders", seen=seen)).status_code == 409
    assert states() == [("Een jeu-de-boulesbaan", "open")]


def test_a_wish_lapses_once_and_comes_back_with_what_took_it_up(town: Town) -> None:
    bare, tied = wish(town, "Een brug"), wish(town, "Een pad", state="taken_up", initiative=town.idea())
    for held in (bare, tied):
        for _ in range(2):
            post(town, "KA.own", f"{held.pk}/vervalt/")
    assert states() == [("Een brug", "dropped"), ("Een pad", "dropped")]
    assert (
        "Zet terug: Een brug"
        in sign_in(town.world.people["KA.own"]).get(f"/kernen/{town.world.kern.slug}/").content.decode()
    )

    for held in (bare, tied):
        for _ in range(2):
            post(town, "KA.own", f"{held.pk}/terug/")

    assert states() == [("Een brug", "open"), ("Een pad", "taken_up")]


def test_a_name_in_a_wish_is_gone_from_the_page_of_the_village_at_once(
    transactional_db: None, town: Town, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept, "lasts", 3600.0)
    held = wish(town, text="Een bank voor mevrouw X")
    page = f"/dorpen/{town.world.kern.slug}/"
    assert "mevrouw X" in client.get(page).content.decode()

    keeper = town.world.people["KA.own"]
    new: dict[str, Any] = {"text": "Een bank", "state": WishState.OPEN, "initiative": None, "seen": held.changed_at}
    change_wish(held, by=keeper, at=NOW, **new)
    assert "mevrouw X" not in (told := client.get(page).content.decode())
    assert "Een bank" in told

    drop_wish(held, by=keeper, at=NOW)
    assert "Een bank" not in client.get(page).content.decode()


def test_a_wish_of_another_kern_is_not_found_here(town: Town) -> None:
    held = wish(town, kern=town.world.other_kern)

    assert post(town, "IC", f"{held.pk}/vervalt/").status_code == 404
    assert post(town, "IC", f"{held.pk}/", **changes(held)).status_code == 404
    assert states() == [("Een jeu-de-boulesbaan", "open")]


def test_lapsing_is_never_done_by_only_looking(town: Town) -> None:
    held = wish(town, changed_at=timezone.now() - timedelta(days=1))
    client = sign_in(town.world.people["KA.own"])

    assert client.get(f"/kernen/{town.world.kern.slug}/wensen/{held.pk}/vervalt/").status_code == 405

"""What was promised in a meeting can be said to be kept; until then it comes back."""

import pytest
from django.test import Client

from initiatives.models import Initiative
from overleg.models import Promise
from tests.factories import sign_in
from tests.overleg.kern_pages import KEEPERS, kern, read
from tests.overleg.town import Town


def promised(town: Town, initiative: Initiative | None = None) -> Promise:
    return town.promise(town.item(initiative, meeting=town.met()), what="Bel de school")


def press(client: Client, promise: Promise, button: str) -> str:
    response = client.post(f"/overleg/belofte/{promise.pk}/", {button: "ja"}, follow=True)
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.parametrize("who", KEEPERS)
def test_a_promise_that_was_kept_leaves_every_list_and_can_be_taken_back(town: Town, who: str) -> None:
    promise, client = promised(town), sign_in(town.world.people[who])
    assert f'href="/overleg/belofte/{promise.pk}/"' in read(town, who)

    page = press(client, promise, "gedaan")
    assert "komt niet meer terug op de agenda" in page
    assert "Bel de school" not in read(town, who)
    assert "Bel de school" not in read(town, who, f"{kern(town)}overdracht/")
    assert "Bel de school" not in read(town, who, f"/overleg/{town.meeting.pk}/")

    press(client, promise, "open")
    assert "Bel de school" in read(town, who)
    assert "Bel de school" in read(town, who, f"/overleg/{town.meeting.pk}/")


def test_who_presses_second_does_not_move_the_day_it_was_kept(town: Town) -> None:
    promise = promised(town)
    press(sign_in(town.world.people["IC"]), promise, "gedaan")
    first = Promise.objects.get().kept_at

    press(sign_in(town.world.people["KA.own"]), promise, "gedaan")

    assert Promise.objects.get().kept_at == first


@pytest.mark.parametrize("who", ["EC.other", "KA.other", "BM.lead", "MGR.escalated", "FB"])
def test_who_does_not_sit_with_the_group_finds_no_promise(town: Town, who: str) -> None:
    client, address = sign_in(town.world.people[who]), f"/overleg/belofte/{promised(town).pk}/"

    assert (client.get(address).status_code, client.post(address, {"gedaan": "ja"}).status_code) == (404, 404)
    assert Promise.objects.get().kept_at is None


def test_a_promise_about_what_became_confidential_is_for_who_may_see_that(town: Town) -> None:
    idea = town.idea()
    promise = promised(town, idea)
    Initiative.objects.filter(pk=idea.pk).update(is_confidential=True)

    statuses = {who: sign_in(town.world.people[who]).get(f"/overleg/belofte/{promise.pk}/").status_code
                for who in ("IC", "KA.own")}  # fmt: skip

    seen = {who: 200 if Initiative.objects.visible_to(town.world.people[who]).exists() else 404 for who in statuses}
    assert statuses == seen
    assert 404 in statuses.values()

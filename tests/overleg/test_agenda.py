"""The agenda of a meeting: proposed, chosen, ordered and changed by several people, without anybody losing anything."""

import re
from typing import Any

import pytest
from django.test import Client

from initiatives.models import Initiative
from initiatives.models.choices import SupportMethod
from initiatives.statuses import Status
from overleg.deeds.agenda import AT_MOST
from overleg.models import Meeting
from overleg.models.meeting import Reason
from tests.factories import sign_in
from tests.initiatives.world import TODAY
from tests.overleg.town import MEETING_DAY, Town


@pytest.fixture
def client(town: Town) -> Client:
    """The browser of the coordinator of Sibbe."""
    return sign_in(town.world.people["EC.own"])


def at(town: Town, page: str = "") -> str:
    """The address of next week's meeting."""
    return f"/overleg/{town.meeting.pk}/{page}"


def read(client: Client, town: Town, query: str = "") -> str:
    """The page."""
    response = client.get(at(town) + query)
    assert response.status_code == 200
    return response.content.decode()


def version(town: Town) -> int:
    """The version everybody looks at now."""
    return Meeting.objects.get(pk=town.meeting.pk).version


def titles(town: Town) -> list[str]:
    """What is on the agenda, in its order."""
    return [item.title or item.initiative.title for item in town.meeting.items.filter(removed_at=None)]  # type: ignore[union-attr]


def propose(client: Client, town: Town, *, shown: list[Initiative], ticked: list[Initiative], **facts: Any) -> Any:
    """Press the button below the proposals."""
    keys = {"voorgesteld": [f"i{one.pk}" for one in shown], "punt": [f"i{one.pk}" for one in ticked]}
    return client.post(at(town, "voorstel/"), keys | {"version": version(town)} | facts)


# ---- the proposal --------------------------------------------------------------------------------------


def test_everything_that_is_open_is_proposed_with_its_reason_and_ticked(town: Town, client: Client) -> None:
    made = town.idea()

    text = read(client, town)

    assert f'name="punt" value="i{made.pk}" checked' in text
    assert "Nieuw in onze kern: binnen op 8 november 2026" in text


def test_what_is_ticked_comes_on_the_agenda_and_what_is_not_can_be_put_back(town: Town, client: Client) -> None:
    bench, pond = town.idea(title="Bank"), town.idea(title="Vijver")

    propose(client, town, shown=[bench, pond], ticked=[bench])

    text = read(client, town)
    assert titles(town) == ["Bank"]
    assert "Voorstel voor de agenda" not in text
    (gone,) = town.meeting.items.exclude(removed_at=None)
    client.post(at(town, "terugzetten/"), {"punt": gone.pk, "version": version(town)})
    assert titles(town) == ["Bank", "Vijver"]


def test_proposing_again_adds_only_what_is_new(town: Town, client: Client) -> None:
    bench = town.idea(title="Bank")
    propose(client, town, shown=[bench], ticked=[bench])
    pond = town.idea(title="Vijver")

    text = read(client, town)

    assert re.findall(r'name="voorgesteld" value="(\w+)"', text) == [f"i{pond.pk}"]


def test_what_came_up_while_the_page_lay_open_is_neither_added_nor_declined(town: Town, client: Client) -> None:
    bench, pond = town.idea(title="Bank"), town.idea(title="Vijver")

    propose(client, town, shown=[bench], ticked=[bench])

    assert town.meeting.items.count() == 1
    assert f'value="i{pond.pk}" checked' in read(client, town)


def test_pressed_twice_everything_stands_there_once(town: Town, client: Client) -> None:
    bench = town.idea(title="Bank")

    answers = [propose(client, town, shown=[bench], ticked=[bench], version=1).status_code for _press in range(2)]

    assert answers == [302, 302]
    assert titles(town) == ["Bank"]


def test_a_promise_about_no_initiative_comes_on_as_a_point_of_its_own(town: Town, client: Client) -> None:
    town.promise(town.item(meeting=town.met(), discussed=True))
    key = "pBel de school (voorzitter)"
    assert f'value="{key}" checked' in read(client, town)

    client.post(at(town, "voorstel/"), {"voorgesteld": [key], "punt": [key], "version": 1})

    (item,) = town.meeting.items.all()
    assert (item.title, item.reason) == ("Bel de school (voorzitter)", Reason.PROMISE)
    assert "Voorstel voor de agenda" not in read(client, town)


def test_what_somebody_makes_up_is_not_put_on(town: Town, client: Client) -> None:
    secret = town.idea(title="Geheim", is_confidential=True)
    elsewhere = town.idea(title="Elders", kern=town.world.other_kern)

    propose(client, town, shown=[secret, elsewhere], ticked=[secret, elsewhere])

    assert town.meeting.items.count() == 0


def test_of_two_who_choose_at_once_the_second_finds_their_ticks_as_they_left_them(town: Town, client: Client) -> None:
    bench, pond = town.idea(title="Bank"), town.idea(title="Vijver")
    sign_in(town.world.people["KA.own"]).post(at(town, "eigen-punt/"), {"title": "Rondvraag", "version": 1})

    response = propose(client, town, shown=[bench, pond], ticked=[bench], version=1)

    text = response.content.decode()
    assert response.status_code == 409
    assert "Rondvraag" in text
    assert f'name="punt" value="i{bench.pk}" checked' in text
    assert f'name="punt" value="i{pond.pk}">' in text
    assert titles(town) == ["Rondvraag"]


# ---- the page ------------------------------------------------------------------------------------------


def test_a_point_says_why_how_far_it_is_and_what_kind_of_people_ask(town: Town, client: Client) -> None:
    made = town.idea(Status.SUBMITTED, due_on=MEETING_DAY)
    town.consents(made, name="Mia Janssen")
    made.people.get().consents.update(withdrawn_on=TODAY)
    town.item(made)

    text = read(client, town)

    assert "Nieuw in onze kern" in text
    assert "Van: groep inwoners · Doorgezet · aan zet: de interne coördinator, uiterlijk 25 november 2026" in text
    assert f'href="{made.get_absolute_url()}"' in text
    assert "Mia Janssen" not in text


def test_who_said_that_they_may_be_named_is_named(town: Town, client: Client) -> None:
    made = town.idea()
    town.consents(made, name="Mia Janssen")
    town.item(made)

    assert "Van: Mia Janssen (groep inwoners)" in read(client, town)


def test_a_decision_the_initiator_has_not_heard_is_not_given_away_in_the_village_hall(
    town: Town, client: Client
) -> None:
    town.item(town.idea(Status.REJECTED, informed_at=None))

    text = read(client, town)

    assert "Er is een besluit" in text
    assert "Niet akkoord" not in text


def test_the_page_says_that_the_kernoverleg_has_no_veto(town: Town, client: Client) -> None:
    assert "Het kernoverleg heeft geen veto: uw mening telt mee, de gemeente besluit." in read(client, town)


def test_an_opinion_that_is_asked_before_the_meeting_is_over_gets_a_warning(town: Town, client: Client) -> None:
    made = town.idea(Status.SUPPORT_CHECK)
    made.support_checks.update(ways=[SupportMethod.KERNOVERLEG], closes_on=MEETING_DAY)
    town.item(made, reason=Reason.OPINION)
    warning = "De vraag aan de buurt sluit op 24 november 2026, voor deze vergadering."
    assert "sluit op" not in read(client, town)

    made.support_checks.update(closes_on=MEETING_DAY.replace(day=24))

    assert warning in read(client, town)


def test_what_became_confidential_is_named_only_to_who_may_see_it_and_not_on_paper(town: Town, client: Client) -> None:
    made = town.idea(title="Bank bij de kapel", published_at=None)
    town.item(made)
    Initiative.objects.filter(pk=made.pk).update(is_confidential=True)

    coordinator = read(client, town)
    official = read(sign_in(town.world.people["KA.own"]), town)

    assert "Dit initiatief is nu vertrouwelijk. Haal het van de agenda" in coordinator
    assert "Bank bij de kapel" not in official
    assert "Een initiatief" in official


def test_an_initiative_of_the_other_kern_stays_closed_on_the_agenda_of_a_working_group(town: Town) -> None:
    meeting = town.meet(town.working_group)
    town.item(town.idea(title="Van Broekhem", kern=town.world.other_kern), meeting=meeting)

    text = sign_in(town.world.people["EC.own"]).get(f"/overleg/{meeting.pk}/").content.decode()

    assert "Van Broekhem" not in text
    assert "U kunt het niet openen." in text


def test_an_empty_agenda_says_what_to_do(town: Town, client: Client) -> None:
    assert "Voeg hieronder een eigen punt toe." in read(client, town)


# ---- more points ---------------------------------------------------------------------------------------


def test_a_point_of_ones_own_is_added_once_however_often_one_presses(town: Town, client: Client) -> None:
    answers = [
        client.post(at(town, "eigen-punt/"), {"title": "Rondvraag", "version": 1}).status_code for _press in range(2)
    ]

    assert answers == [302, 302]
    assert titles(town) == ["Rondvraag"]


def test_an_empty_point_gets_one_sentence(town: Town, client: Client) -> None:
    text = client.post(at(town, "eigen-punt/"), {"title": " ", "version": 1}).content.decode()

    assert "Typ waar het over gaat." in text


def test_who_was_second_finds_their_point_still_typed(town: Town, client: Client) -> None:
    town.item()
    client.post(at(town, "eigen-punt/"), {"title": "Mededelingen", "version": 1})

    response = client.post(at(town, "eigen-punt/"), {"title": "De speeltuin", "version": 1})

    text = response.content.decode()
    assert response.status_code == 409
    assert 'value="De speeltuin"' in text
    assert "Mededelingen" in text


def test_an_initiative_is_looked_up_among_those_this_group_may_hear_of(town: Town, client: Client) -> None:
    town.met(days_ago=1)
    bench = town.idea(title="Bank bij de kapel")
    town.idea(title="Bank elders", kern=town.world.other_kern)
    town.idea(title="Bank vertrouwelijk", is_confidential=True)
    town.item(town.idea(title="Bank op de agenda"))

    text = read(client, town, "?zoek=bank")

    assert re.findall(r'name="kenmerk" value="([^"]+)"', text) == [bench.reference]
    for _press in range(2):
        client.post(at(town, "initiatief/"), {"kenmerk": bench.reference, "version": version(town)})
    assert titles(town) == ["Bank op de agenda", "Bank bij de kapel"]


@pytest.mark.parametrize("kind", ["elsewhere", "confidential", "unknown", "nul"])
def test_what_this_group_may_not_hear_of_cannot_be_put_on_by_hand(town: Town, client: Client, kind: str) -> None:
    reference = {
        "elsewhere": town.idea(kern=town.world.other_kern).reference,
        "confidential": town.idea(is_confidential=True).reference, "unknown": "VAG-2026-9999", "nul": "\x00",
    }[kind]  # fmt: skip

    response = client.post(at(town, "initiatief/"), {"kenmerk": reference, "version": 1})

    assert response.status_code == 404
    assert town.meeting.items.count() == 0


def test_nothing_found_says_so(town: Town, client: Client) -> None:
    assert "Niets gevonden" in read(client, town, "?zoek=zwembad")


def test_a_hundred_points_is_enough(town: Town, client: Client) -> None:
    for number in range(AT_MOST):
        town.item(title=f"Punt {number}")

    response = client.post(at(town, "eigen-punt/"), {"title": "Nog een", "version": 1})

    assert response.status_code == 409
    assert "Er passen niet meer dan 100 punten op een agenda." in response.content.decode()
    assert town.meeting.items.count() == AT_MOST

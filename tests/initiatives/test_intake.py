"""Writing down an idea at the kitchen table."""

import threading
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from initiatives.deeds.intake import Idea, save_draft
from initiatives.models import ContactPerson, Event, Initiative, Referral
from initiatives.models.access_code import is_access_code
from initiatives.models.choices import SixQuestions
from initiatives.statuses import Status
from initiatives.views.card import open_code
from initiatives.workflow.action import NotYours
from kernen.models import Role
from tests.factories import give_role, make_kern, make_user, sign_in
from tests.initiatives.builders import World, make_world
from tests.initiatives.kitchen_table import URL, errors_of, told


@pytest.fixture
def town(db: None) -> World:
    return make_world()


@pytest.fixture
def els(town: World) -> Client:
    """The external coordinator of Sibbe, signed in."""
    return sign_in(town.coordinator)


def test_els_writes_down_an_idea_and_gets_a_number_a_code_and_a_card(town: World, els: Client) -> None:
    response = els.post(URL, told(town))
    idea = Initiative.objects.get()
    assert response["Location"] == f"/initiatieven/{idea.reference}/kaart/"
    assert (idea.status, idea.logged_by, idea.lead_kern) == (Status.EXPLORING, town.coordinator, town.kern)
    person = idea.people.get()
    assert (person.name, person.channel, person.phone) == ("Mia Bewoner", "phone", "06 12 34 56 78")
    assert [event.action for event in idea.events.order_by("pk")] == ["log", "issue_code"]
    code = open_code(els.session["fresh_codes"][str(idea.pk)])
    assert is_access_code(code, kept=idea.access_code_hash)
    assert code[:9] in els.get(response["Location"]).content.decode()


def test_the_form_says_what_we_look_at_and_that_the_municipality_decides(els: Client) -> None:
    page = els.get(URL).content.decode()
    assert "De gemeente beslist." in page
    for question in SixQuestions.labels:
        assert str(question).capitalize() in page


def test_els_sees_her_own_kern_chosen_and_nobody_elses(town: World, els: Client) -> None:
    make_kern("Houthem")
    form = els.get(URL).context["form"]
    assert [label for _value, label in form.fields["kern"].choices] == ["Kies", "Sibbe", "hele gemeente"]
    assert form["kern"].value() == str(town.kern.pk)


def test_the_internal_coordinator_may_choose_every_kern_that_is_in_use(town: World) -> None:
    make_kern("Houthem")
    make_kern("Oud", archived_on=timezone.localdate())
    form = sign_in(town.internal).get(URL).context["form"]
    assert [label for _value, label in form.fields["kern"].choices] == ["Kies", "Houthem", "Sibbe", "hele gemeente"]


def test_els_cannot_write_down_an_idea_in_somebody_elses_kern(town: World, els: Client) -> None:
    other = make_kern("Houthem")
    response = els.post(URL, told(town, kern=str(other.pk)))
    assert list(errors_of(response)) == ["kern"]
    assert Initiative.objects.count() == 0
    with pytest.raises(NotYours):
        save_draft(by=town.coordinator, at=timezone.now(), idea=Idea(columns={"title": "x"}, kern=other))


def test_an_idea_may_also_lie_in_a_neighbouring_kern(town: World, els: Client) -> None:
    other = make_kern("Houthem")
    els.post(URL, told(town, more_kernen=[str(other.pk), str(town.kern.pk)]))
    idea = Initiative.objects.get()
    assert (idea.where, idea.lead_kern) == ("Sibbe, Houthem", town.kern)


def test_an_idea_for_the_whole_municipality_has_no_kern(town: World, els: Client) -> None:
    els.post(URL, told(town, kern="all"))
    idea = Initiative.objects.get()
    assert (idea.whole_municipality, idea.lead_kern) == (True, None)


@pytest.mark.parametrize("role", [Role.BELEIDSMEDEWERKER, Role.DECIDER, Role.MANAGER, Role.FUNCTIONAL_ADMIN])
def test_who_logs_no_ideas_is_refused(town: World, role: str) -> None:
    other = sign_in(make_user(role=role))
    assert other.get(URL).status_code == 403
    assert other.post(URL, told(town)).status_code == 403
    assert other.post(f"{URL}doorverwijzen/report/", {"receiver": "KCC"}).status_code == 403
    assert Initiative.objects.count() + Referral.objects.count() == 0


def test_a_stranger_is_sent_to_sign_in(town: World) -> None:
    assert Client().get(URL)["Location"] == f"/account/login/?next={URL}"


def test_a_double_click_gives_one_initiative_and_the_same_page(town: World, els: Client) -> None:
    data = told(town)
    first, second = els.post(URL, data), els.post(URL, data)
    assert first["Location"] == second["Location"]
    assert (Initiative.objects.count(), ContactPerson.objects.count(), Event.objects.count()) == (1, 1, 2)


def test_a_draft_sent_twice_is_one_draft_and_logged_after_going_back_it_is_one_initiative(
    town: World, els: Client
) -> None:
    data = told(town, action="later")
    first, second = els.post(URL, data), els.post(URL, data | {"title": "Bankje bij de kerk"})
    assert first["Location"] == second["Location"]
    response = els.post(URL, data | {"action": "log", "title": "Bankje bij de bron"})
    idea = Initiative.objects.get()
    assert (idea.title, idea.status) == ("Bankje bij de bron", Status.EXPLORING)
    assert response["Location"] == f"/initiatieven/{idea.reference}/kaart/"


def test_the_form_of_somebody_else_is_not_taken_over(town: World, els: Client) -> None:
    data = told(town)
    els.post(URL, data)
    thief = make_user(role=Role.EXTERNAL_COORDINATOR, kern=town.kern)
    assert sign_in(thief).post(URL, data).status_code == 403
    assert Initiative.objects.count() == 1


@pytest.mark.parametrize("key", ["", "geen sleutel", "\x00", "1" * 5000])
def test_a_form_without_a_proper_key_still_works(town: World, els: Client, key: str) -> None:
    assert els.post(URL, told(town, form_key=key)).status_code == 302
    assert Initiative.objects.get().reference


@pytest.mark.django_db(transaction=True)
def test_two_presses_at_the_same_moment_give_one_initiative() -> None:
    town = make_world()
    data, places = told(town), [sign_in(town.coordinator) for _press in range(2)]
    answers: list[str] = []

    def press(client: Client) -> None:
        answers.append(client.post(URL, data)["Location"])
        connection.close()

    presses = [threading.Thread(target=press, args=(client,)) for client in places]
    for thread in presses:
        thread.start()
    for thread in presses:
        thread.join()
    assert len(set(answers)) == 1
    assert Initiative.objects.count() == 1


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title", ""),
        ("title", "x" * 121),
        ("title", "Bank\x00je"),
        ("summary", ""),
        ("summary", "x" * 301),
        ("kern", ""),
        ("kern", "999999999999999999999"),
        ("kern", "\x00"),
        ("more_kernen", ["999"]),
        ("channel", "duif"),
        ("phone", "bel maar"),
        ("phone", ""),
        ("name", ""),
        ("needed_by", "31-02-2027"),
        ("needed_by", "morgen"),
        ("initiator_kind", "koning"),
        ("discussed_in_kernoverleg", "misschien"),
        ("kind", "geheim"),
    ],
)  # fmt: skip
def test_a_wrong_answer_gets_a_sentence_and_everything_typed_stays(
    town: World, els: Client, field: str, value: Any
) -> None:
    response = els.post(URL, told(town, already_tried="Dit staat er nog", **{field: value}))
    assert response.status_code == 200
    assert list(errors_of(response)) == [field]
    assert "Dit staat er nog" in response.content.decode()
    assert Initiative.objects.count() == 0


@pytest.mark.parametrize(
    ("channel", "missing"),
    [
        ("email", ["email"]),
        ("phone", []),
        ("letter", ["street", "postcode", "city"]),
        ("coordinator", []),
        ("none", []),
    ],
)
def test_each_channel_asks_what_it_needs(town: World, els: Client, channel: str, missing: list[str]) -> None:
    response = els.post(URL, told(town, channel=channel))
    assert (errors_of(response) if response.status_code == 200 else {}).keys() == set(missing)


def test_who_wants_no_contact_need_not_say_a_name(town: World, els: Client) -> None:
    els.post(URL, told(town, channel="none", name="", phone=""))
    assert Initiative.objects.get().people.get().name == "Onbekend"


def test_what_is_wrong_is_listed_in_the_order_of_the_page(els: Client) -> None:
    assert list(errors_of(els.post(URL, {"kern": "", "action": "log"}))) == [
        "title", "kern", "summary", "name", "channel",
    ]  # fmt: skip


def test_a_feast_next_week_is_said_to_be_too_soon(town: World, els: Client) -> None:
    soon = (timezone.localdate() + timedelta(days=7)).isoformat()
    page = els.post(URL, told(town, needed_by=soon), follow=True).content.decode()
    assert "dit halen wij waarschijnlijk niet" in page


def test_health_is_remarked_on_and_goes_through_with_a_tick(town: World, els: Client) -> None:
    data = told(town, summary="Een bank, want zij heeft dementie.")
    response = els.post(URL, data)
    assert errors_of(response) == {"summary": ["Staat hier iets over iemands gezondheid? Laat dat weg."]}
    assert "Ik heb het nagekeken" in response.content.decode()
    assert els.post(URL, data | {"looked_over": "on"}).status_code == 302


def test_the_form_costs_the_same_for_one_kern_and_for_thirty(town: World, els: Client) -> None:
    before = count_queries(els)
    for _kern in range(30):
        give_role(town.coordinator, role=Role.EXTERNAL_COORDINATOR)
    assert count_queries(els) == before


def count_queries(client: Client) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(URL).status_code == 200
    return len(queries)

"""The people behind an initiative: who may see them, who may change them, and what they agreed to."""

from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.utils import timezone

from initiatives.models import Consent, ContactPerson, Event, Initiative
from initiatives.statuses import Status
from kernen.models import Role
from tests.factories import make_user, sign_in
from tests.initiatives.builders import World, make_initiative, make_world


@pytest.fixture
def town(db: None) -> World:
    return make_world()


def url(idea: Initiative, *parts: object) -> str:
    return f"/initiatieven/{idea.key}/mensen/" + "".join(f"{part}/" for part in parts)


def typed(idea: Initiative, **other: Any) -> dict[str, Any]:
    """One person, as the form has it."""
    version = Initiative.objects.get(pk=idea.pk).version
    return {
        "version": version, "form_key": str(uuid4()), "name": "Jan Nieuw", "role": "co_initiator", "channel": "email",
        "email": "jan@example.nl",
    } | other  # fmt: skip


def test_els_adds_somebody_and_the_event_holds_nothing_of_them(town: World) -> None:
    idea = make_initiative(world=town).initiative
    els, data = sign_in(town.coordinator), typed(idea)
    for _press in range(2):
        assert els.post(url(idea, "nieuw"), data)["Location"] == url(idea)
    assert [person.name for person in idea.people.order_by("pk")] == ["Mia Bewoner", "Jan Nieuw"]
    event = Event.objects.get(action="edit_contact")
    assert (event.audience, event.text.inputs) == ("internal", {"what": "toegevoegd"})
    assert "Jan" not in str(vars(event)) + str(vars(event.text))
    assert "jan@example.nl" in els.get(url(idea)).content.decode()


def test_one_mailbox_is_one_address_however_it_was_typed(town: World) -> None:
    idea = make_initiative(world=town).initiative
    sign_in(town.coordinator).post(url(idea, "nieuw"), typed(idea, email="Jan@Example.NL"))
    assert idea.people.get(name="Jan Nieuw").email == "jan@example.nl"


def test_each_consent_stands_apart_with_its_day_and_way(town: World) -> None:
    idea = make_initiative(world=town).initiative
    els, mia = sign_in(town.coordinator), idea.people.get()
    yes = {
        "publish_name": "on", "publish_name_on": "2026-03-01", "publish_name_way": "phone",
        "share_contact": "on", "share_contact_on": "2026-03-02", "share_contact_way": "counter",
    }  # fmt: skip
    els.post(url(idea, mia.pk), typed(idea, **yes))
    standing = set(Consent.objects.values_list("kind", "given_on", "way"))
    assert standing == {
        ("publish_name", date(2026, 3, 1), "phone"), ("share_contact", date(2026, 3, 2), "counter"),
    }  # fmt: skip
    del yes["publish_name"]
    els.post(url(idea, mia.pk), typed(idea, **yes))
    taken_back = Consent.objects.get(kind="publish_name")
    assert taken_back.withdrawn_on == timezone.localdate()
    assert "ingetrokken op" in els.get(url(idea)).content.decode()
    els.post(url(idea, mia.pk), typed(idea, **yes, publish_name="on"))
    assert Consent.objects.filter(kind="publish_name").count() == 2


def test_somebody_is_taken_off_after_asking_and_the_last_one_stays(town: World) -> None:
    idea = make_initiative(world=town).initiative
    els, mia = sign_in(town.coordinator), idea.people.get()
    sent: dict[str, Any] = {"version": idea.version, "form_key": str(uuid4())}
    refused = els.post(url(idea, mia.pk, "weghalen"), sent).content.decode()
    assert "Dit is de enige contactpersoon." in refused
    els.post(url(idea, "nieuw"), typed(idea))
    assert "Weet u het zeker?" in els.get(url(idea, mia.pk, "weghalen")).content.decode()
    version = Initiative.objects.get(pk=idea.pk).version
    els.post(url(idea, mia.pk, "weghalen"), sent | {"version": version, "form_key": str(uuid4())})
    assert [person.name for person in idea.people.all()] == ["Jan Nieuw"]


def test_who_was_second_sees_what_the_other_wrote(town: World) -> None:
    idea = make_initiative(world=town).initiative
    mia = idea.people.get()
    mine, theirs = typed(idea, name="Mia van Els"), typed(idea, name="Mia van Ingrid")
    sign_in(town.internal).post(url(idea, mia.pk), theirs)
    response = sign_in(town.coordinator).post(url(idea, mia.pk), mine)
    page = response.content.decode()
    assert response.status_code == 409
    assert idea.people.get().name == "Mia van Ingrid"
    assert "Mia van Ingrid" in page
    assert response.context["form"]["name"].value() == "Mia van Els"
    assert response.context["version"] == Initiative.objects.get(pk=idea.pk).version


# Per person and status: what the list of people answers, and what changing one answers.
FENCES = {
    "coordinator": {Status.EXPLORING: (200, 200), Status.SUBMITTED: (200, 409), Status.COMPLETED: (404, 409)},
    "internal": {
        Status.EXPLORING: (200, 200), Status.SUBMITTED: (200, 200), Status.IN_REVIEW: (200, 200),
        Status.INFO_REQUESTED: (200, 200), Status.COMPLETED: (200, 409),
    },
    "officer": {Status.IN_REVIEW: (200, 200), Status.INFO_REQUESTED: (200, 200), Status.COMPLETED: (200, 409)},
    "kernambtenaar": {Status.EXPLORING: (404, 403), Status.IN_REVIEW: (200, 403)},
    "decider": {Status.DECISION_PENDING: (200, 403)},
}  # fmt: skip


@pytest.mark.parametrize(
    ("who", "status", "answers"), [(who, s, codes) for who, fence in FENCES.items() for s, codes in fence.items()]
)
def test_people_are_shown_and_changed_as_the_matrix_has_it(
    town: World, who: str, status: Status, answers: tuple[int, int]
) -> None:
    idea = make_initiative(status, world=town).initiative
    mia = idea.people.get()
    client = sign_in(getattr(town, who))
    shown = client.get(url(idea))
    assert shown.status_code == answers[0]
    assert ("Mia Bewoner" in shown.content.decode()) == (answers[0] == 200)
    for path in (url(idea, "nieuw"), url(idea, mia.pk), url(idea, mia.pk, "weghalen")):
        assert client.get(path).status_code == answers[1]
    changed = client.post(url(idea, mia.pk), typed(idea))
    assert changed.status_code == (302 if answers[1] == 200 else answers[1])
    assert (idea.people.get().name == "Jan Nieuw") == (answers[1] == 200)


def test_a_stranger_and_a_person_of_another_initiative_are_not_found(town: World) -> None:
    idea, other = make_initiative(world=town).initiative, make_initiative(world=town).initiative
    stranger = sign_in(make_user(role=Role.EXTERNAL_COORDINATOR))
    assert stranger.get(url(idea)).status_code == 404
    els = sign_in(town.coordinator)
    assert els.get(url(idea, other.people.get().pk)).status_code == 404
    assert els.post(url(idea, 999999, "weghalen"), {}).status_code == 404


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", ""),
        ("name", "x" * 121),
        ("name", "Jan\x00"),
        ("email", "geen adres"),
        ("email", ""),
        ("phone", "bel maar"),
        ("postcode", "12"),
        ("role", "burgemeester"),
        ("channel", ""),
        ("publish_name_on", "2999-01-01"),
        ("publish_name_on", ""),
        ("publish_name_way", "duif"),
    ],
)
def test_a_wrong_answer_gets_a_sentence(town: World, field: str, value: str) -> None:
    idea = make_initiative(world=town).initiative
    yes = {"publish_name": "on", "publish_name_on": "2026-03-01", "publish_name_way": "phone"}
    response = sign_in(town.coordinator).post(url(idea, "nieuw"), typed(idea, **yes | {field: value}))
    assert response.status_code == 200
    assert list(response.context["form"].errors) == [field]
    assert ContactPerson.objects.count() == 1


@pytest.mark.parametrize("version", ["", "gisteren", "0", "9" * 30, "\x00"])
def test_a_version_that_never_was_changes_nothing(town: World, version: str) -> None:
    idea = make_initiative(world=town).initiative
    response = sign_in(town.coordinator).post(url(idea, "nieuw"), typed(idea, version=version))
    assert (response.status_code, ContactPerson.objects.count()) == (409, 1)

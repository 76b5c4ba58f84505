"""A draft: kept with next to nothing, gone on with later, or thrown away."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from initiatives.models import ContactPerson, Initiative
from initiatives.statuses import Status
from kernen.models import Role
from tests.factories import make_user, sign_in
from tests.initiatives.builders import World, make_world
from tests.initiatives.kitchen_table import URL, errors_of, told


@pytest.fixture
def town(db: None) -> World:
    return make_world()


@pytest.fixture
def els(town: World) -> Client:
    """The external coordinator of Sibbe, signed in."""
    return sign_in(town.coordinator)


def test_a_draft_needs_only_a_title_and_has_no_events(town: World, els: Client) -> None:
    response = els.post(URL, {"title": "Later", "action": "later", "kern": ""})
    draft = Initiative.objects.get()
    assert response["Location"] == f"/initiatieven/concept-{draft.pk}/bewerken/"
    assert (draft.status, draft.reference, draft.events.count()) == (Status.DRAFT, None, 0)
    assert draft.due_on == timezone.localdate() + timedelta(days=90)


def test_who_began_to_write_how_to_reach_somebody_finishes_it_also_in_a_draft(els: Client) -> None:
    response = els.post(URL, {"title": "Later", "action": "later", "name": "Mia", "channel": "email"})
    assert list(errors_of(response)) == ["email"]


def test_a_draft_is_gone_on_with_and_logged(town: World, els: Client) -> None:
    page = els.post(URL, told(town, action="later", already_tried="Al gevraagd."), follow=True)
    draft = Initiative.objects.get()
    form = page.context["form"]
    assert (form["title"].value(), form["phone"].value()) == ("Bankje bij de kapel", "06 12 34 56 78")
    assert (form["already_tried"].value(), form["kern"].value()) == ("Al gevraagd.", str(town.kern.pk))
    data = told(town, title="Bank", version=str(draft.version))
    url = f"/initiatieven/{draft.key}/bewerken/"
    response = els.post(url, data)
    idea = Initiative.objects.get()
    assert (idea.title, idea.status, idea.people.count()) == ("Bank", Status.EXPLORING, 1)
    assert response["Location"] == f"/initiatieven/{idea.reference}/kaart/"
    assert str(idea.pk) in els.session["fresh_codes"]
    # The second press finds the first, though the address of the draft is gone.
    assert els.post(url, data)["Location"] == response["Location"]


def test_the_loser_of_a_race_on_a_draft_sees_both_texts(town: World, els: Client) -> None:
    els.post(URL, told(town, action="later"))
    draft = Initiative.objects.get()
    url, seen = f"/initiatieven/{draft.key}/bewerken/", str(draft.version)
    assert (
        sign_in(town.kernambtenaar)
        .post(url, told(town, action="later", version=seen, title="Titel van Karin"))
        .status_code
        == 302
    )
    response = els.post(url, told(town, action="later", version=seen, title="Titel van Els"))
    page = response.content.decode()
    assert response.status_code == 409
    assert Initiative.objects.get().title == "Titel van Karin"
    assert "Titel van Karin" in page
    assert response.context["form"]["title"].value() == "Titel van Els"
    assert response.context["version"] == Initiative.objects.get().version


def test_the_log_button_beside_a_draft_says_what_is_missing(els: Client) -> None:
    els.post(URL, {"title": "Later", "action": "later", "kern": ""})
    draft = Initiative.objects.get()
    page = els.post(f"/initiatieven/{draft.key}/log/", {"version": draft.version}, follow=True).content.decode()
    assert "Nog nodig: één zin over het idee, minstens één kern" in page
    assert Initiative.objects.get().reference is None


def test_a_complete_draft_is_logged_by_its_button_once(town: World, els: Client) -> None:
    els.post(URL, told(town, action="later"))
    draft = Initiative.objects.get()
    data = {"version": draft.version, "form_key": str(uuid4())}
    urls = [els.post(f"/initiatieven/{draft.key}/log/", data)["Location"] for _press in range(2)]
    assert urls == [f"/initiatieven/{Initiative.objects.get().reference}/kaart/"] * 2


def test_a_draft_can_be_thrown_away_without_a_trace(town: World, els: Client) -> None:
    els.post(URL, told(town, action="later"))
    draft = Initiative.objects.get()
    assert f"/initiatieven/{draft.key}/discard/" in els.get(f"/initiatieven/{draft.key}/bewerken/").content.decode()
    els.post(f"/initiatieven/{draft.key}/discard/", {"version": draft.version, "form_key": str(uuid4())})
    assert (Initiative.objects.count(), ContactPerson.objects.count()) == (0, 0)


def test_a_draft_in_another_kern_does_not_exist_for_her(town: World, els: Client) -> None:
    els.post(URL, told(town, action="later"))
    stranger = sign_in(make_user(role=Role.EXTERNAL_COORDINATOR))
    assert stranger.get(f"/initiatieven/{Initiative.objects.get().key}/bewerken/").status_code == 404

"""The story is completed later; nothing of anybody is overwritten unseen."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from initiatives.deeds.edit import edit_content
from initiatives.models import Event, Initiative
from initiatives.statuses import Status
from initiatives.workflow.action import Actor, NotNow, NotYours, Stale
from kernen.models import Role
from tests.factories import make_user, sign_in
from tests.initiatives.builders import Walk, World, make_initiative, make_world, publish


@pytest.fixture
def town(db: None) -> World:
    return make_world()


def url(idea: Initiative) -> str:
    return f"/initiatieven/{idea.key}/bewerken/"


def typed(idea: Initiative, **other: Any) -> dict[str, Any]:
    """The form as it is drawn, with these answers changed."""
    base = {
        "version": idea.version, "form_key": str(uuid4()), "title": idea.title, "summary": idea.summary,
        "description": idea.description, "aim": idea.aim, "asks": idea.asks, "initiator_kind": idea.initiator_kind,
        "discussed_in_kernoverleg": idea.discussed_in_kernoverleg, "permit_needed": idea.permit_needed,
        "may_publish": "on",
    }  # fmt: skip
    return base | other


def now(idea: Initiative) -> Initiative:
    return Initiative.objects.get(pk=idea.pk)


def edits() -> list[dict[str, Any]]:
    return [event.text.inputs for event in Event.objects.filter(action="edit_content")]


def test_els_completes_the_story_and_what_it_said_before_is_kept(town: World) -> None:
    idea = make_initiative(world=town).initiative
    els = sign_in(town.coordinator)
    answers = {"description": "Een bank van eikenhout.", "asks": ["money", "space"], "amount_asked_cents": "1.250,50"}
    response = els.post(url(idea), typed(idea, **answers))
    assert response["Location"] == f"/initiatieven/{idea.reference}/"
    after = now(idea)
    assert (after.description, after.asks, after.amount_asked_cents) == (
        "Een bank van eikenhout.", ["money", "space"], 125050,
    )  # fmt: skip
    event = Event.objects.get(action="edit_content")
    assert (event.audience, event.function, event.actor) == ("internal", "external_coordinator", town.coordinator)
    assert edits() == [
        {
            "description": {"before": "Een bankje bij de kapel, met uitzicht.", "after": "Een bank van eikenhout."},
            "asks": {"before": ["space"], "after": ["money", "space"]},
            "amount_asked_cents": {"before": None, "after": 125050},
        }
    ]


def test_a_form_sent_unchanged_leaves_no_event(town: World) -> None:
    idea = make_initiative(world=town).initiative
    page = sign_in(town.coordinator).post(url(idea), typed(idea), follow=True).content.decode()
    assert "Er was niets veranderd." in page
    assert edits() == []


def test_a_double_click_is_one_event(town: World) -> None:
    idea = make_initiative(world=town).initiative
    els, data = sign_in(town.coordinator), typed(idea, aim="Ontmoeten")
    assert els.post(url(idea), data)["Location"] == els.post(url(idea), data)["Location"]
    assert len(edits()) == 1


def test_the_page_says_what_is_still_missing_to_submit(town: World) -> None:
    idea = make_initiative(world=town, description="", aim="", asks=[]).initiative
    els = sign_in(town.coordinator)
    assert [str(label) for label in els.get(url(idea)).context["missing"]] == [
        "omschrijving", "wat de bewoner wil bereiken", "wat er nodig is van de gemeente",
    ]  # fmt: skip
    els.post(url(idea), typed(idea, description="a", aim="b", asks=["money"]))
    page = els.get(url(idea))
    assert page.context["missing"] == []
    assert "Klaar om door te zetten" in page.content.decode()


def test_money_that_is_not_asked_for_has_no_amount(town: World) -> None:
    idea = make_initiative(world=town).initiative
    sign_in(town.coordinator).post(url(idea), typed(idea, asks=["space"], amount_asked_cents="500"))
    assert now(idea).amount_asked_cents is None


def test_a_day_before_the_normal_terms_gets_a_banner(town: World) -> None:
    idea = make_initiative(world=town).initiative
    els, today = sign_in(town.coordinator), timezone.localdate()
    assert "dit halen wij waarschijnlijk niet" not in els.get(url(idea)).content.decode().lower()
    els.post(url(idea), typed(idea, needed_by=(idea.logged_at or timezone.now()).date() + timedelta(days=14)))
    assert "dit halen wij waarschijnlijk niet" in els.get(url(idea)).content.decode().lower()
    els.post(url(idea), typed(now(idea), needed_by=today + timedelta(days=600)))
    assert "dit halen wij waarschijnlijk niet" not in els.get(url(idea)).content.decode().lower()


def test_who_was_second_sees_both_texts_and_decides(town: World) -> None:
    idea = make_initiative(world=town).initiative
    els, ingrid = sign_in(town.coordinator), sign_in(town.internal)
    seen = typed(idea, aim="Doel van Els", place="Plein")
    ingrid.post(url(idea), typed(idea, aim="Doel van Ingrid"))
    response = els.post(url(idea), seen)
    page = response.content.decode()
    assert response.status_code == 409
    assert "Ingrid Intern was u net voor" in page
    assert now(idea).aim == "Doel van Ingrid"
    assert response.context["conflicts"] == [
        ("Wat willen de bewoners bereiken?", "Doel van Ingrid", "Doel van Els"),
        ("Plek", "(leeg)", "Plein"),
    ]
    form = response.context["form"]
    assert (form["aim"].value(), form["version"].value()) == ("Doel van Els", str(now(idea).version))
    again = seen | {"version": form["version"].value(), "form_key": form["form_key"].value()}
    assert els.post(url(idea), again).status_code == 302
    assert (now(idea).aim, len(edits())) == ("Doel van Els", 2)


def test_the_deed_itself_refuses_a_stale_version_and_a_column_that_is_no_story(town: World) -> None:
    idea = make_initiative(world=town).initiative
    els = Actor(user=town.coordinator)
    with pytest.raises(Stale):
        edit_content(idea, by=els, at=timezone.now(), version=idea.version - 1, columns={"aim": "x"})
    with pytest.raises(TypeError):
        edit_content(idea, by=els, at=timezone.now(), version=idea.version, columns={"status": "approved"})
    assert now(idea).version == idea.version


# Who may edit when, as the permission matrix has it: the statuses in which it is done; else 409, or 403 or 404.
FENCES = {
    "coordinator": {Status.EXPLORING: 200, Status.SUBMITTED: 409, Status.IN_REVIEW: 409, Status.COMPLETED: 409},
    "internal": {
        Status.EXPLORING: 200, Status.SUBMITTED: 200, Status.IN_REVIEW: 409, Status.INFO_REQUESTED: 409,
        Status.COMPLETED: 409,
    },
    "officer": {
        Status.ASSIGNED: 200, Status.IN_REVIEW: 200, Status.IN_REALISATION: 200, Status.INFO_REQUESTED: 409,
        Status.COMPLETED: 409,
    },
    "kernambtenaar": {Status.EXPLORING: 409, Status.SUBMITTED: 409, Status.IN_REVIEW: 409},
    "decider": {Status.DECISION_PENDING: 403},
}  # fmt: skip


@pytest.mark.parametrize(
    ("who", "status", "answer"), [(who, s, code) for who, fence in FENCES.items() for s, code in fence.items()]
)
def test_everybody_edits_in_their_own_turn(town: World, who: str, status: Status, answer: int) -> None:
    idea = make_initiative(status, world=town).initiative
    client, before = sign_in(getattr(town, who)), now(idea)
    assert client.get(url(idea)).status_code == answer
    posted = client.post(url(idea), typed(idea, aim="Iets anders"))
    assert posted.status_code == (302 if answer == 200 else answer)
    assert (now(idea).aim == before.aim) == (answer != 200)
    if answer == 409:
        assert "Iets anders" in posted.content.decode()
        with pytest.raises(NotNow):
            edit_content(now(idea), by=Actor(user=getattr(town, who)), at=timezone.now(), version=1, columns={})


@pytest.mark.parametrize("role", [Role.EXTERNAL_COORDINATOR, Role.KERNAMBTENAAR, Role.DECIDER, Role.FUNCTIONAL_ADMIN])
def test_for_who_has_nothing_to_do_with_it_it_does_not_exist(town: World, role: str) -> None:
    idea = make_initiative(world=town).initiative
    stranger = make_user(role=role)
    client = sign_in(stranger)
    assert client.get(url(idea)).status_code == 404
    assert client.post(url(idea), typed(idea, aim="x")).status_code == 404
    with pytest.raises(NotYours):
        edit_content(idea, by=Actor(user=stranger), at=timezone.now(), version=idea.version, columns={"aim": "x"})


def test_who_takes_back_that_it_may_be_published_takes_it_off_the_website(town: World) -> None:
    walk: Walk = make_initiative(Status.SUBMITTED, world=town)
    publish(walk)
    data = typed(walk.initiative)
    del data["may_publish"]
    sign_in(town.internal).post(url(walk.initiative), data)
    after = now(walk.initiative)
    assert (after.may_publish, after.published_at) == (False, None)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title", ""),
        ("title", "x" * 121),
        ("description", "nul\x00byte"),
        ("description", "x" * 5001),
        ("asks", ["alles"]),
        ("amount_asked_cents", "veel"),
        ("amount_asked_cents", "9" * 30),
        ("needed_by", "31-02-2027"),
        ("domain_hint", "999999999999999999999999"),
        ("domain_hint", "\x00"),
        ("initiator_kind", "koning"),
        ("permit_needed", ""),
        ("version", "gisteren"),
        ("version", "9" * 40),
        ("form_key", "geen sleutel"),
    ],
)
def test_a_wrong_answer_gets_a_sentence_and_the_rest_stays(town: World, field: str, value: Any) -> None:
    idea = make_initiative(world=town).initiative
    answers = {"upkeep": "Dit staat er nog", "asks": ["money"], field: value}
    response = sign_in(town.coordinator).post(url(idea), typed(idea, **answers))
    assert response.status_code == 200
    assert list(response.context["form"].errors) == [field]
    assert "Dit staat er nog" in response.content.decode()
    assert edits() == []


@pytest.mark.parametrize("key", ["VAG-2026-9999", "concept-1", "concept-99999999999999999999", "x%00y", "é"])
def test_an_unknown_key_is_not_found(town: World, key: str) -> None:
    assert sign_in(town.coordinator).get(f"/initiatieven/{key}/bewerken/").status_code == 404


def test_a_text_on_health_is_remarked_on_once(town: World) -> None:
    idea = make_initiative(world=town).initiative
    els, data = sign_in(town.coordinator), typed(idea, aim="Voor wie medicijnen slikt.")
    response: Any = els.post(url(idea), data)
    assert list(response.context["form"].errors) == ["aim"]
    assert els.post(url(idea), data | {"looked_over": "on"}).status_code == 302
    # What was looked over once is not asked again.
    assert els.post(url(idea), typed(now(idea), place="Plein")).status_code == 302


def test_the_page_is_for_who_is_signed_in(town: World) -> None:
    idea = make_initiative(world=town).initiative
    assert Client().get(url(idea)).status_code == 302

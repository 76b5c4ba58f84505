"""Who is what to an initiative, and sees it: the rule in Python and the condition over the columns say the same."""

import pytest
from django.utils import timezone

from accounts.models import User
from initiatives.models import Initiative, InitiativeKern
from initiatives.relations import Relation, is_visible, may_read, may_read_q, relations_of
from initiatives.statuses import Status
from kernen.emergency import open_emergency
from kernen.models import Municipality, Role
from kernen.roles import roles_of
from tests.factories import give_role, make_user
from tests.initiatives.world import NOW, World, matrix

STAFF = ("EC.own", "IC", "BM.lead", "BM.coadvice", "BM.domain", "KA.own", "DEC.mandate", "GGD.tag")


def who_see(world: World, initiative: Initiative) -> set[str]:
    """By the rule; the condition says the same, or nothing is worth anything."""
    seen = set()
    for subject, user in world.people.items():
        by_rule = is_visible(roles_of(user), initiative)
        assert in_list(user, initiative) == by_rule, subject
        seen |= {subject} if by_rule else set()
    return seen


def in_list(user: User, initiative: Initiative) -> bool:
    return Initiative.objects.visible_to(user).filter(pk=initiative.pk).exists()


def with_ties(world: World, status: Status, **facts: object) -> Initiative:
    return world.known_to_all(status, health_related=True, is_controversial=True, **facts)


def test_who_had_a_tie_to_it_still_sees_what_was_anonymised_and_a_manager_does_not(world: World) -> None:
    gone = with_ties(world, Status.COMPLETED)
    Initiative.objects.filter(pk=gone.pk).update(anonymised_at=NOW)
    gone.refresh_from_db()
    assert who_see(world, gone) == {*STAFF}


def test_what_was_anonymised_halfway_is_seen_as_such_and_not_by_where_it_stood(world: World) -> None:
    gone = with_ties(world, Status.IN_REVIEW)
    assert "MGR.escalated" in who_see(world, gone)
    Initiative.objects.filter(pk=gone.pk).update(anonymised_at=NOW)
    gone.refresh_from_db()
    assert who_see(world, gone) == {*STAFF}


def test_what_is_confidential_is_seen_by_who_works_on_it(world: World) -> None:
    quiet = with_ties(world, Status.IN_REVIEW, is_confidential=True)
    assert who_see(world, quiet) == {"EC.own", "IC", "BM.lead", "BM.coadvice", "DEC.mandate"}


@pytest.mark.parametrize(("more", "is_seen"), [(0, True), (1, False)])
def test_a_decider_sees_what_is_asked_up_to_the_last_euro_of_the_mandate(
    world: World, more: int, is_seen: bool
) -> None:
    user = world.people["DEC.other"]
    asked = world.initiative(Status.DECISION_PENDING, proposed_cents=roles_of(user).ceiling_cents + more)
    assert is_visible(roles_of(user), asked) == in_list(user, asked) == is_seen


@pytest.mark.parametrize("role", [Role.EXTERNAL_COORDINATOR, Role.KERNAMBTENAAR])
def test_who_was_named_for_every_kern_sees_an_idea_of_any(world: World, role: Role) -> None:
    everywhere = make_user(role=role, all_kernen=True)
    elsewhere = world.initiative(Status.EXPLORING)
    InitiativeKern.objects.filter(initiative=elsewhere).update(kern=world.other_kern)
    assert is_visible(roles_of(everywhere), elsewhere)
    assert in_list(everywhere, elsewhere)
    assert roles_of(everywhere).stands_for_all
    assert roles_of(everywhere).only_kern is None


def test_who_broke_the_glass_sees_an_idea_from_the_day_it_was_logged_and_no_draft(world: World) -> None:
    Municipality.objects.update(privacy_officer_email="fg@valkenburg.example")
    draft, logged = world.initiative(Status.DRAFT), world.initiative(Status.EXPLORING)
    assert not in_list(world.people["FB"], logged)
    open_emergency(user=world.people["FB"], reason="De interne coördinator is ziek.", at=timezone.now())
    user = User.objects.get(pk=world.people["FB"].pk)
    assert in_list(user, logged)
    assert is_visible(roles_of(user), logged)
    assert not in_list(user, draft)
    assert Relation.BREAK_GLASS in relations_of(roles_of(user), logged)


def test_who_stands_for_one_kern_is_asked_of_that_one_alone(world: World) -> None:
    coordinator = world.people["EC.own"]
    assert roles_of(coordinator).only_kern == world.kern.pk
    assert not roles_of(coordinator).stands_for_all
    assert roles_of(world.people["IC"]).stands_for_all
    give_role(coordinator, role=Role.KERNAMBTENAAR, kern=world.other_kern)
    assert roles_of(User.objects.get(pk=coordinator.pk)).only_kern is None
    assert roles_of(world.people["IC"]).only_kern is None


# ---- what one may read besides the story ------------------------------------------------------------------

READS = {
    "contact_data": "contact_data_view", "audit_trail": "object_audit_trail", "internal_notes": "internal_note_read",
    "coordinator_notes": "ec_note_readwrite", "attachments": "attachment_download",
}  # fmt: skip
ONE_OF_EACH = {
    "draft": Status.DRAFT, "exploring": Status.EXPLORING, "submitted": Status.SUBMITTED, "active": Status.IN_REVIEW,
    "waiting": Status.ON_HOLD, "ended": Status.COMPLETED, "anonymised": Status.COMPLETED,
}  # fmt: skip


@pytest.mark.parametrize("group", ONE_OF_EACH)
@pytest.mark.parametrize("confidential", ["0", "1"])
def test_it_and_each_part_of_it_is_read_by_whom_the_matrix_lets_read_it(
    world: World, group: str, confidential: str
) -> None:
    one = with_ties(world, ONE_OF_EACH[group], is_confidential=confidential == "1", escalated_at=NOW)
    Initiative.objects.filter(pk=one.pk).update(anonymised_at=NOW if group == "anonymised" else None)
    one.refresh_from_db()
    assert who_see(world, one) == {
        subject for subject in world.people if matrix()["detail_content", subject, group, confidential] == "ok"
    }
    for part, action in READS.items():
        for subject, user in world.people.items():
            wanted = matrix()[action, subject, group, confidential] == "ok"
            roles = roles_of(user)
            in_query = Initiative.objects.filter(may_read_q(part, roles), pk=one.pk).exists()
            assert (may_read(part, roles, one), in_query) == (wanted, wanted), (part, subject)

"""What a person may be today, and no longer tomorrow."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from kernen.models import Role, RoleHolding
from kernen.roles import NO_CEILING, NOBODY, roles_of
from tests.factories import end_roles, give_role, make_domain, make_kern, make_mandate, make_user, sign_in

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 21)


def test_one_person_holds_several_roles_each_in_its_own_place(django_assert_num_queries: object) -> None:
    kern, other, domain = make_kern(), make_kern(), make_domain()
    user = make_user(role=Role.EXTERNAL_COORDINATOR, kern=kern)
    give_role(user, role=Role.KERNAMBTENAAR, kern=other)
    give_role(user, role=Role.BELEIDSMEDEWERKER, domain=domain)
    roles = roles_of(user)
    assert roles.external_kernen == {kern.pk}
    assert roles.kernambtenaar_kernen == {other.pk}
    assert roles.domains == {domain.pk}
    assert roles.any
    assert roles.may_log
    assert not roles.is_internal_coordinator
    assert not roles.external_everywhere


def test_a_role_holds_from_its_first_day_until_its_last_day() -> None:
    user = make_user()
    give_role(user, role=Role.MANAGER, starts_on=TODAY, ends_on=TODAY + timedelta(days=1))
    held = {day: roles_of(user, on=TODAY + timedelta(days=day)).is_manager for day in (-1, 0, 1, 2)}
    assert held == {-1: False, 0: True, 1: True, 2: False}


def test_an_ended_role_is_gone_at_the_next_request() -> None:
    user = make_user(role=Role.FUNCTIONAL_ADMIN)
    browser = sign_in(user)
    assert browser.get("/beheer/").status_code == 200
    end_roles(user)
    assert browser.get("/beheer/").status_code == 404


def test_an_account_that_ended_holds_nothing() -> None:
    user = make_user(role=Role.INTERNAL_COORDINATOR)
    User.objects.filter(pk=user.pk).update(ends_on=timezone.localdate() - timedelta(days=1))
    assert not roles_of(User.objects.get(pk=user.pk)).any


def test_a_decider_with_two_mandates_decides_up_to_the_highest() -> None:
    user = make_user(role=Role.DECIDER, mandate=make_mandate(ceiling_cents=250_000))
    give_role(user, role=Role.DECIDER, mandate=make_mandate(ceiling_cents=1_000_000))
    assert roles_of(user).ceiling_cents == 1_000_000
    give_role(user, role=Role.DECIDER, mandate=make_mandate())
    assert roles_of(User.objects.get(pk=user.pk)).ceiling_cents == NO_CEILING


def test_a_visitor_is_nobody(client: Client) -> None:
    assert client.get(reverse("privacy")).context["roles"] == NOBODY


@pytest.mark.parametrize(
    "facts",
    [
        {"role": "burgemeester"},
        {"role": Role.EXTERNAL_COORDINATOR},
        {"role": Role.MANAGER, "all_kernen": True},
        {"role": Role.BELEIDSMEDEWERKER},
        {"role": Role.DECIDER},
        {"role": Role.MANAGER, "ends_on": date(2019, 1, 1)},
    ],
)
def test_the_database_refuses_a_role_that_makes_no_sense(facts: dict[str, object]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        RoleHolding.objects.bulk_create([RoleHolding(user=make_user(), starts_on=date(2020, 1, 1), **facts)])


def test_the_database_refuses_a_role_of_one_kern_and_all_kernen_at_once() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        give_role(make_user(), role=Role.KERNAMBTENAAR, kern=make_kern(), all_kernen=True)


def test_the_database_refuses_a_kern_a_domain_or_a_mandate_where_the_role_has_none() -> None:
    for facts in ({"kern": make_kern()}, {"domain": make_domain()}, {"mandate": make_mandate()}):
        with pytest.raises(IntegrityError), transaction.atomic():
            give_role(make_user(), role=Role.INTERNAL_COORDINATOR, **facts)


def test_roles_are_asked_once_for_a_day_and_anew_for_another() -> None:
    user = make_user(role=Role.INTERNAL_COORDINATOR)
    today = roles_of(user, on=TODAY)
    assert roles_of(user, on=TODAY) is today
    assert roles_of(user, on=TODAY + timedelta(days=1)) is not today

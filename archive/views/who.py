"""Who may come through the doors of the archive: who proposes, who approves, or either; 403 for anybody else."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import User
from initiatives.views.signed_in import signed_in
from kernen.roles import roles_of

Crumbs = list[tuple[str, str]]


def coordinator_of(request: HttpRequest) -> User:
    """The internal coordinator: proposes what goes, and handles the requests of persons."""
    user = signed_in(request)
    if not roles_of(user).is_internal_coordinator:
        raise PermissionDenied
    return user


def administrator_of(request: HttpRequest) -> User:
    """The functional administrator: approves what goes."""
    user = signed_in(request)
    if not roles_of(user).may_approve_destruction:
        raise PermissionDenied
    return user


def either_of(request: HttpRequest) -> User:
    """One of both: they read each other's lists and the register."""
    user = signed_in(request)
    if not keeps_the_archive(user):
        raise PermissionDenied
    return user


def keeps_the_archive(user: User) -> bool:
    """Whether this is one of both."""
    roles = roles_of(user)
    return roles.is_internal_coordinator or roles.is_functional_admin


def in_the_archive(*steps: tuple[str, str]) -> Crumbs:
    """Where a page stands: under what we keep how long."""
    return [(_("Bewaren en vernietigen"), reverse("retention")), *steps]

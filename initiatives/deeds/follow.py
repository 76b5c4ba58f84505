"""Keeping an eye on an initiative, or not any more."""

from datetime import datetime

from django.utils.translation import gettext as _

from accounts.models import User
from initiatives.models import Follow, Initiative
from initiatives.models.desk import own_kern_q
from initiatives.models.parts import part_of


def follow(initiative: Initiative, *, by: User, at: datetime) -> None:
    """From now on it stands in "Volg ik"; asked twice it is done once."""
    Follow.objects.get_or_create(user=by, initiative=initiative, defaults={"at": at})


def unfollow(initiative: Initiative, *, by: User) -> None:
    """No longer; what is in the own kern stays followed."""
    Follow.objects.filter(user=by, initiative=initiative).delete()


def is_followed(initiative: Initiative, *, by: User) -> bool:
    """Asked for by this person."""
    return part_of(initiative, "followers").filter(user=by).exists()


def is_in_own_kern(initiative: Initiative, *, by: User) -> bool:
    """Followed without asking, as kernambtenaar."""
    return Initiative.objects.filter(own_kern_q(by), pk=initiative.pk).exists()


def why_not_follow(initiative: Initiative, *, by: User) -> str:
    """Why following it would change nothing; empty where it would."""
    if is_in_own_kern(initiative, by=by):
        return _("Dit is in uw eigen kern: u volgt het al.")
    return _("U volgt dit al.") if is_followed(initiative, by=by) else ""

"""The button that keeps an eye on an initiative, or stops doing so."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from initiatives.deeds.follow import follow, is_followed, is_in_own_kern, unfollow
from initiatives.models import Initiative
from initiatives.views.act import find_initiative
from initiatives.views.emergency import only_in_emergency
from initiatives.views.queue import queue_of
from initiatives.views.signed_in import signed_in


@require_POST
def set_follow(request: HttpRequest, key: str) -> HttpResponse:
    """On or off, as the button said; back to the page, within the same queue."""
    user, initiative = signed_in(request), find_initiative(request, key)
    if only_in_emergency(initiative, by=user):
        raise PermissionDenied
    if request.POST.get("aan") == "ja":
        follow(initiative, by=user, at=timezone.now())
    else:
        unfollow(initiative, by=user)
    queue = queue_of(request)
    return redirect(queue.address(initiative) if queue else initiative)


def follow_context(request: HttpRequest, initiative: Initiative) -> dict[str, Any]:
    """Whether there is a button, and what it does."""
    user = signed_in(request)
    followed = is_followed(initiative, by=user)
    return {
        "in_own_kern": is_in_own_kern(initiative, by=user),
        "may_follow": not only_in_emergency(initiative, by=user),
        "follows": followed,
        "follow_fields": [("aan", "nee" if followed else "ja")],
    }

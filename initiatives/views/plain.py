"""Hints on plain language while a colleague types; nothing of the text is kept or written to a log."""

from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from initiatives.letters.plain import LONGEST_TEXT, first_hints


@never_cache
@require_POST
def show_hints(request: HttpRequest) -> JsonResponse:
    """The few hints for the text that was sent."""
    return JsonResponse({"hints": first_hints(request.POST.get("tekst", "")[:LONGEST_TEXT])})

"""A site with a door that breaks at a number that is none: to know that a broken door would be seen."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.urls import path

from burgerkracht.urls import handler500
from burgerkracht.urls import urlpatterns as own


@login_not_required
def break_at_nonsense(request: HttpRequest) -> HttpResponse:
    """As a careless door would: it believes what it is sent."""
    return HttpResponse(status=302, headers={"Location": f"/{int(request.POST['number'])}"})


urlpatterns = [path("kapot/", break_at_nonsense, name="kapot"), *own]
__all__ = ["handler500", "urlpatterns"]

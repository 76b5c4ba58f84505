"""The addresses of initiatives, for staff, residents and neighbours."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from initiatives.views import act, detail, kernen, listing, work


def empty(_request: HttpRequest, key: str = "") -> HttpResponse:
    """Placeholder."""
    return HttpResponse("ok")


urlpatterns = [
    path("", empty, name="home"),
    path("werk/", work.show_work, name="work"),
    path("werk/taak/<int:pk>/", work.tick, name="tick_task"),
    path("kernen/", kernen.show_kernen, name="kern_list"),
    path("kernen/<slug:slug>/", kernen.show_kern, name="kern_detail"),
    path("initiatieven/", listing.show_list, name="initiative_list"),
    path("initiatieven/<str:key>/", detail.show_initiative, name="initiative_detail"),
    path("initiatieven/<str:key>/<slug:name>/", act.act, name="initiative_act"),
]

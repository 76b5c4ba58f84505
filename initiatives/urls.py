"""The addresses of initiatives, for staff, residents and neighbours."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from initiatives.views import act, card, detail, home, kernen, listing, public, work
from initiatives.views.status import doors as status


def empty(_request: HttpRequest, key: str = "") -> HttpResponse:
    """Placeholder."""
    return HttpResponse("ok")


urlpatterns = [
    path("", home.show_home, name="home"),
    path("volg/", status.sign_in, name="status_sign_in"),
    path("volg/idee/", status.show, name="status"),
    path("volg/idee/antwoord/", status.answer, name="status_answer"),
    path("volg/idee/stoppen/", status.stop, name="status_stop"),
    path("volg/uit/", status.leave, name="status_leave"),
    path("dorpen/", public.show_list, name="public_list"),
    path("dorpen/<slug:slug>/", public.show_kern, name="public_kern"),
    path("dorpen/<slug:slug>/<str:reference>/", public.show_detail, name="public_detail"),
    path("werk/", work.show_work, name="work"),
    path("werk/taak/<int:pk>/", work.tick, name="tick_task"),
    path("kernen/", kernen.show_kernen, name="kern_list"),
    path("kernen/<slug:slug>/", kernen.show_kern, name="kern_detail"),
    path("initiatieven/", listing.show_list, name="initiative_list"),
    path("initiatieven/<str:key>/", detail.show_initiative, name="initiative_detail"),
    path("initiatieven/<str:key>/kaart/", card.show_card, name="initiative_card"),
    path("initiatieven/<str:key>/<slug:name>/", act.act, name="initiative_act"),
]

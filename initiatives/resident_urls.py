"""The addresses residents and neighbours use, in every language; without an account."""

from django.urls import path

from initiatives.views import home, public
from initiatives.views.status import doors as status

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
]

"""The addresses residents and neighbours use, in every language; without an account."""

from django.urls import path

from initiatives.views import home, idea, neighbour, neighbour_answer, neighbour_code, public, reactions
from initiatives.views.status import appointment, mail_link, my_data, resume, telling_us, uploads
from initiatives.views.status import doors as status

urlpatterns = [
    path("", home.show_home, name="home"),
    path("ik-heb-een-idee/", idea.show_idea, name="idea"),
    path("ik-heb-een-idee/dank-u-wel/", idea.show_thanks, name="idea_thanks"),
    path("coordinator/<int:pk>/foto", idea.show_photo, name="coordinator_photo"),
    path("volg/", status.sign_in, name="status_sign_in"),
    path("volg/idee/", status.show, name="status"),
    path("volg/idee/antwoord/", status.answer, name="status_answer"),
    path("volg/idee/bestand/", uploads.send, name="status_upload"),
    path("volg/idee/bijlage/<uuid:stored_as>/", uploads.download, name="status_file"),
    path("volg/idee/afspraak/", appointment.pick, name="status_appointment"),
    path("volg/idee/afspraak/afzeggen/", appointment.cancel, name="status_appointment_off"),
    path("volg/idee/afspraak.ics", appointment.calendar, name="status_appointment_calendar"),
    path("volg/idee/stoppen/", status.stop, name="status_stop"),
    path("volg/idee/bel-mij/", telling_us.ask_for_call, name="status_call"),
    path("volg/idee/doorgeven/", telling_us.tell, name="status_tell"),
    path("volg/idee/hoe-ging-het/", telling_us.evaluate, name="status_evaluate"),
    path("volg/idee/gegevens/", my_data.show, name="status_my_data"),
    path("volg/idee/gegevens/kopie/", my_data.copy, name="status_my_data_copy"),
    path("volg/idee/verder/", resume.resume, name="status_resume"),
    path("volg/idee/nog/", resume.stay, name="status_stay"),
    path("volg/link/", mail_link.ask, name="status_ask_link"),
    path("volg/link/<str:token>/", mail_link.enter, name="status_link"),
    path("volg/uit/", status.leave, name="status_leave"),
    path("dorpen/", public.show_list, name="public_list"),
    path("dorpen/<slug:slug>/<str:reference>/", public.show_detail, name="public_detail"),
    path("buurt/", neighbour_code.show, name="neighbour_code"),
    path("dorpen/<slug:slug>/<str:reference>/buurt/", neighbour.show, name="neighbour"),
    path("dorpen/<slug:slug>/<str:reference>/buurt/antwoord/", neighbour_answer.answer, name="neighbour_answer"),
    path(
        "dorpen/<slug:slug>/<str:reference>/buurt/antwoord/dank-u-wel/",
        neighbour_answer.thank,
        name="neighbour_thanks",
    ),
    path("dorpen/<slug:slug>/<str:reference>/reageren/", reactions.react, name="public_react"),
    path("dorpen/<slug:slug>/<str:reference>/reageren/dank-u-wel/", reactions.show_thanks, name="public_react_thanks"),
]

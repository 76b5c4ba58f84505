"""The addresses of initiatives, for staff, residents and neighbours."""

from django.urls import path

from initiatives.views import (
    act,
    card,
    detail,
    edit,
    home,
    import_running,
    intake,
    kernen,
    listing,
    people,
    public,
    work,
)
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
    path("werk/", work.show_work, name="work"),
    path("werk/taak/<int:pk>/", work.tick, name="tick_task"),
    path("kernen/", kernen.show_kernen, name="kern_list"),
    path("kernen/<slug:slug>/", kernen.show_kern, name="kern_detail"),
    path("initiatieven/", listing.show_list, name="initiative_list"),
    # Fixed words first: what stands here is no key of an initiative.
    path("initiatieven/nieuw/", intake.start, name="intake"),
    path("initiatieven/nieuw/doorverwijzen/<str:kind>/", intake.refer_on, name="referral_new"),
    path("initiatieven/nieuw/doorverwezen/<uuid:form_key>/", intake.referral_done, name="referral_done"),
    path("initiatieven/inlezen/", import_running.bring_in, name="import_running"),
    path("initiatieven/<str:key>/bewerken/", edit.edit, name="initiative_edit"),
    path("initiatieven/<str:key>/log/", edit.log_draft_at_once, name="initiative_log"),
    path("initiatieven/<str:key>/mensen/", people.show_people, name="initiative_people"),
    path("initiatieven/<str:key>/mensen/nieuw/", people.change_person, name="initiative_person_add"),
    path("initiatieven/<str:key>/mensen/<int:pk>/", people.change_person, name="initiative_person"),
    path("initiatieven/<str:key>/mensen/<int:pk>/weghalen/", people.take_off, name="initiative_person_remove"),
    path("initiatieven/<str:key>/", detail.show_initiative, name="initiative_detail"),
    path("initiatieven/<str:key>/kaart/", card.show_card, name="initiative_card"),
    path("initiatieven/<str:key>/<slug:name>/", act.act, name="initiative_act"),
]

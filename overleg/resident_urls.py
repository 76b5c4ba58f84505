"""The addresses of meetings for residents and chairs, in every language; without an account."""

from django.urls import path

from overleg.views import chair, public_kern

urlpatterns = [
    path("overleg/formulier/", chair.show_form, name="chair_form"),
    path("overleg/formulier/afsluiten/", chair.close, name="chair_close"),
    path("overleg/formulier/<str:token>/", chair.enter, name="chair_link"),
    path("dorpen/<slug:slug>/", public_kern.show_kern, name="public_kern"),
]

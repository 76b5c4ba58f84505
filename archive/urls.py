"""The addresses of the archive, for staff."""

from django.urls import URLPattern, path

from archive.views import destruction, destruction_acts, person, person_found, register, retention

urlpatterns: list[URLPattern] = [
    path("avg/", person.show_requests, name="person_requests"),
    path("avg/<int:pk>/", person.show_request, name="person_request"),
    path("avg/<int:pk>/zoeken/", person_found.search, name="person_search"),
    path("avg/<int:pk>/kopie/", person_found.copy, name="person_copy"),
    path("avg/<int:pk>/wissen/", person_found.erase, name="person_erase"),
    path("avg/<int:pk>/beantwoord/", person.answer, name="person_answer"),
    path("verwerkingen/", register.show_register, name="processing_register"),
    path("verwerkingen/register.csv", register.register_csv, name="processing_register_csv"),
    path("archief/bewaren/", retention.show_retention, name="retention"),
    path("archief/vernietigen/", destruction.show_lists, name="destructions"),
    path("archief/vernietigen/nieuw/", destruction.propose_list, name="destruction_propose"),
    path("archief/vernietigen/<int:pk>/", destruction.show_list, name="destruction"),
    path("archief/vernietigen/<int:pk>/<int:item>/bewaren/", destruction_acts.keep_line, name="destruction_keep"),
    path("archief/vernietigen/<int:pk>/<int:item>/terug/", destruction_acts.put_line_back, name="destruction_put_back"),
    path("archief/vernietigen/<int:pk>/goedkeuren/", destruction_acts.approve_list, name="destruction_approve"),
    path("archief/vernietigen/<int:pk>/teruggeven/", destruction_acts.send_list_back, name="destruction_send_back"),
    path("archief/vernietigen/<int:pk>/verklaring/", retention.show_statement, name="destruction_statement"),
    path("archief/vernietigen/<int:pk>/verklaring.pdf", retention.statement_pdf, name="destruction_statement_pdf"),
]

"""Addresses of people administration."""

from django.urls import path

from trellis_web.people.views import absences, imports, lines, persons

urlpatterns = [
    path("", persons.people, name="people"),
    path("new", persons.person_new, name="person_new"),
    path("import", imports.people_import, name="people_import"),
    path("import/preview", imports.people_preview, name="people_preview"),
    path("import/imported", imports.people_imported, name="people_imported"),
    path("<int:pk>", persons.person, name="person"),
    path("delegate", lines.delegate, name="delegate"),
    path("delegate/end", lines.delegate_end, name="delegate_end"),
    path("<int:pk>/details", persons.person_details, name="person_details"),
    path("<int:pk>/absences", absences.person_absences, name="person_absences"),
    path("<int:pk>/absences/<int:absence>/end", absences.absence_end, name="absence_end"),
    path("<int:pk>/second-lines", lines.second_lines, name="person_second_lines"),
    path("<int:pk>/stand-ins", lines.stand_ins, name="person_stand_ins"),
    path("<int:pk>/lines/<int:line>/end", lines.line_end, name="line_end"),
    path("<int:pk>/manager", persons.person_manager, name="person_manager"),
    path("<int:pk>/invitation", persons.person_invitation, name="person_invitation"),
    path("<int:pk>/deactivation", persons.person_deactivation, name="person_deactivation"),
]

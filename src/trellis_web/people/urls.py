"""Addresses of people administration."""

from django.urls import path

from trellis_web.people.views import imports, persons

urlpatterns = [
    path("", persons.people, name="people"),
    path("new", persons.person_new, name="person_new"),
    path("import", imports.people_import, name="people_import"),
    path("import/preview", imports.people_preview, name="people_preview"),
    path("import/imported", imports.people_imported, name="people_imported"),
    path("<int:pk>", persons.person, name="person"),
    path("<int:pk>/manager", persons.person_manager, name="person_manager"),
    path("<int:pk>/invitation", persons.person_invitation, name="person_invitation"),
    path("<int:pk>/deactivation", persons.person_deactivation, name="person_deactivation"),
]

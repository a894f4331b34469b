"""Addresses of frameworks. The first words are taken: see `rules.RESERVED`."""

from django.urls import path

from trellis_web.frameworks.views import (
    administration,
    drafts,
    files,
    imports,
    placements,
    reader,
)

urlpatterns = [
    path("", reader.framework_list, name="framework_list"),
    path("administration/", administration.overview, name="framework_administration"),
    path("administration/levels/", placements.placements, name="placement_list"),
    path("administration/levels/<int:pk>/", placements.placement, name="placement"),
    path("imports/", imports.new_import, name="framework_import"),
    path("imports/library/", imports.library_draft, name="framework_library"),
    path("drafts/", drafts.new_draft, name="framework_drafts"),
    path("drafts/<str:slug>/", drafts.draft, name="framework_draft"),
    path("drafts/<str:slug>/text/", drafts.text, name="framework_draft_text"),
    path("drafts/<str:slug>/changes/", drafts.changes, name="framework_changes"),
    path("drafts/<str:slug>/publication/", drafts.publication, name="framework_publication"),
    path("<str:slug>/", reader.framework, name="framework"),
    path("<str:slug>/compare/", reader.framework_compare, name="framework_compare"),
    path("<str:slug>/moves/", reader.framework_moves, name="framework_moves"),
    path("<str:slug>/file.<str:kind>", files.framework_file, name="framework_file"),
    path("<str:slug>/<str:competency>/<str:level>/", reader.framework_cell, name="framework_cell"),
]

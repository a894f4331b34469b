"""Addresses of frameworks. The first word is taken: see `rules.RESERVED`."""

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from trellis_web.frameworks.views import (
    administration,
    drafts,
    files,
    imports,
    placements,
    reader,
)


class IdConverter(StringConverter):
    """An id of a framework file in an address; anything else is not found."""

    regex = "[A-Za-z0-9][A-Za-z0-9._+-]*"


register_converter(IdConverter, "id")

urlpatterns = [
    path("", reader.framework_list, name="framework_list"),
    path("administration/", administration.overview, name="framework_administration"),
    path("administration/levels/", placements.placements, name="placement_list"),
    path("administration/levels/<int:pk>/", placements.placement, name="placement"),
    path("administration/imports/", imports.new_import, name="framework_import"),
    path("administration/imports/library/", imports.library_draft, name="framework_library"),
    path("administration/drafts/", drafts.new_draft, name="framework_drafts"),
    path("administration/drafts/<id:slug>/", drafts.draft, name="framework_draft"),
    path("administration/drafts/<id:slug>/text/", drafts.text, name="framework_draft_text"),
    path("administration/drafts/<id:slug>/levels/", drafts.levels, name="framework_levels"),
    path("administration/drafts/<id:slug>/moves/", drafts.moves, name="framework_draft_moves"),
    path("administration/drafts/<id:slug>/changes/", drafts.changes, name="framework_changes"),
    path(
        "administration/drafts/<id:slug>/publication/",
        drafts.publication,
        name="framework_publication",
    ),
    path("<id:slug>/", reader.framework, name="framework"),
    path("<id:slug>/compare/", reader.framework_compare, name="framework_compare"),
    path("<id:slug>/moves/", reader.framework_moves, name="framework_moves"),
    path("<id:slug>/file.<id:kind>", files.framework_file, name="framework_file"),
    path("<id:slug>/<id:competency>/<id:level>/", reader.framework_cell, name="framework_cell"),
]

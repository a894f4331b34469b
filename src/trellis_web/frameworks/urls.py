"""Addresses of frameworks. The first word is taken: see `rules.RESERVED`."""

from django.urls import include, path, register_converter
from django.urls.converters import StringConverter

from trellis_web.frameworks.views import (
    administration,
    drafts,
    due,
    editor,
    editor_authors,
    editor_cell,
    editor_outline,
    files,
    imports,
    imports_check,
    imports_done,
    placements,
    public,
    public_links,
    publication,
    reader,
    reader_compare,
    reader_questions,
    talk,
    titles,
    versions,
    work,
)


class IdConverter(StringConverter):
    """An id of a framework file in an address; anything else is not found."""

    regex = "[A-Za-z0-9][A-Za-z0-9._+-]*"


register_converter(IdConverter, "id")

EDITOR = [
    path("", editor.editor, name="framework_editor"),
    path("findings/", editor_cell.findings, name="framework_editor_findings"),
    path("includes/", editor_outline.includes, name="framework_includes"),
    path("outline/", editor_outline.outline, name="framework_outline"),
    path("outline/<id:kind>/<id:part>/", editor_outline.part, name="framework_part"),
    path("outline/<id:kind>/<id:part>/place/", editor_outline.place, name="framework_part_place"),
    path(
        "outline/<id:kind>/<id:part>/removal/",
        editor_outline.removal,
        name="framework_part_removal",
    ),
    path("<id:competency>/<id:level>/", editor_cell.cell, name="framework_editor_cell"),
    path("<id:competency>/<id:level>/core/", editor_cell.core, name="framework_editor_core"),
]
"""The editor of one draft, beneath its address."""

WORK = [
    path("", work.work, name="framework_work"),
    path("assignments/", work.assignments, name="framework_assignments"),
    path("consistency/", work.consistency, name="framework_consistency"),
    path("reminders/", work.reminders, name="framework_reminders"),
    path("signatures/", work.signatures, name="framework_signatures"),
    path("cells/<id:competency>/<id:level>/", talk.talk, name="framework_talk"),
    path("cells/<id:competency>/<id:level>/comments/", talk.comments, name="framework_comments"),
    path(
        "cells/<id:competency>/<id:level>/suggestions/",
        talk.suggestions,
        name="framework_suggestions",
    ),
]
"""What the authors of one draft do together, beneath its address."""

TALK = [
    path("assignments/<int:pk>/deletion/", work.assignment_deletion, name="assignment_deletion"),
    path("comments/<int:pk>/answers/", talk.answers, name="comment_answers"),
    path("comments/<int:pk>/resolution/", talk.resolution, name="comment_resolution"),
    path("suggestions/<int:pk>/", talk.suggestion, name="framework_suggestion"),
    path("suggestions/<int:pk>/acceptance/", talk.acceptance, name="suggestion_acceptance"),
    path("suggestions/<int:pk>/rejection/", talk.rejection, name="suggestion_rejection"),
]
"""Single rows of it: they outlive the draft."""

DUE = [
    path("", due.due, name="framework_due"),
    path("review/", due.review, name="framework_review"),
    path("rhythm/", due.rhythm, name="framework_rhythm"),
    path("triggers/", due.triggers, name="framework_triggers"),
    path("triggers/<int:pk>/settlement/", due.settlement, name="framework_settlement"),
]

VERSIONS = [
    path("", versions.versions, name="framework_versions"),
    path("<int:number>/", versions.version, name="framework_version"),
    path("<int:number>/stays/", versions.stays, name="framework_stays"),
    path("<int:number>/stays/<int:pk>/end/", versions.stay_end, name="framework_stay_end"),
]

PUBLIC = [path("<str:token>/", public.public_framework, name="public_framework")]
"""For people without an account; beside `urlpatterns`, not beneath them."""

IMPORTS = [
    path("", imports.new_import, name="framework_import"),
    path("library/", imports.library_draft, name="framework_library"),
    path("<int:pk>/", imports_check.upload, name="framework_upload"),
    path("<int:pk>/corrections/", imports_check.corrections, name="framework_upload_corrections"),
    path("<int:pk>/drafts/", imports_check.drafts, name="framework_upload_drafts"),
    path("<int:pk>/names/", imports_check.names, name="framework_upload_names"),
    path("<int:pk>/presets/", imports.presets, name="framework_upload_presets"),
    path("<int:pk>/shape/", imports.shape, name="framework_upload_shape"),
    path("results/<int:pk>/", imports_done.imported, name="framework_imported"),
    path("results/<int:pk>/before/", imports_done.before, name="framework_imported_before"),
    path(
        "results/<int:pk>/withdrawal/",
        imports_done.withdrawal,
        name="framework_imported_withdrawal",
    ),
]
"""A file on its way to a draft, and what became of it."""

urlpatterns = [
    path("", reader.framework_list, name="framework_list"),
    path("administration/", administration.overview, name="framework_administration"),
    path("administration/levels/", placements.placements, name="placement_list"),
    path("administration/levels/<int:pk>/", placements.placement, name="placement"),
    path("administration/imports/", include(IMPORTS)),
    path("administration/drafts/", drafts.new_draft, name="framework_drafts"),
    path("administration/drafts/<id:slug>/", drafts.draft, name="framework_draft"),
    path("administration/drafts/<id:slug>/text/", drafts.text, name="framework_draft_text"),
    path("administration/drafts/<id:slug>/levels/", drafts.levels, name="framework_levels"),
    path("administration/drafts/<id:slug>/moves/", drafts.moves, name="framework_draft_moves"),
    path("administration/drafts/<id:slug>/changes/", publication.changes, name="framework_changes"),
    path(
        "administration/drafts/<id:slug>/publication/",
        publication.publication,
        name="framework_publication",
    ),
    path("administration/drafts/<id:slug>/editor/", include(EDITOR)),
    path(
        "administration/drafts/<id:slug>/authors/",
        editor_authors.authors,
        name="framework_authors",
    ),
    path("administration/drafts/<id:slug>/teamwork/", include(WORK)),
    path("administration/", include(TALK)),
    path(
        "administration/questions/<int:pk>/answer/",
        reader_questions.question_answer,
        name="question_answer",
    ),
    path("administration/public/", public_links.public_links, name="public_links"),
    path(
        "administration/public/<int:pk>/end/", public_links.public_link_end, name="public_link_end"
    ),
    path("administration/titles/", titles.titles, name="title_list"),
    path("administration/titles/<int:pk>/decision/", titles.title_decision, name="title_decision"),
    path("administration/titles/report/", titles.title_report, name="title_report"),
    path("administration/titles/report.csv", titles.title_report_file, name="title_report_file"),
    path("administration/due/<id:slug>/", include(DUE)),
    path("administration/matrix.xlsx", files.blank_matrix, name="framework_blank_matrix"),
    path("<id:slug>/", reader.framework, name="framework"),
    path("<id:slug>/compare/", reader_compare.framework_compare, name="framework_compare"),
    path("<id:slug>/moves/", reader.framework_moves, name="framework_moves"),
    path("<id:slug>/file.<id:kind>", files.framework_file, name="framework_file"),
    path("<id:slug>/versions/", include(VERSIONS)),
    path("<id:slug>/questions/", reader_questions.framework_questions, name="framework_questions"),
    path(
        "<id:slug>/statements/<id:statement>/question/",
        reader_questions.framework_question,
        name="framework_question",
    ),
    path("<id:slug>/statements/<id:statement>/", versions.statement, name="framework_statement"),
    path("<id:slug>/<id:competency>/<id:level>/", reader.framework_cell, name="framework_cell"),
]

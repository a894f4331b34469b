"""Addresses of growth."""

from django.urls import path

from trellis_web.growth.views import (
    asks,
    confirmations,
    evidence,
    files,
    imports,
    metrics,
    notes,
    team,
)

urlpatterns = [
    path("", evidence.evidence_list, name="evidence_list"),
    path("new", evidence.evidence_new, name="evidence_new"),
    path("suggestions", evidence.evidence_suggestions, name="evidence_suggestions"),
    path("import", imports.evidence_import, name="evidence_import"),
    path("import/preview", imports.evidence_import_preview, name="evidence_import_preview"),
    path("import/notes", imports.evidence_imported, name="evidence_imported"),
    path("sharings", evidence.evidence_sharings, name="evidence_sharings"),
    path("<int:pk>", notes.evidence, name="evidence"),
    path("<int:pk>/files", files.evidence_files, name="evidence_files"),
    path("files/<uuid:pk>", files.evidence_file, name="evidence_file"),
    path("files/<uuid:pk>/deletion", files.evidence_file_deletion, name="evidence_file_deletion"),
    path("<int:pk>/ongoing", notes.evidence_ongoing, name="evidence_ongoing"),
    path("<int:pk>/sharing", notes.evidence_sharing, name="evidence_sharing"),
    path("<int:pk>/deletion", notes.evidence_deletion, name="evidence_deletion"),
    path("<int:pk>/confirmations", confirmations.confirmation_new, name="confirmation_new"),
    path("confirmations", confirmations.confirmation_list, name="confirmation_list"),
    path("confirmations/<int:pk>", confirmations.confirmation, name="confirmation"),
    path(
        "confirmations/<int:pk>/cancellation",
        confirmations.confirmation_cancellation,
        name="confirmation_cancellation",
    ),
    path("people/<int:pk>", team.person_evidence, name="person_evidence"),
    path("endorsements/<int:pk>/<str:move>", team.endorsement_new, name="endorsement_new"),
    path(
        "endorsements/withdrawals/<int:pk>",
        team.endorsement_withdrawal,
        name="endorsement_withdrawal",
    ),
    path("metrics", metrics.metric_import, name="metric_import"),
    path("metrics/preview", metrics.metric_preview, name="metric_preview"),
    path("metrics/values", metrics.metric_values, name="metric_values"),
    path("asks", asks.ask_list, name="ask_list"),
    path("asks/new/<str:family>/<str:statement>", asks.ask_new, name="ask_new"),
    path("asks/<int:pk>/answer", asks.ask_answer, name="ask_answer"),
    path("asks/<int:pk>/refusal", asks.ask_refusal, name="ask_refusal"),
    path("asks/<int:pk>/withdrawal", asks.ask_withdrawal, name="ask_withdrawal"),
]

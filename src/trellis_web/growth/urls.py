"""Addresses of growth."""

from django.urls import path

from trellis_web.growth.views import confirmations, evidence, metrics, team

urlpatterns = [
    path("", evidence.evidence_list, name="evidence_list"),
    path("new", evidence.evidence_new, name="evidence_new"),
    path("suggestions", evidence.evidence_suggestions, name="evidence_suggestions"),
    path("sharings", evidence.evidence_sharings, name="evidence_sharings"),
    path("<int:pk>", evidence.evidence, name="evidence"),
    path("<int:pk>/ongoing", evidence.evidence_ongoing, name="evidence_ongoing"),
    path("<int:pk>/sharing", evidence.evidence_sharing, name="evidence_sharing"),
    path("<int:pk>/deletion", evidence.evidence_deletion, name="evidence_deletion"),
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
]

"""Addresses of the readiness board, of other thresholds, and of one person's rule."""

from django.urls import path

from trellis_web.insights.views import board, explained, notes, what_if

PERSON = "readiness/people/<int:pk>/"

urlpatterns = [
    path("readiness/", board.readiness_board, name="readiness_board"),
    path("readiness/moves/<int:pk>/<slug:column>/", board.board_column, name="board_column"),
    path("readiness/moves/<int:pk>/thresholds", what_if.thresholds, name="readiness_thresholds"),
    path(f"{PERSON}notes", notes.board_notes, name="board_notes"),
    path(f"{PERSON}<slug:family>/<slug:move>", explained.readiness_rule, name="readiness_rule"),
]

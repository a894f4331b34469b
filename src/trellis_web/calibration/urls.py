"""Addresses of calibration."""

from django.urls import path

from trellis_web.calibration.views import boards, ratings, room, sessions

urlpatterns = [
    path("", sessions.calibration_list, name="calibration_list"),
    path("new", sessions.calibration_new, name="calibration_new"),
    path("<int:pk>", boards.calibration, name="calibration"),
    path("<int:pk>/news", boards.news, name="calibration_news"),
    path(
        "<int:pk>/ratings/<int:participant>/<str:competency>",
        ratings.rating,
        name="calibration_rating",
    ),
    path("<int:pk>/log", ratings.log, name="calibration_log"),
    path("<int:pk>/log/<int:change>/undoing", ratings.undoing, name="calibration_undoing"),
    path("<int:pk>/room", room.room, name="calibration_room"),
    path("<int:pk>/members", room.members, name="calibration_members"),
    path("<int:pk>/members/<int:member>/leaving", room.leaving, name="calibration_leaving"),
    path("<int:pk>/facilitation", room.facilitation, name="calibration_facilitation"),
    path("<int:pk>/conflicts", room.conflicts, name="calibration_conflicts"),
    path("<int:pk>/subjects", room.subjects, name="calibration_subjects"),
    path(
        "<int:pk>/subjects/<int:participant>/removal",
        room.subject_removal,
        name="calibration_subject_removal",
    ),
    path("<int:pk>/opening", sessions.opening, name="calibration_opening"),
    path("<int:pk>/talk", sessions.talk, name="calibration_talk"),
    path("<int:pk>/closing", sessions.closing, name="calibration_closing"),
    path("<int:pk>/withdrawal", sessions.withdrawal, name="calibration_withdrawal"),
]

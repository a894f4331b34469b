"""Addresses of the wizard."""

from django.urls import path

from trellis_web.wizard.views import (
    behaviours,
    competencies,
    connection,
    criteria,
    levels,
    overview,
    tracks,
)

urlpatterns = [
    path("", overview.overview, name="wizard_list"),
    path("new/", overview.scope, name="wizard_new"),
    path("<id:slug>/", overview.tasks, name="wizard"),
    path("<id:slug>/levels/", levels.levels, name="wizard_levels"),
    path("<id:slug>/levels/count/", levels.count, name="wizard_level_count"),
    path("<id:slug>/competencies/", competencies.competencies, name="wizard_competencies"),
    path("<id:slug>/behaviours/", behaviours.behaviours, name="wizard_behaviours"),
    path("<id:slug>/behaviours/<id:competency>/", behaviours.behaviour, name="wizard_behaviour"),
    path("<id:slug>/criteria/", criteria.criteria, name="wizard_criteria"),
    path("<id:slug>/criteria/trial/", criteria.trial, name="wizard_trial"),
    path("<id:slug>/tracks/", tracks.tracks, name="wizard_tracks"),
    path("<id:slug>/tracks/laterals/", tracks.laterals, name="wizard_laterals"),
    path("<id:slug>/connection/", connection.connection, name="wizard_connection"),
]

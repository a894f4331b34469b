"""Addresses of levellings."""

from django.urls import path

from trellis_web.levelling.views import objections, proposals, rounds, team

urlpatterns = [
    path("", rounds.round_list, name="levelling_list"),
    path("new/", rounds.round_new, name="levelling_new"),
    path("<int:pk>/", rounds.round_page, name="levelling_round"),
    path("<int:pk>/titles/", rounds.titles, name="levelling_titles"),
    path("<int:pk>/comparison/", rounds.comparison, name="levelling_comparison"),
    path("<int:pk>/trial/", rounds.trial, name="levelling_trial"),
    path("<int:pk>/closing/", rounds.closing, name="levelling_closing"),
    path("team/", team.team, name="levelling_team"),
    path("proposals/<int:pk>/", proposals.proposal, name="levelling_proposal"),
    path("proposals/<int:pk>/talk/", team.talk, name="levelling_talk"),
    path("proposals/<int:pk>/estimates/", proposals.estimates, name="levelling_estimates"),
    path("proposals/<int:pk>/objection/", objections.objection_new, name="levelling_objecting"),
    path("own/", objections.own, name="levelling_own"),
    path("objections/", objections.objection_list, name="levelling_objections"),
    path("objections/<int:pk>/", objections.objection, name="levelling_objection"),
]

"""Addresses of home, team, plans, search and the theme."""

from django.urls import path

from trellis_web.ui.views import (
    agenda,
    beyond,
    home,
    keys,
    plan_actions,
    plans,
    search,
    team,
    theme,
)

urlpatterns = [
    path("", home.home, name="home"),
    path("self-check", home.own_check, name="self_check"),
    path("team", team.team, name="team"),
    path("team.csv", team.team_csv, name="team_csv"),
    path("team/coverage", team.team_coverage, name="team_coverage"),
    path("team/beyond", beyond.team_beyond, name="team_beyond"),
    path("team/beyond/<int:pk>", beyond.person_beyond, name="person_beyond"),
    path("team/<int:pk>", team.team_member, name="team_member"),
    path("team/<int:pk>/agenda", agenda.agenda, name="agenda"),
    path("team/<int:pk>/talks", agenda.agenda_talks, name="agenda_talks"),
    path("growth/", plans.plan, name="plan"),
    path("growth/people/<int:pk>", plans.person_plan, name="person_plan"),
    path("growth/people/<int:pk>/new", plans.plan_new, name="plan_new"),
    path("growth/plans/<int:pk>/agreement", plans.plan_agreement, name="plan_agreement"),
    path("growth/plans/<int:pk>/end", plans.plan_end, name="plan_end"),
    path("growth/plans/<int:pk>/actions", plan_actions.plan_action_new, name="plan_action_new"),
    path("growth/actions/<int:pk>", plan_actions.plan_action, name="plan_action"),
    path(
        "growth/actions/<int:pk>/completion",
        plan_actions.plan_action_completion,
        name="plan_action_completion",
    ),
    path(
        "growth/actions/<int:pk>/withdrawal",
        plan_actions.plan_action_withdrawal,
        name="plan_action_withdrawal",
    ),
    path("search", search.search, name="search"),
    path("keys", keys.keys, name="keys"),
    path("theme", theme.theme, name="theme"),
]

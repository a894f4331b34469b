"""Addresses of home, team, search and the theme."""

from django.urls import path

from trellis_web.ui.views import home, keys, search, team, theme

urlpatterns = [
    path("", home.home, name="home"),
    path("team", team.team, name="team"),
    path("team/<int:pk>", team.team_member, name="team_member"),
    path("search", search.search, name="search"),
    path("keys", keys.keys, name="keys"),
    path("theme", theme.theme, name="theme"),
]

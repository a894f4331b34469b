"""Addresses about careers."""

from django.urls import path

from trellis_web.careers.views import map as maps

urlpatterns = [
    path("map", maps.career_map, name="career_map"),
]

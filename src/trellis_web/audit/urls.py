"""Addresses of the trail."""

from django.urls import path

from trellis_web.audit import views

urlpatterns = [path("", views.trail, name="trail")]

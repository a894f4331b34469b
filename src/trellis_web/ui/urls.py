"""Addresses of the home and team pages."""

from django.urls import path

from trellis_web.ui import views

urlpatterns = [path("", views.home, name="home")]

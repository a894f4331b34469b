"""Addresses of one's own data, and of the key that it is signed with."""

from django.urls import path

from trellis_web.exports import views

urlpatterns = [
    path("account/data", views.export, name="export"),
    path("account/data/file", views.export_file, name="export_file"),
    path(".well-known/trellis-export-key.pem", views.export_key, name="export_key"),
]

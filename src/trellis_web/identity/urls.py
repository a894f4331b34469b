"""Addresses of the sign-in with an identity provider."""

from django.urls import path

from trellis_web.identity.views import pages

urlpatterns = [
    path("", pages.start, name="identity_start"),
    path("callback/", pages.callback, name="identity_callback"),
    path("connection/", pages.connection, name="identity_connection"),
    path("connection/<int:person>/end", pages.disconnection, name="identity_disconnection"),
]

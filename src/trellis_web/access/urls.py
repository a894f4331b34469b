"""Addresses of roles and tokens."""

from django.urls import path

from trellis_web.access import views

urlpatterns = [
    path("email/", views.email_closed, name="email_closed"),
    path("sessions", views.sessions, name="sessions"),
    path("tokens", views.tokens, name="tokens"),
    path("tokens/<int:pk>/revocation", views.token_revocation, name="token_revocation"),
    path("roles/<int:person>", views.grant_new, name="grant_new"),
    path("roles/<int:pk>/end", views.grant_end, name="grant_end"),
]

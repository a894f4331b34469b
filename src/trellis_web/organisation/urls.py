"""Addresses of the organisation's own settings."""

from django.urls import path

from trellis_web.organisation import views

urlpatterns = [
    path("", views.organisation, name="organisation"),
    path("agreement", views.agreement_page, name="agreement"),
    path("features/<slug:feature>/switches", views.switch_new, name="switch_new"),
    path("switches/<int:pk>/approval", views.switch_approval, name="switch_approval"),
    path("switches/<int:pk>/refusal", views.switch_refusal, name="switch_refusal"),
]

"""Addresses of notices."""

from django.urls import path

from trellis_web.notices.views import jobs

urlpatterns = [
    path("jobs/<int:pk>", jobs.job, name="job"),
]

"""Addresses of notices."""

from django.urls import path

from trellis_web.notices.views import jobs, wishes

urlpatterns = [
    path("", wishes.notices, name="own_notices"),
    path("reminders", wishes.reminders, name="own_reminders"),
    path("jobs/<int:pk>", jobs.job, name="job"),
]

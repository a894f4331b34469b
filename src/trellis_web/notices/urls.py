"""Addresses of notices."""

from django.urls import path

from trellis_web.notices.views import calendars, jobs, rooms, wishes

urlpatterns = [
    path("", wishes.notices, name="own_notices"),
    path("reminders", wishes.reminders, name="own_reminders"),
    path("outbox", rooms.outbox, name="outbox"),
    path("outbox/<int:pk>/sending", rooms.mail_again, name="mail_again"),
    path("rooms", rooms.rooms, name="rooms"),
    path("rooms/<int:pk>/deletion", rooms.room_deletion, name="room_deletion"),
    path("calendar", calendars.calendar_new, name="calendar_new"),
    path("calendar/revocation", calendars.calendar_revocation, name="calendar_revocation"),
    path("jobs/<int:pk>", jobs.job, name="job"),
]

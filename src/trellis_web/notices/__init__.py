"""Notices: mail, chat and the calendar; timed work and background jobs that run it."""

"""The Django project of Trellis: people, frameworks, reviews, readiness."""

"""The Django project: settings, addresses, and what follows from what."""

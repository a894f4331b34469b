"""Pages of the sign-in, and the classes that django-allauth asks."""

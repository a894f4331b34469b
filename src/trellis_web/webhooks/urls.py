"""Addresses of webhooks."""

from django.urls import path

from trellis_web.webhooks import views

urlpatterns = [
    path("", views.hooks, name="hook_list"),
    path("<int:pk>", views.hook, name="hook"),
    path("<int:pk>/removal", views.hook_removal, name="hook_removal"),
    path("deliveries/<int:pk>/repetition", views.repetition, name="delivery_repetition"),
]

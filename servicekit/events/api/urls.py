"""Included by every service under the first of its prefixes: `/api/orders/events/`."""

from __future__ import annotations

from django.urls import path

from servicekit.events.api import views

urlpatterns = [
    path("", views.EventsView.as_view()),
    path("dead/", views.DeadLettersView.as_view()),
    path("dead/replay/", views.DeadLettersReplayView.as_view()),
    path("dead/<int:letter_id>/replay/", views.DeadLetterReplayView.as_view()),
]

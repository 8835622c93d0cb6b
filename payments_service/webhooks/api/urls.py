from __future__ import annotations

from django.urls import path

from payments_service.webhooks.api import views

urlpatterns = [
    path("sandbox/", views.SandboxWebhook.as_view(), name="webhook-sandbox"),
    path("stripe/", views.StripeWebhook.as_view(), name="webhook-stripe"),
]

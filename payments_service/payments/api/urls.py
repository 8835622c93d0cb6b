from __future__ import annotations

from django.urls import path

from payments_service.payments.api import views

urlpatterns = [
    path("", views.PaymentList.as_view(), name="payments"),
    path("<uuid:payment_id>/", views.PaymentDetail.as_view(), name="payment"),
]

from __future__ import annotations

from django.urls import path

from payments_service.payments.api import refunds, views

urlpatterns = [
    path("", views.PaymentList.as_view(), name="payments"),
    path("<uuid:payment_id>/", views.PaymentDetail.as_view(), name="payment"),
    path("<uuid:payment_id>/refunds/", refunds.RefundsView.as_view(), name="refunds"),
]

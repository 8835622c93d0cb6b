from __future__ import annotations

from django.urls import path

from payments_service.payments.api import history, ledger, refunds, reports, views

urlpatterns = [
    path("", views.PaymentList.as_view(), name="payments"),
    path("history/", history.HistoryView.as_view(), name="history"),
    path("refunds/", refunds.RefundList.as_view(), name="all-refunds"),
    path("reports/", reports.ReportsView.as_view(), name="reports"),
    path("ledger/", ledger.LedgerView.as_view(), name="ledger"),
    path("<uuid:payment_id>/", views.PaymentDetail.as_view(), name="payment"),
    path("<uuid:payment_id>/status/", views.PaymentStatusView.as_view(), name="status"),
    path("<uuid:payment_id>/refunds/", refunds.RefundsView.as_view(), name="refunds"),
]

from __future__ import annotations

from django.urls import path

from order_service.orders.api import sagas, views

urlpatterns = [
    path("", views.OrdersView.as_view()),
    path("<uuid:order_id>/", views.OrderView.as_view()),
    path("<uuid:order_id>/status/", views.OrderStatusView.as_view()),
    path("<uuid:order_id>/cancel/", views.OrderCancelView.as_view()),
    path("<uuid:order_id>/saga/", sagas.OrderSagaView.as_view()),
    path("<uuid:order_id>/saga/retry/", sagas.SagaRetryView.as_view()),
    path("sagas/", sagas.SagasView.as_view()),
    path("user/<uuid:user_id>/", views.UserOrdersView.as_view()),
]

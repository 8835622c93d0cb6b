from __future__ import annotations

from django.urls import path

from order_service.orders.api import views

urlpatterns = [
    path("", views.OrdersView.as_view()),
    path("<uuid:order_id>/", views.OrderView.as_view()),
    path("<uuid:order_id>/status/", views.OrderStatusView.as_view()),
    path("user/<uuid:user_id>/", views.UserOrdersView.as_view()),
]

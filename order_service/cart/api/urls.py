from __future__ import annotations

from django.urls import path

from order_service.cart.api.views import CartView

urlpatterns = [path("", CartView.as_view())]

from __future__ import annotations

from django.urls import include, path

urlpatterns = [
    path("", include("servicekit.api.urls")),
    path("api/cart/", include("order_service.cart.api.urls")),
    path("api/orders/books/", include("order_service.books.api.urls")),
    path("api/orders/events/", include("servicekit.events.api.urls")),
    path("api/orders/", include("order_service.orders.api.urls")),
]

handler400 = "servicekit.api.problems.bad_request"
handler404 = "servicekit.api.problems.not_found"
handler500 = "servicekit.api.problems.server_error"

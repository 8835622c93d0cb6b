from django.urls import include, path, register_converter

from product_service.catalog.api.converters import ProductId

register_converter(ProductId, "product")

urlpatterns = [
    path("", include("servicekit.api.urls")),
    path("api/products/events/", include("servicekit.events.api.urls")),
    path("api/", include("product_service.catalog.api.urls")),
    path("api/", include("product_service.imports.api.urls")),
    path("api/", include("product_service.search.api.urls")),
    path("api/", include("product_service.stock.api.urls")),
    path("api/", include("product_service.reviews.api.urls")),
    path("api/", include("product_service.recommendations.api.urls")),
]

handler400 = "servicekit.api.problems.bad_request"
handler404 = "servicekit.api.problems.not_found"
handler500 = "servicekit.api.problems.server_error"

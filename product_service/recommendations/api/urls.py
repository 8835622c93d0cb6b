from django.urls import path

from product_service.recommendations.api import views

urlpatterns = [
    path("products/<product:product_id>/recommendations/", views.ProductRecommendations.as_view(), name="beside"),
    path("products/recommended/", views.RecommendedProducts.as_view(), name="recommended"),
    path("products/views/", views.Views.as_view(), name="views"),
]

from django.urls import path

from product_service.catalog.api import views

urlpatterns = [
    path("products/", views.Products.as_view(), name="products"),
    path("products/<product:product_id>/", views.ProductDetail.as_view(), name="product"),
    path("products/<product:product_id>/restore/", views.ProductRestore.as_view(), name="product-restore"),
    path("products/<product:product_id>/images/", views.ProductImages.as_view(), name="product-images"),
    path(
        "products/<product:product_id>/images/<product:image_id>/",
        views.ProductImageDetail.as_view(),
        name="product-image",
    ),
    path("categories/", views.Categories.as_view(), name="categories"),
    path("categories/<slug:slug>/", views.CategoryDetail.as_view(), name="category"),
]

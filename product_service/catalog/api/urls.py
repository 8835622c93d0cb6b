from django.urls import path

from product_service.catalog.api import views
from product_service.catalog.api.views import answers
from product_service.catalog.api.views.browse import Facets
from servicekit.api.shortway import short

urlpatterns = [
    path("products/", short(views.Products, answers.products), name="products"),
    path("products/facets/", short(Facets, answers.facets), name="product-facets"),
    path("products/<product:product_id>/", short(views.ProductDetail, answers.product), name="product"),
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

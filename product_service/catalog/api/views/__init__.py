from product_service.catalog.api.views.categories import Categories, CategoryDetail
from product_service.catalog.api.views.images import ProductImageDetail, ProductImages
from product_service.catalog.api.views.manage import ProductDetail, ProductRestore, Products

__all__ = [
    "Categories",
    "CategoryDetail",
    "ProductDetail",
    "ProductImageDetail",
    "ProductImages",
    "ProductRestore",
    "Products",
]

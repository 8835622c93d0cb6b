from product_service.catalog.api.views.categories import Categories
from product_service.catalog.api.views.manage import ProductDetail, Products

__all__ = ["Categories", "ProductDetail", "Products"]

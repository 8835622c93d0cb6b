from django.urls import path

from product_service.stock.api import views

urlpatterns = [
    path("products/stock/", views.StockList.as_view(), name="stock-list"),
    path("products/<product:product_id>/stock/", views.ProductStock.as_view(), name="stock"),
    path("products/<product:product_id>/stock/adjustments/", views.Adjustments.as_view(), name="stock-adjustments"),
    path("products/<product:product_id>/stock/movements/", views.Movements.as_view(), name="stock-movements"),
]

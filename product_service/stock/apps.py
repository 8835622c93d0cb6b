from django.apps import AppConfig


class StockConfig(AppConfig):
    name = "product_service.stock"
    label = "stock"

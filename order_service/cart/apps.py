from django.apps import AppConfig


class CartConfig(AppConfig):
    name = "order_service.cart"
    label = "cart"

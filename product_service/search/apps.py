from django.apps import AppConfig


class Search(AppConfig):
    name = "product_service.search"
    label = "search"

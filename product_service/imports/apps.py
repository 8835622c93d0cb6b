from django.apps import AppConfig


class ImportsConfig(AppConfig):
    name = "product_service.imports"
    label = "imports"

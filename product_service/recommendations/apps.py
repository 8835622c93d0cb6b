from django.apps import AppConfig


class RecommendationsConfig(AppConfig):
    name = "product_service.recommendations"
    label = "recommendations"

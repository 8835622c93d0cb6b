from django.apps import AppConfig


class ReviewsConfig(AppConfig):
    name = "product_service.reviews"
    label = "reviews"

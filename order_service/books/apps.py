from django.apps import AppConfig


class BooksConfig(AppConfig):
    name = "order_service.books"
    label = "books"

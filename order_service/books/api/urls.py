from __future__ import annotations

from django.urls import path

from order_service.books.api import views

urlpatterns = [
    path("", views.BooksView.as_view()),
    path("audits/", views.AuditsView.as_view()),
    path("products/", views.StockBooksView.as_view()),
]

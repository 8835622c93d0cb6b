from django.urls import path

from product_service.search.api import views

urlpatterns = [path("products/suggest/", views.Suggest.as_view(), name="products-suggest")]

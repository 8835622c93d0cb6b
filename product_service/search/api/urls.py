from django.urls import path

from product_service.search.api import answers, views
from servicekit.api.shortway import short

urlpatterns = [path("products/suggest/", short(views.Suggest, answers.suggestions), name="products-suggest")]

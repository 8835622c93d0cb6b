from django.urls import path

from product_service.search.api import answers, state, views
from servicekit.api.shortway import short

urlpatterns = [
    path("products/suggest/", short(views.Suggest, answers.suggestions), name="products-suggest"),
    path("products/search/state/", state.SearchStateView.as_view(), name="search-state"),
    path("products/search/reindex/", state.Reindex.as_view(), name="search-reindex"),
]

from django.urls import path

from product_service.imports.api import bulk, views

urlpatterns = [
    path("products/export/", views.ProductExport.as_view(), name="products-export"),
    path("products/bulk/", bulk.ProductsBulk.as_view(), name="products-bulk"),
    path("products/imports/", views.Imports.as_view(), name="imports"),
    path("products/imports/<uuid:import_id>/", views.ImportDetail.as_view(), name="import"),
    path("products/imports/<uuid:import_id>/errors/", views.ImportErrors.as_view(), name="import-errors"),
    path("products/imports/<uuid:import_id>/apply/", views.ImportApply.as_view(), name="import-apply"),
    path("products/imports/<uuid:import_id>/cancel/", views.ImportCancel.as_view(), name="import-cancel"),
]

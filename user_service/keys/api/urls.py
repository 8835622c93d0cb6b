from django.urls import path

from user_service.keys.api import admin, views

urlpatterns = [
    path("api/auth/public-key/", views.PublicKeyView.as_view()),
    path(".well-known/jwks.json", views.JwksView.as_view()),
    path(".well-known/openid-configuration", views.OpenIdConfigurationView.as_view()),
    path("api/admin/keys/", admin.KeysView.as_view()),
    path("api/admin/keys/rotate/", admin.RotateView.as_view()),
    path("api/admin/keys/<str:kid>/revoke/", admin.RevokeView.as_view()),
]

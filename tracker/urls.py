"""Addresses of the site; docs/rooms.md says who answers where."""

from django.contrib import admin
from django.contrib.auth.views import LoginView, LogoutView
from django.urls import include, path

from tracker.porch import health

urlpatterns = [
    path("livez", health.livez, name="livez"),
    path("readyz", health.readyz, name="readyz"),
    path("", include("policy_positions.urls")),
    path("accounts/login/", LoginView.as_view(redirect_authenticated_user=True), name="login"),
    path("accounts/logout/", LogoutView.as_view(), name="logout"),
    path("admin/", admin.site.urls),
]

handler400 = "policy_positions.views.errors.bad_request"
handler403 = "policy_positions.views.errors.forbidden"
handler404 = "policy_positions.views.errors.not_found"
handler500 = "tracker.porch.failures.server_error"

"""Addresses of the site; docs/rooms.md says who answers where."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.contrib.auth.views import LoginView, LogoutView
from django.urls import include, path

from policy_positions import urls
from tracker.porch import health
from tracker.porch.metrics import metrics

urlpatterns = [
    path("livez", health.livez, name="livez"),
    path("readyz", health.readyz, name="readyz"),
    path("metrics", metrics, name="metrics"),
    path("", include(urls.files)),
    path("admin/", admin.site.urls),
    *i18n_patterns(
        path("", include(urls.pages)),
        path("accounts/login/", LoginView.as_view(redirect_authenticated_user=True), name="login"),
        path("accounts/logout/", LogoutView.as_view(), name="logout"),
        prefix_default_language=False,
    ),
]

handler400 = "policy_positions.views.errors.bad_request"
handler403 = "policy_positions.views.errors.forbidden"
handler404 = "policy_positions.views.errors.not_found"
handler500 = "tracker.porch.failures.server_error"

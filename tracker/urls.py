"""Addresses of the site; docs/rooms.md says who answers where."""

from django.contrib import admin
from django.urls import path

urlpatterns = [
    path("admin/", admin.site.urls),
]

"""Django's admin: admins keep the frame; positions are only read here, as ``editing`` alone writes them."""

from django.contrib import admin

from tracker import TITLE

from . import frame, record

admin.site.site_header = TITLE
admin.site.site_title = "Tracker"
admin.site.index_title = "The frame of the record"

__all__ = ["frame", "record"]

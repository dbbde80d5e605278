"""Static files as a server hands them out: named by their contents, compressed, and only those in use."""

from django.contrib.staticfiles.apps import StaticFilesConfig

from whitenoise.storage import CompressedManifestStaticFilesStorage


class StaticFiles(StaticFilesConfig):
    """Compressing takes most of a cold start: what no page asks for is left out."""

    ignore_patterns = [
        *StaticFilesConfig.ignore_patterns,
        "rest_framework",  # its browsable pages are not served
        *("ext", "htmax-*", "htmx-2*", "htmx-4.js"),  # of django_htmx; pages load htmx-4.min.js
    ]


class HashedFiles(CompressedManifestStaticFilesStorage):
    """A module's imports are named by contents too: a browser keeps no old part beside a new one."""

    support_js_module_import_aggregation = True
    keep_only_hashed_files = True

"""The door for WSGI servers."""

import gc
import os
from importlib import import_module

from django.conf import settings
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tracker.settings")

application = get_wsgi_application()
import_module(settings.ROOT_URLCONF)  # every view and form is made before anybody asks, in one language
# What stands now stays as long as the process: the collector would walk all of it every fifty pages or so.
gc.collect()
gc.freeze()

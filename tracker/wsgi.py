"""The door for WSGI servers."""

import gc
import os
import sys
from importlib import import_module

from django.conf import settings
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tracker.settings")

application = get_wsgi_application()
import_module(settings.ROOT_URLCONF)  # every view and form is made before anybody asks, in one language
# What stands now stays as long as the process: the collector would walk all of it every fifty pages or so.
gc.collect()
gc.freeze()

# A page is 10 to 30 ms of work. Threads that take turns every 5, as is Python's default, pass each other the
# interpreter in the middle of it, and eight readers at once are served half as many pages a second.
sys.setswitchinterval(0.02)

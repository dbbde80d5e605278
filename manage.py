#!/usr/bin/env python3
"""Django's command line for the tracker."""

import os
import sys

from django.core.management import execute_from_command_line

from tracker.configuration import ConfigurationError
from tracker.private_files import PrivateFolderError

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tracker.settings")
    try:
        execute_from_command_line(sys.argv)
    except (ConfigurationError, PrivateFolderError) as error:
        sys.exit(f"{error}")
    except KeyboardInterrupt:
        sys.exit(130)

"""What requests carry beside Django's own, for the type checker."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.http import HttpRequest

from django_htmx.middleware import HtmxDetails


class HtmxRequest(HttpRequest):
    htmx: HtmxDetails


class SignedInRequest(HtmxRequest):
    user: User

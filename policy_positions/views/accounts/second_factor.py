"""The second factor: proving it, and setting it up."""

from __future__ import annotations

import base64
import math
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import User
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

import django_otp
import segno
from django_otp.plugins.otp_static.models import StaticDevice
from django_otp.plugins.otp_totp.models import TOTPDevice

from tracker.words import later as _

from ... import access, editing
from ...forms import CodeForm
from ..form_pages import form_page
from ..requests import SignedInRequest
from .gate import has_factor, is_proven

CODE_SIZE = 5  # pixels a module
WRONG = _("This code is not right, or was used already. The app shows a new one every 30 seconds.")


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def second_factor(request: SignedInRequest) -> HttpResponse:
    """Ask for a code of the app, or one of the recovery codes; who has neither sets it up."""
    if not has_factor(request.user):
        return redirect(f"{reverse('second_factor_set_up')}?{request.GET.urlencode()}")
    form = CodeForm(request.POST or None)
    if form.is_valid():
        proven, wrong = _proven(request.user, form.cleaned_data["code"])
        if proven is not None:
            request.session.cycle_key()
            django_otp.login(request, proven)
            return redirect(_next(request))
        form.add_error("code", wrong)
    return form_page(request, "accounts/second_factor.html", form)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def second_factor_set_up(request: SignedInRequest) -> HttpResponse:
    """Show the secret once more at every visit, until a code proves that the app has it."""
    if _has_another_to_prove(request.user):
        return redirect("second_factor")
    device, _made = TOTPDevice.objects.get_or_create(
        user=request.user, confirmed=False, defaults={"name": "App"}
    )
    form = CodeForm(request.POST or None)
    if form.is_valid():
        if device.verify_token(form.cleaned_data["code"]):
            codes = editing.keep_second_factor(device)
            request.session.cycle_key()
            django_otp.login(request, device)
            context = {"codes": codes, "onwards": _next(request), "is_new": True}
            return render(request, "accounts/recovery_codes.html", context)
        form.add_error("code", WRONG)
    context = {
        "picture": segno.make(device.config_url).svg_inline(scale=CODE_SIZE, border=4, omitsize=False),
        "secret": _in_groups(device),
        "is_required": access.must_prove_second_factor(request.user),
    }
    return form_page(request, "accounts/second_factor_set_up.html", form, **context)


@never_cache
@login_required
@require_POST
def recovery_codes(request: SignedInRequest) -> HttpResponse:
    """Ten new ones; the old ones open nothing any more."""
    if not is_proven(request.user):
        return redirect("second_factor")
    context = {"codes": editing.new_recovery_codes(request.user), "onwards": "/accounts/", "is_new": False}
    messages.info(request, gettext("The former recovery codes are no longer good."))
    return render(request, "accounts/recovery_codes.html", context)


def _proven(user: User, code: str) -> tuple[Any, str]:
    """The device that the code is of, or None and what to say; wrong ones cost a growing wait."""
    kind = TOTPDevice if code.isdecimal() else StaticDevice
    with transaction.atomic():
        device = kind.objects.select_for_update().filter(user=user, confirmed=True).first()
        if device is None:
            return None, WRONG
        allowed, why = device.verify_is_allowed()
        if not allowed:
            seconds = math.ceil((why["locked_until"] - timezone.now()).total_seconds())
            return None, gettext("Too many wrong codes: wait %(seconds)s seconds, then try again.") % {
                "seconds": max(1, seconds)
            }
        return (device, "") if device.verify_token(code) else (None, WRONG)


def _has_another_to_prove(user: User) -> bool:
    """Who stole a password must not be able to put their own device in place of the owner's."""
    return not is_proven(user) and has_factor(user)


def _next(request: HttpRequest) -> str:
    asked = request.GET.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(asked, {request.get_host()}, request.is_secure())
    return asked if asked and is_ours else "/"


def _in_groups(device: TOTPDevice) -> str:
    """The secret as people type it where no camera is at hand."""
    secret = base64.b32encode(device.bin_key).decode()
    return " ".join(secret[start : start + 4] for start in range(0, len(secret), 4))

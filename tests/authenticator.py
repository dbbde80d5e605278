"""What an authenticator app does: the code of a secret at a time."""

from __future__ import annotations

import time

from django.contrib.auth.models import User

from django_otp.oath import TOTP
from django_otp.plugins.otp_totp.models import TOTPDevice


def code_of(device: TOTPDevice, *, steps: int = 0) -> str:
    """The code that the app shows now, or ``steps`` of 30 seconds later; wrong ones are none of these."""
    totp = TOTP(device.bin_key, device.step, device.t0, device.digits)
    totp.time = time.time() + steps * device.step
    return f"{totp.token():06}"


def wrong_code(device: TOTPDevice) -> str:
    near = {code_of(device, steps=step) for step in range(-2, 3)}
    return next(
        code for code in ("000000", "111111", "222222", "333333", "444444", "555555") if code not in near
    )


def give_factor(user: User) -> TOTPDevice:
    return TOTPDevice.objects.create(user=user, name="App", confirmed=True)

"""Accounts and what they may do: each act is on record, and ends the sessions that it makes stale."""

from __future__ import annotations

from collections.abc import Collection

from django.contrib.auth.models import Group, User
from django.contrib.sessions.models import Session
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from tracker.words import later as _

from .. import access
from ..vocabulary import AccountRole, FrameAct
from .ledger import described, log

RECOVERY_CODES = 10
_NOT_YOURS = _("You may not change this account: neither your own, nor one with more rights than yours.")


@transaction.atomic
def invite(username: str, *, email: str = "", roles: Collection[str], by: User) -> User:
    """Make an account that nobody can sign in with until a password is set by its link."""
    access.require(access.may_keep_people(by), gettext("You may not make accounts."))
    account = User(username=username, email=email, is_staff=AccountRole.ADMIN in roles)
    account.set_unusable_password()
    account.full_clean()
    account.save()
    account.groups.set(Group.objects.filter(name__in=roles))
    log(account, FrameAct.INVITE, by=by, after=described(account))
    return account


@transaction.atomic
def invite_again(account: User, *, by: User) -> None:
    """Before a new link is handed out, with which a password is set."""
    log(_touchable(account, by), FrameAct.INVITE, by=by, reason="A new link to set a password.")


@transaction.atomic
def set_roles(account: User, roles: Collection[str], *, by: User, reason: str = "") -> User:
    """Give and take roles until the account has these; whoever loses one is signed out everywhere."""
    account = _touchable(account, by)
    before = described(account)
    held = set(account.groups.values_list("name", flat=True)) & set(AccountRole.values)
    given, taken = set(roles) - held, held - set(roles)
    account.groups.add(*Group.objects.filter(name__in=given))
    account.groups.remove(*Group.objects.filter(name__in=taken))
    account.is_staff = account.is_superuser or AccountRole.ADMIN in roles
    account.save(update_fields=["is_staff"])
    after = described(account)
    for act, names in ((FrameAct.GIVE_ROLE, given), (FrameAct.TAKE_ROLE, taken)):
        if names:
            told = "; ".join(filter(None, (", ".join(sorted(names)), reason)))
            log(account, act, by=by, reason=told, before=before, after=after)
    if taken:
        end_sessions(account)
    return account


@transaction.atomic
def deactivate(account: User, *, by: User, reason: str) -> User:
    account = _touchable(account, by)
    if not reason.strip():
        raise ValidationError({"reason": gettext("Say why: it is recorded.")})
    return _let_in(account, False, FrameAct.DEACTIVATE, by=by, reason=reason)


@transaction.atomic
def reactivate(account: User, *, by: User, reason: str = "") -> User:
    return _let_in(_touchable(account, by), True, FrameAct.REACTIVATE, by=by, reason=reason)


@transaction.atomic
def reset_second_factor(account: User, *, by: User, reason: str) -> User:
    """For who lost the device and the recovery codes: the next sign-in sets up another."""
    account = _touchable(account, by)
    if not reason.strip():
        raise ValidationError({"reason": gettext("Say why: it is recorded.")})
    TOTPDevice.objects.filter(user=account).delete()
    StaticDevice.objects.filter(user=account).delete()
    log(account, FrameAct.RESET_FACTOR, by=by, reason=reason)
    end_sessions(account)
    return account


@transaction.atomic
def keep_second_factor(device: TOTPDevice) -> list[str]:
    """From now on the account proves this device; returns its recovery codes, which are shown once."""
    owner: User = device.user
    TOTPDevice.objects.filter(user=owner).exclude(pk=device.pk).delete()
    device.confirmed = True
    device.save(update_fields=["confirmed"])
    log(owner, FrameAct.SECOND_FACTOR, by=owner)
    return new_recovery_codes(owner)


@transaction.atomic
def new_recovery_codes(owner: User) -> list[str]:
    """Ten codes, each good once, in place of any that were there."""
    StaticDevice.objects.filter(user=owner).delete()
    device = StaticDevice.objects.create(user=owner, name="Recovery codes")
    codes = [StaticToken.random_token() for _ in range(RECOVERY_CODES)]
    StaticToken.objects.bulk_create(StaticToken(device=device, token=code) for code in codes)
    return codes


def note_password(owner: User) -> None:
    """That it was changed, and no more."""
    log(owner, FrameAct.PASSWORD, by=owner)


def end_sessions(account: User) -> None:
    """Sign the account out everywhere. Sessions say whose they are only when they are opened."""
    for session in Session.objects.filter(expire_date__gt=timezone.now()).iterator():
        if session.get_decoded().get("_auth_user_id") == str(account.pk):
            session.delete()


def _let_in(account: User, is_active: bool, act: FrameAct, *, by: User, reason: str) -> User:
    before = described(account)
    account.is_active = is_active
    account.save(update_fields=["is_active"])
    log(account, act, by=by, reason=reason, before=before, after=described(account))
    if not is_active:
        end_sessions(account)
    return account


def _touchable(account: User, by: User) -> User:
    """The account as it is stored, locked; or a refusal."""
    current = User.objects.select_for_update().get(pk=account.pk)
    if not access.may_touch(by, current):
        raise PermissionDenied(_NOT_YOURS)
    return current

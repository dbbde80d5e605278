"""Who works on the record, and what they may do."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.models import User
from django.contrib.auth.tokens import default_token_generator
from django.db.models import Exists, OuterRef
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from django_otp.plugins.otp_totp.models import TOTPDevice

from ... import access, editing
from ...forms import InvitationForm, RolesForm, WhyForm
from ...models import Revision
from ...vocabulary import RecordKind
from ..form_pages import REFUSED, form_page, stored
from ..requests import SignedInRequest
from .gate import admins_only

ACTS: dict[str, Callable[..., Any]] = {
    "deactivate": editing.deactivate,
    "reactivate": editing.reactivate,
    "reset-second-factor": editing.reset_second_factor,
}
LATEST = 20


@admins_only
@require_safe
def people(request: SignedInRequest) -> HttpResponse:
    accounts = (
        User.objects.annotate(has_factor=_has_factor())
        .prefetch_related("groups")
        .order_by("-is_active", "username")
    )
    return render(request, "curate/people.html", {"accounts": accounts})


@never_cache
@admins_only
@require_http_methods(["GET", "HEAD", "POST"])
def person_new(request: SignedInRequest) -> HttpResponse:
    form = InvitationForm(request.POST or None)
    if form.is_valid():
        account = editing.invite(**form.cleaned_data, by=request.user)
        return _link_page(request, account)
    return form_page(request, "curate/person_form.html", form)


@admins_only
@require_safe
def person(request: SignedInRequest, username: str) -> HttpResponse:
    account = _account(username)
    return _person_page(request, account, RolesForm(initial={"roles": _roles(account)}))


@admins_only
@require_POST
def person_roles(request: SignedInRequest, username: str) -> HttpResponse:
    account, form = _account(username), RolesForm(request.POST)
    if not form.is_valid():
        return _person_page(request, account, form, status=REFUSED)
    editing.set_roles(account, **form.cleaned_data, by=request.user)
    messages.success(request, gettext("The roles of %(account)s are saved.") % {"account": account})
    return redirect("curate_person", username)


@admins_only
@require_POST
def person_act(request: SignedInRequest, username: str, act: str) -> HttpResponse:
    account, form = _account(username), WhyForm(request.POST)
    if form.is_valid() and stored(form, lambda: ACTS[act](account, by=request.user, **form.cleaned_data)):
        told = gettext("Done, and recorded: %(act)s of %(account)s.")
        messages.success(request, told % {"act": act.replace("-", " "), "account": account})
        return redirect("curate_person", username)
    roles = RolesForm(initial={"roles": _roles(account)})
    return _person_page(request, account, roles, why=form, status=REFUSED)


@never_cache
@admins_only
@require_POST
def person_link(request: SignedInRequest, username: str) -> HttpResponse:
    """A new link to set a password, for who lost theirs."""
    account = _account(username)
    editing.invite_again(account, by=request.user)
    return _link_page(request, account)


def _account(username: str) -> User:
    return get_object_or_404(User.objects.annotate(has_factor=_has_factor()), username=username)


def _has_factor() -> Exists:
    return Exists(TOTPDevice.objects.filter(user=OuterRef("pk"), confirmed=True))


def _roles(account: User) -> list[str]:
    return list(account.groups.values_list("name", flat=True))


def _link_page(request: SignedInRequest, account: User) -> HttpResponse:
    uid = urlsafe_base64_encode(force_bytes(account.pk))
    path = reverse("password_set", args=[uid, default_token_generator.make_token(account)])
    context = {"account": account, "link": request.build_absolute_uri(path)}
    return render(request, "curate/person_link.html", context)


def _person_page(
    request: SignedInRequest, account: User, form: RolesForm, *, why: WhyForm | None = None, status: int = 200
) -> HttpResponse:
    acts = Revision.objects.of_record(RecordKind.ACCOUNT, account.username).newest_first().for_list()
    context = {
        "account": account,
        "form": form,
        "why": why or WhyForm(),
        "may_touch": access.may_touch(request.user, account),
        "acts": acts[:LATEST],
    }
    return render(request, "curate/person.html", context, status=status)

"""One's own account: its roles, second factor, password and saved views."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.password_validation import password_validators_help_texts
from django.contrib.auth.views import PasswordChangeView, PasswordResetConfirmView
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse_lazy
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tracker.words import later as _

from ... import access, editing
from ...forms import SavedViewForm
from ...models import SavedView
from ..form_pages import form_page, status_of, stored
from ..requests import SignedInRequest
from .gate import has_factor


@login_required
@require_safe
def arrival(request: SignedInRequest) -> HttpResponse:
    """Where signing in leads who asked for nothing else: to the work, or to the saved views."""
    return redirect("desk" if access.may_draft(request.user) else "account")


@login_required
@require_safe
def own_account(request: SignedInRequest) -> HttpResponse:
    context = {
        "roles": request.user.groups.order_by("name"),
        "has_factor": has_factor(request.user),
        "must_have_factor": access.must_prove_second_factor(request.user),
        "is_demo": settings.IS_LOCAL and request.user.username in settings.SECOND_FACTOR_GRACE,
        "views": SavedView.objects.kept_by(request.user),
    }
    return render(request, "accounts/own.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def view_new(request: SignedInRequest) -> HttpResponse:
    form = SavedViewForm(request.POST or None, initial={"address": request.GET.get("address", "")})
    if form.is_valid() and (
        view := stored(form, lambda: editing.save_view(request.user, **form.cleaned_data))
    ):
        messages.success(request, gettext("“%(view)s” is kept.") % {"view": view})
        return redirect("account")
    return form_page(request, "accounts/view_form.html", form, view=None)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def view_rename(request: SignedInRequest, pk: int) -> HttpResponse:
    view = get_object_or_404(SavedView.objects.kept_by(request.user), pk=pk)
    form = SavedViewForm(request.POST or None, initial={"name": view.name, "address": view.address})
    if form.is_valid() and stored(form, lambda: editing.rename_view(view, form.cleaned_data["name"])):
        messages.success(request, gettext("The view is called “%(view)s” now.") % {"view": view})
        return redirect("account")
    return form_page(request, "accounts/view_form.html", form, view=view)


@login_required
@require_POST
def view_remove(request: SignedInRequest, pk: int) -> HttpResponse:
    view = get_object_or_404(SavedView.objects.kept_by(request.user), pk=pk)
    view.delete()
    messages.success(
        request,
        gettext("“%(view)s” is removed. Its address was %(address)s")
        % {"view": view, "address": view.address},
    )
    return redirect("account")


class Refusing:
    """A form with faults is answered as one, a link that is spent as not there."""

    def render_to_response(self, context: dict[str, Any], **options: Any) -> HttpResponse:
        form = context.get("form")
        status = 404 if form is None else status_of(form)
        return super().render_to_response(context, status=status, **options)  # type: ignore[misc]  # a mixin


class NewPassword(Refusing):
    """A password that its owner types, which the record of acts notes."""

    template_name: str | None = "accounts/password.html"
    said: str

    def get_form(self, form_class: Any = None) -> Any:
        """Django explains the rules as a list in HTML; all other help is text."""
        form = super().get_form(form_class)  # type: ignore[misc]  # a mixin
        form.fields["new_password1"].help_text = " ".join(password_validators_help_texts())
        return form

    def form_valid(self, form: Any) -> HttpResponse:
        response = super().form_valid(form)  # type: ignore[misc]  # a mixin
        editing.note_password(form.user)
        messages.success(self.request, self.said)  # type: ignore[attr-defined]  # a mixin
        return response


class OwnPassword(NewPassword, PasswordChangeView):
    """Every other session of the account ends with the old password."""

    success_url = reverse_lazy("account")
    said = _("The password is changed. Every other session is signed out.")


class FirstPassword(NewPassword, PasswordResetConfirmView):
    """By the link that an admin hands out, once."""

    success_url = reverse_lazy("login")
    said = _("The password is set. Sign in with it.")

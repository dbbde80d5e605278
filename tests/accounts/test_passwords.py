"""Which passwords an account may have."""

from __future__ import annotations

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

import pytest

from tests.factories import make_user

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "password", ["short", "elevenchars", "password1234", "administrator", "qwertyuiop12", "user-maria-flores"]
)
def test_what_is_short_common_or_one_s_own_name_is_refused(password):
    user = make_user("editor", first_name="Maria", last_name="user-maria-flores")

    with pytest.raises(ValidationError):
        validate_password(password, user)


@pytest.mark.parametrize(
    "password", ["trece caballos", "839201746582", "ñandú y güira, doce", "x" * 3 + "yz" * 40]
)
def test_any_characters_will_do(password):
    validate_password(password, make_user("editor"))


@pytest.mark.parametrize(
    ("language", "rule"), [("", "must contain at least 12 characters."), ("es/", "al menos 12 caracteres.")]
)
def test_the_rules_are_told_in_words_before_anything_is_typed(client, language, rule):
    client.force_login(make_user("editor"))

    page = client.get(f"/{language}accounts/password/").content.decode()

    assert rule in page
    assert "&lt;" not in page

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

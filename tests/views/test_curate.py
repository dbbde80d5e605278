"""The door of the admins: what each account sees of it."""

from __future__ import annotations

from django.test import Client
from django.urls import reverse

import pytest

from tests.factories import make_user

pytestmark = pytest.mark.django_db


def test_an_admin_finds_what_an_admin_can_do(client: Client) -> None:
    client.force_login(make_user("admin"))

    page = client.get(reverse("curate")).content.decode()

    assert "Curate the record" in page
    assert f'href="{reverse("admin:index")}"' in page


@pytest.mark.parametrize("group", ["editor", "reviewer"])
def test_nobody_else_is_let_in_or_shown_the_way(client: Client, group: str) -> None:
    client.force_login(make_user(group))

    refused = client.get(reverse("curate"))
    desk = client.get(reverse("desk")).content.decode()

    assert refused.status_code == 403
    assert f'href="{reverse("curate")}"' not in desk


def test_a_visitor_signs_in_first(client: Client) -> None:
    response = client.get(reverse("curate"))

    assert response.status_code == 302
    assert response.url == f"{reverse('login')}?next={reverse('curate')}"


def test_an_admin_is_shown_the_way(client: Client) -> None:
    client.force_login(make_user("admin"))

    page = client.get(reverse("methods")).content.decode()

    assert f'href="{reverse("curate")}"' in page

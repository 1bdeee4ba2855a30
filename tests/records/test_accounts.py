from __future__ import annotations

import pytest
from django.contrib.auth import authenticate
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError

from records import accounts

pytestmark = pytest.mark.django_db


def test_a_throw_away_account_signs_in_with_the_password_that_was_said() -> None:
    account = accounts.throw_away_account()

    assert authenticate(username=account.name, password=account.password) is not None
    assert User.objects.get().password.startswith("argon2")
    assert account.password not in repr(account)


def test_a_second_one_replaces_the_password() -> None:
    first = accounts.throw_away_account()
    second = accounts.throw_away_account()

    assert authenticate(username=first.name, password=first.password) is None
    assert authenticate(username=second.name, password=second.password) is not None
    assert User.objects.count() == 1


def test_a_weak_password_is_refused() -> None:
    with pytest.raises(ValidationError):
        accounts.create_account("verifier", "password")
    assert not User.objects.exists()


def test_a_person_who_left_cannot_sign_in() -> None:
    accounts.create_account("verifier", "long enough to stand")
    User.objects.update(is_active=False)
    assert authenticate(username="verifier", password="long enough to stand") is None


@pytest.mark.parametrize("name", ["", " ", "<b>name</b>"])
def test_a_name_that_no_one_can_sign_in_with_is_refused(name: str) -> None:
    with pytest.raises(ValidationError):
        accounts.create_account(name, "long enough to stand")
    assert not User.objects.exists()

"""Accounts of people."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field

from django.contrib.auth import get_user_model
from django.contrib.auth.password_validation import validate_password
from django.db import transaction

DEMO_NAME = "demo"


@dataclass(frozen=True, slots=True)
class NewAccount:
    """An account with its password, which is not kept anywhere: say it once."""

    name: str
    password: str = field(repr=False)


@transaction.atomic
def throw_away_account(name: str = DEMO_NAME) -> NewAccount:
    """Make an account, or give the one of that name another password, and return the password."""
    password = secrets.token_urlsafe(12)
    _set(name, password)
    return NewAccount(name, password)


@transaction.atomic
def create_account(name: str, password: str) -> None:
    """Make an account, or change the password of the one of that name.

    Raises django.core.exceptions.ValidationError where the name is none to sign in with, or the
    password is too weak.
    """
    get_user_model()._meta.get_field("username").clean(name, None)
    validate_password(password)
    _set(name, password)


def _set(name: str, password: str) -> None:
    user, _ = get_user_model().objects.get_or_create(username=name)
    user.is_active = True
    user.set_password(password)
    user.save()

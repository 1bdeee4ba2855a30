"""A sample report in the store, and people who are signed in."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.test import Client

from records.models import Report
from tests.verify.reports import sample


@pytest.fixture
def report(db: None) -> Report:
    """A report that awaits verification."""
    return sample()


@pytest.fixture
def rosa(db: None) -> User:
    """A verifier."""
    return User.objects.create_user("rosa")


@pytest.fixture
def otto(db: None) -> User:
    """Another."""
    return User.objects.create_user("otto")


@pytest.fixture
def signed_in(client: Client, rosa: User) -> Client:
    """The browser of the first, without script."""
    client.force_login(rosa)
    return client


@pytest.fixture
def with_htmx(rosa: User) -> Client:
    """The browser of the first, with script."""
    client = Client(headers={"HX-Request": "true"})
    client.force_login(rosa)
    return client

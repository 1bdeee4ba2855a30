"""The addresses of the verification desk."""

from __future__ import annotations

from django.contrib.auth.views import LogoutView
from django.urls import path

from verify.views import acts, desk, pages, queue, session

app_name = "verify"
urlpatterns = [
    path("", queue.queue, name="queue"),
    path("sign-in/", session.SignIn.as_view(), name="sign-in"),
    path("sign-out/", LogoutView.as_view(), name="sign-out"),
    path("theme/", session.theme, name="theme"),
    path("reports/<int:pk>/", desk.desk, name="desk"),
    path("reports/<int:pk>/act/", acts.act, name="act"),
    path("reports/<int:pk>/undo/", desk.undo_last, name="undo"),
    path("reports/<int:pk>/finish/", desk.finish, name="finish"),
    path("reports/<int:pk>/reopen/", desk.reopen, name="reopen"),
    path("reports/<int:pk>/sheet/", pages.sheet, name="sheet"),
    path("reports/<int:pk>/find/", pages.find, name="find"),
    path("reports/<int:pk>/original/", pages.original, name="original"),
    path(
        "reports/<int:pk>/pages/<int:number>/<slug:sha256>-<slug:size>.webp",
        pages.image,
        name="image",
    ),
]

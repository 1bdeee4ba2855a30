"""Signing in and out, and the choice of light or dark."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import LoginView
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.decorators import method_decorator
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

THEMES = ("light", "dark")
_A_YEAR = 365 * 24 * 60 * 60


@method_decorator(login_not_required, name="dispatch")
class SignIn(LoginView):
    """The form, beside a note on what the reports hold."""

    template_name = "verify/sign_in.html"
    redirect_authenticated_user = True


@require_POST
def theme(request: HttpRequest) -> HttpResponse:
    """Keep the choice of light or dark in a cookie; anything else lets the system decide."""
    back = request.POST.get("next", "/")
    if not url_has_allowed_host_and_scheme(back, {request.get_host()}):
        back = "/"
    response = redirect(back)
    chosen = request.POST.get("theme", "")
    if chosen in THEMES:
        response.set_cookie("theme", chosen, max_age=_A_YEAR, samesite="Strict", httponly=True)
    else:
        response.delete_cookie("theme")
    return response

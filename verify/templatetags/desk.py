"""What the templates of the desk print often."""

from __future__ import annotations

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from verify.desk import Desk
from verify.fields import Field
from verify.keys import printed
from verify.words import score_in_words, value_in_words

register = template.Library()
_SHOWN = {"ArrowDown": "↓", "ArrowUp": "↑", "J": "Shift j", "K": "Shift k"}


@register.simple_tag
def kbd(action: str) -> SafeString:
    """Print the key of an action, as the registry has it."""
    return format_html("<kbd>{}</kbd>", key_name(printed(action)))


@register.filter
def key_name(key: str) -> str:
    """Return a key as it is printed on a keyboard."""
    return _SHOWN.get(key, key)


@register.filter
def score(confidence: float) -> str:
    """Return the machine's own score in words."""
    return score_in_words(confidence)


@register.filter
def tenths(confidence: float) -> list[bool]:
    """Return the ten squares of the score bar: filled or not."""
    filled = round(confidence * 10)
    return [at < filled for at in range(10)]


@register.filter
def same(one: object, other: object) -> bool:
    """Return whether two things are equal."""
    return one == other


@register.filter
def about(code: str, item: Field) -> str:
    """Return the label of a code that a quote supports."""
    return value_in_words(item.place, code) or code


@register.simple_tag
def go(address: str) -> SafeString:
    """Print the attributes of a link that shows another field: with script, without a new page."""
    return format_html('href="{0}" hx-get="{0}" hx-target="#panel"', address)


@register.simple_tag
def go_to(desk: Desk, path: str) -> SafeString:
    """Print the attributes of a link to a field."""
    return go(desk.address(path))


@register.simple_tag
def show_quote(desk: Desk, number: int) -> SafeString:
    """Print the attributes of a link to a quote of the field that is shown, and to its page."""
    path = desk.field.path if desk.field else ""
    words = {"words": desk.selections} if desk.selections else {}
    return go(desk.address(path, shown=number, **words))


@register.simple_tag
def add_to(desk: Desk, list_name: str) -> SafeString:
    """Print the attributes of a link that adds to a list."""
    return go(desk.address("", add=list_name))


@register.simple_tag
def page_address(desk: Desk, step: int) -> str:
    """Print the address of the page so many after the one on screen, beside the same field."""
    path = desk.field.path if desk.field else ""
    return desk.address(path, page=desk.page_number + step)

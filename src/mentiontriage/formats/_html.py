"""Write HTML in which nothing that others wrote takes effect.

Every text goes through `escape` or `escape_lines`, every address through `find_link`.
"""

import re
from collections.abc import Iterable
from html import escape as escape_html
from urllib.parse import urlsplit

from mentiontriage.formats._amounts import format_factor
from mentiontriage.formats._clean import clean_block, clean_line
from mentiontriage.language import UNDETERMINED
from mentiontriage.model import Factor

_LONGEST_LINK = 2_000  # what every browser takes; a longer one is hardly a post's
_LANGUAGE = re.compile("[a-z]{2,3}")
_NEVER_IN_LINK = frozenset(" \"'<>\\^`{|}")  # an address writes these in percent signs


def escape(text: str) -> str:
    """Return HTML that shows a text on one line as it is."""
    return escape_html(clean_line(text), quote=True)


def escape_lines(text: str) -> str:
    """Return HTML that shows a text with its line breaks."""
    return "<br>".join(escape_html(line, quote=True) for line in clean_block(text).split("\n"))


def find_link(url: str | None) -> str | None:
    """Return an address that can stand in a link: https or http to a named host, else None."""
    if not url or len(url) > _LONGEST_LINK or not url.isprintable() or not _NEVER_IN_LINK.isdisjoint(url):
        return None
    try:
        parts = urlsplit(url)
        host = parts.hostname
    except ValueError:
        return None
    if parts.scheme not in ("https", "http") or not host or "@" in parts.netloc:
        return None
    return escape_html(url, quote=True)


def list_factors(factors: Iterable[Factor]) -> str:
    """Return the items of a list of factors, each with its reason."""
    named = ((f"{format_factor(factor.value)} {factor.name}", factor.reason) for factor in factors)
    return "".join(f"<li>{escape(f'{name}: {reason}' if reason else name)}</li>" for name, reason in named)


def find_language(code: str) -> str:
    """Return a language as `lang` takes it, by which a post is read out and its signs are drawn; empty if unknown."""
    return code if _LANGUAGE.fullmatch(code) and code != UNDETERMINED else ""


def link_post(url: str | None, source: str, style: str = "") -> str:
    """Return a link to a post that tells the target nothing about us, or only its network where there is no address."""
    target = find_link(url)
    if target is None:
        return f"on {escape(source)}"
    styled = f' style="{style}"' if style else ""
    return f'<a href="{target}" rel="noopener noreferrer nofollow"{styled}>Open on {escape(source)}</a>'

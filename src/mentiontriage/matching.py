"""Tell which brands a post names: our own check, since several networks search loosely.

A name counts where it stands as a word of its own, in any script. Scripts that are written
without spaces (Chinese, Japanese, Thai, ...) and those that join particles to names (Korean) have
no such edges: there, and where Latin letters meet them, a name counts wherever it stands.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence

import msgspec

from mentiontriage.accounts import fold_account, is_ours
from mentiontriage.config import Brand
from mentiontriage.handles import fold_handles
from mentiontriage.model import Mention, Repost

# Thai, Lao, Tibetan, Myanmar, Khmer, Japanese, Chinese and Korean letters.
_JOINED = (
    "\u0e00-\u0eff\u0f00-\u0fff\u1000-\u109f\u1780-\u17ff\u1100-\u11ff\u3040-\u30ff\u31f0-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\U00020000-\U0003ffff"
)
# Python's \w leaves out the marks that belong to a letter (accents, Indic vowel signs).
_LETTER = f"(?:[^\\W{_JOINED}]|[\u0300-\u036f\u0483-\u0489\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0900-\u0dff])"
_JOINED_LETTER = re.compile(f"[{_JOINED}]")


class Match(msgspec.Struct, frozen=True):
    """Which brands a post names, and whether they are all competitors."""

    brands: tuple[str, ...]
    competitor: bool


class _Wanted(msgspec.Struct, frozen=True):
    brand: Brand
    named: re.Pattern[str]
    not_meant: re.Pattern[str] | None
    ruled_out: re.Pattern[str] | None


class Matcher:
    """Knows what to look for; built once for a run."""

    def __init__(self, brands: Iterable[Brand], own_handles: Iterable[str] = ()) -> None:
        """`own_handles` are our accounts beside those of the brands that are ours."""
        self._wanted = [_prepare(brand) for brand in brands]
        ours = [handle for wanted in self._wanted if not wanted.brand.competitor for handle in wanted.brand.handles]
        self.own = fold_handles((*ours, *own_handles))
        """Our accounts, folded."""

    def match(self, mention: Mention, about: str | None = None) -> Match | None:
        """Tell what a post names; None where it names nobody. `about` is a brand that the place tells."""
        text = _normalise(f"{mention.text}\n{mention.url or ''}")
        place = about.casefold() if about else None
        found = [w.brand for w in self._wanted if w.brand.name.casefold() == place or _names(w, text)]
        if not found and about is None:
            return None
        names = tuple(brand.name for brand in found) or (str(about),)
        return Match(names, bool(found) and all(brand.competitor for brand in found))

    def mark_ours(self, item: Mention | Repost) -> Mention | Repost:
        """Mark our own posts, alone or in a repost; whom we pass a post on to counts for no reach of it."""
        if isinstance(item, Mention):
            return msgspec.structs.replace(item, ours=is_ours(item, self.own))
        is_by_us = fold_account(item.by, item.source) in self.own
        by = msgspec.structs.replace(item.by, followers=None) if is_by_us else item.by
        original = item.original and self.mark_ours(item.original)
        return msgspec.structs.replace(item, by=by, original=original)


def _names(wanted: _Wanted, text: str) -> bool:
    if wanted.ruled_out and wanted.ruled_out.search(text):
        return False
    if wanted.not_meant:
        text = wanted.not_meant.sub(" ", text)
    return wanted.named.search(text) is not None


def _prepare(brand: Brand) -> _Wanted:
    flags = re.NOFLAG if brand.exact_case else re.IGNORECASE
    names = [_bound(name) for name in brand.terms]
    other = [
        *(rf"(?<![\w@])@{re.escape(_bare(handle, '@'))}(?!\w|\.\w)" for handle in brand.handles),
        *(rf"(?<![\w&])#{re.escape(_bare(tag, '#'))}(?!\w)" for tag in brand.hashtags),
        *(rf"(?<![\w.-])(?:[\w-]+\.)*{re.escape(_normalise(domain))}(?![\w-]|\.\w)" for domain in brand.domains),
    ]
    inner = re.compile("|".join(names), flags)
    not_meant = [_bound(phrase) for phrase in brand.exclude if inner.search(_normalise(phrase))]
    ruled_out = [_bound(phrase) for phrase in brand.exclude if not inner.search(_normalise(phrase))]
    # Handles, hashtags and domains know no case, whatever the name does.
    named = "|".join([*names, *(f"(?i:{pattern})" for pattern in other)])
    return _Wanted(brand, re.compile(named, flags), _compile(not_meant), _compile(ruled_out))


def _compile(patterns: Sequence[str]) -> re.Pattern[str] | None:
    return re.compile("|".join(patterns), re.IGNORECASE) if patterns else None


def _bound(name: str) -> str:
    """Make a pattern for a name as a word of its own; any white space matches any other."""
    words = _normalise(name).split()
    if not words:
        raise ValueError("a brand's name is empty")
    pattern = r"\s+".join(map(re.escape, words))
    before = f"(?<!{_LETTER})" if _has_edge(words[0][0]) else ""
    after = f"(?!{_LETTER})" if _has_edge(words[-1][-1]) else ""
    return f"{before}{pattern}{after}"


def _has_edge(character: str) -> bool:
    """Tell whether a name that begins or ends with this needs the edge of a word there."""
    return (character.isalnum() or character == "_") and not _JOINED_LETTER.match(character)


def _normalise(text: str) -> str:
    """Write what looks the same the same way: full-width letters, composed accents."""
    return text if text.isascii() else unicodedata.normalize("NFKC", text)


def _bare(name: str, mark: str) -> str:
    return _normalise(name).strip().lstrip(mark)

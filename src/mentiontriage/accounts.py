"""By what an account is known as one of ours: its handle, or the name that is shown where a network has no handles."""

from collections.abc import Collection

from mentiontriage.handles import fold_read_handle
from mentiontriage.model import Author, Mention

PAGES = frozenset({"facebook", "linkedin", "youtube"})
"""Networks on which firms have pages, and people and pages are shown by their names.

Reviews are left out: whoever calls themselves like the firm there is not the firm.
"""
# Of Instagram and TikTok some exports have names and no handles; in a chat of WhatsApp's nobody has another's name.
_BY_NAME = PAGES | {"instagram", "tiktok", "whatsapp"}


def fold_account(author: Author, source: str) -> str:
    """Give what may be among our accounts, folded as they are (`text.fold_handles`); "" for nobody."""
    if author.handle is not None:
        return fold_read_handle(author.handle)
    return fold_read_handle(author.name) if author.name is not None and source in _BY_NAME else ""


def is_ours(mention: Mention, own: Collection[str]) -> bool:
    """Tell whether a mention is a post of ours: by what its source says, or by the folded names of our accounts."""
    return mention.ours or fold_account(mention.author, mention.source) in own

"""Which lane a post is worded like, for what rules leave open or tell by a word alone. Pure.

The shares come from learned weights (`signals/_leaning.py`); how clear they must be for what is said here. A language
without weights tells nothing.
"""

from mentiontriage.signals import Analysis

_CLEAR = 0.6
"""The share from which a post's words decide where rules do not."""

_SURE = 0.8
"""The share from which they outweigh what a rule tells by one phrase or word."""

_DOUBTED = 0.15
"""The share of complaints from which wording alone puts nothing aside."""

_HARDLY_DOUBTED = 0.1
"""The same where the complaint's probability speaks for a complaint nearly as much as against one."""

_COMPLAINS = 0.6
"""The share of complaints from which a question is more than that."""

_MOCKS = 0.85
"""The share of complaints from which praise is meant otherwise: plain thanks name the driver and the parcel too."""

_MAY_PRAISE = 0.1
"""From this share of praise on, glad words make a post praise even where it is worded like small talk."""

_HARDLY_PRAISE = 0.15
"""The share of praise below which small talk with glad words praises nobody."""


def find_clear(analysis: Analysis, *, is_faint: bool = True) -> str | None:
    """Give the lane that a post is clearly worded like; None where that is open or it may complain.

    `is_faint` tells that its probability speaks against a complaint, if not for sure.
    """
    leaning = analysis.leaning
    if leaning is None or leaning["complaint"] >= (_DOUBTED if is_faint else _HARDLY_DOUBTED):
        return None
    likeliest = leaning.find_likeliest()
    return likeliest if leaning[likeliest] >= _CLEAR else None


def find_likeliest(analysis: Analysis) -> str | None:
    """Give the lane that a post is most worded like, however faintly."""
    return analysis.leaning.find_likeliest() if analysis.leaning else None


def complains(analysis: Analysis) -> bool:
    """Tell whether a post is worded like a complaint, though it asks something."""
    return _has_share(analysis, "complaint", _COMPLAINS)


def mocks(analysis: Analysis) -> bool:
    """Tell whether a post is worded like a complaint, though it praises."""
    return _has_share(analysis, "complaint", _MOCKS)


def wants_to_buy(analysis: Analysis) -> bool:
    """Tell somebody who surely wants to buy, whatever they ask."""
    return _has_share(analysis, "lead", _SURE)


def may_praise(analysis: Analysis) -> bool:
    """Tell whether a post is worded enough like praise for its glad words to count."""
    return _has_share(analysis, "praise", _MAY_PRAISE)


def find_beside_thanks(analysis: Analysis) -> str | None:
    """Give the lane that a post with glad words is worded like where that is no praise: a request that ends in thanks.

    "complaint" where its thanks are meant otherwise.
    """
    leaning = analysis.leaning
    if leaning is None or (likeliest := leaning.find_likeliest()) == "praise":
        return None
    if likeliest == "complaint":
        return likeliest if mocks(analysis) else None
    return None if likeliest == "other" and leaning["praise"] >= _HARDLY_PRAISE else likeliest


def _has_share(analysis: Analysis, lane: str, least: float) -> bool:
    return analysis.leaning is not None and analysis.leaning[lane] >= least

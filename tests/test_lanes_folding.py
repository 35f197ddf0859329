"""Small letters by which a lane's patterns are passed over hold all that the patterns would find."""

import re
import string
import sys

import pytest

from mentiontriage import lanes
from mentiontriage.config import Settings
from mentiontriage.lanes import choose_lane, fold_letters
from mentiontriage.model import Mention
from mentiontriage.signals import Analysis
from mentiontriage.signals._complaint import load_model
from mentiontriage.signals._vader import NEUTRAL


@pytest.mark.parametrize("letter", string.ascii_lowercase)
def test_every_spelling_of_a_letter_that_a_pattern_takes_for_it_is_folded_to_it(letter: str) -> None:
    everything = "".join(chr(point) for point in range(sys.maxunicode + 1) if not 0xD800 <= point < 0xE000)
    spellings = set(re.findall(letter, everything, re.I))
    assert {letter, letter.upper()} <= spellings
    assert {fold_letters(spelling) for spelling in spellings} == {letter}


PHRASES = (
    "thinking of buying one", "Looking for a new toaster", "should I switch", "worth it", "SWITCHING TO them",
    "any recommendations", "which model should I take", "in the market for one", "where can \u0131 get it",
    "press release", "shares rise", "quarterly earnings", "Acme appoints a chief", "announces", "acquires",
    "stock price", "analysts agree", "$ACME up", "we're hiring", "now hiring", "job opening", "apply now",
    "promo code", "discount code", "use code TEN", "coupon", "g\u0131veaway", "DM me for it", "cl\u0131ck here",
    "l\u0130nk in bio", "free followers", "buy now", "limited offer", "earn $50", "crypto", "airdrop",
    "what\u017fapp +4", "affiliate", "#ad", "#sponsored", "#jobs", "#promo",
)  # fmt: skip


@pytest.mark.parametrize("phrase", PHRASES)
def test_a_phrase_of_a_lane_decides_it_in_whatever_letters(phrase: str, monkeypatch: pytest.MonkeyPatch) -> None:
    text = f"so, {phrase} today"
    reading = Analysis(text, text.split(), "en", lambda *_: NEUTRAL, load_model().weigh, readable=True)
    told = choose_lane(Mention("1", "x", text), reading, 0.1, Settings())
    monkeypatch.setattr(lanes, "_holds_any", lambda *_: True)
    assert told == choose_lane(Mention("1", "x", text), reading, 0.1, Settings())
    assert told.reason != "neither complaint, question nor praise"

"""The shipped words that tell languages apart are those that the script derives from the labelled posts."""

from pathlib import Path

import pytest
from training.language_words import WORDS_FILE, derive

LABELLED = Path(__file__).parents[3] / "shared" / "data" / "labelled"


@pytest.mark.skipif(not LABELLED.is_dir(), reason="the labelled posts (../shared/data/labelled) are not here")
def test_the_derived_lines_are_what_the_script_makes_of_the_posts() -> None:
    shipped = WORDS_FILE.read_text(encoding="utf-8")
    derived = derive(LABELLED, shipped)
    by_hand = [line for line in shipped.splitlines() if line.split()[1] not in {"more", "pieces"}]
    assert derived == shipped
    assert derive(LABELLED, "\n".join(by_hand)) == shipped

"""What a digest is called."""

from datetime import timedelta

from tests.stories import NOON

from mentiontriage.digests import name_message


def test_the_same_content_has_the_same_name_whenever_it_is_sent() -> None:
    told = [(1, "new"), (2, "overdue")]
    assert name_message("team", told, None, NOON) == name_message("team", told[::-1], None, NOON + timedelta(hours=1))


def test_another_content_recipient_or_digest_has_another_name() -> None:
    told = [(1, "new")]
    names = {
        name_message("team", told, None, NOON),
        name_message("boss", told, None, NOON),
        name_message("team", [(1, "overdue")], None, NOON),
        name_message("team", told, NOON, NOON),
        name_message("team", [], None, NOON),
        name_message("team", [], None, NOON + timedelta(hours=1)),
    }
    assert len(names) == 6

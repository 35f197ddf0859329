"""A usual day of complaints with an outage in it, told in as many ways as people have."""

from tests.stories import NOON, post

from mentiontriage.model import Mention

OUTAGE = (
    "the app is down, can't check in",
    "is your app down? nothing loads",
    "app down again, great start to my day",
    "anyone else have the app down since nine",
    "your app has been down for an hour now",
    "App down in Leeds, is it me?",
    "stuck at the desk because the app is down",
    "refund me, app down and no help",
)
USUAL = (
    "my order {} never came and nobody answers",
    "still waiting for the refund of {}",
    "why was I charged twice for {}",
    "{} arrived broken, worst service ever",
    "your shop in {} was closed again",
)


def make_day() -> list[Mention]:
    """Make a day of usual complaints, with an outage in its last hours; oldest first."""
    usual = [
        post(f"u{n}", USUAL[n % len(USUAL)].format(f"item{n}"), by=f"user{n}", hours_ago=30 - n / 10)
        for n in range(300)
    ]
    outage = [post(f"o{n}", text, by=f"guest{n}", hours_ago=3 - n / 10) for n, text in enumerate(OUTAGE)]
    return sorted([*usual, *outage], key=lambda mention: mention.posted_at or NOON)

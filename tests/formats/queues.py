"""Queues made by hand: an invented airline's morning, and one of every hard situation."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from msgspec.structs import replace
from tests.hard_situations import make_mentions

from mentiontriage.model import (
    Author,
    Engagement,
    Factor,
    Incident,
    Incidents,
    Mention,
    Queue,
    QueueItem,
    Score,
    Sentiment,
    Skipped,
    Spreader,
    Telling,
)

NOW = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
TARGET = timedelta(hours=4)
ANGRY = Sentiment(-0.8591, 0.0, 0.611, 0.389)


def make_score(
    *factors: tuple[str, float, str],
    waited: timedelta | None = timedelta(0),
    lane: str = "complaint",
    words: tuple[str, ...] = (),
    sentiment: Sentiment | None = ANGRY,
    language: str = "en",
) -> Score:
    """Make a score whose priority is the product of its factors."""
    made = tuple(Factor(*factor) for factor in factors)
    priority = 1.0
    for factor in made:
        priority *= factor.value
    return Score(
        priority=priority,
        lane=lane,
        lane_reason="at least 0.5" if lane == "complaint" else "below 0.5",
        factors=made,
        sentiment=sentiment,
        complaint=made[0].value if made and sentiment else None,
        language=language,
        words=words,
        waited_s=None if waited is None else max(0, int(waited.total_seconds())),
        ahead_s=0 if waited is None else max(0, int(-waited.total_seconds())),
        due_at=None if waited is None else NOW - waited + TARGET,
    )


def make_factors(complaint: float, severity: float, audience: float, urgency: float) -> list[tuple[str, float, str]]:
    """Make the usual factors, with reasons as the signals give them."""
    return [
        ("complaint", complaint, "no reply +1.9, still waiting +1.4"),
        ("severity", severity, "money and strong words"),
        ("audience", audience, "share of the followers, and who passed it on"),
        ("urgency", urgency, "waited against a target of 4h"),
    ]


def make_morning() -> Queue:
    """Make a small queue that a support lead might see, with hard texts among the usual ones."""
    return Queue(
        now=NOW,
        brand="SkyJay",
        read=1_232,
        rows=448,
        skipped=(
            Skipped("export.ndjson line 7", "it is no JSON: unexpected end"),
            Skipped("export.ndjson line 9", "no text"),
        ),
        lanes={"complaint": 415, "unsure": 120, "question": 43, "lead": 0, "praise": 301, "threat": 0, "other": 353},
        items=tuple(QueueItem(rank, mention, score) for rank, (mention, score) in enumerate(_list_posts(), 1)),
        unreadable={"ja": 120, "tr": 41, "und": 8},
        answered=87,
        threats=0,
        danger=0,
    )


def _list_posts() -> Iterator[tuple[Mention, Score]]:
    refund = (
        "@SkyJay Three weeks. I have waited three weeks for my refund and there is NO REPLY from anyone. I sent the "
        "booking reference five times, the chat closes itself, and the phone line hangs up. Worst airline I have "
        "ever flown with, and I fly every week."
    )
    yield (
        _post("1765", "x", "nadia_flies", 1_204_331, refund, url="https://x.example/nadia_flies/status/1765"),
        make_score(
            *make_factors(0.97, 1.8, 3.63, 127.0), waited=timedelta(weeks=3), words=("no reply", "worst", "refund")
        ),
    )
    suitcase = "Still waiting for my suitcase, two days now 😡😡 could you please look?"
    yield (
        _post("m-4", "mastodon", "tom", 12, suitcase, url="https://social.example/@tom/4"),
        make_score(*make_factors(0.91, 1.2, 1.22, 14.0), waited=timedelta(days=2, hours=4), words=("still waiting",)),
    )
    yield (
        _post("r-9", "trustpilot", None, None, "Seat broken, crew rude, money gone.", name="Ana Sofía M.", rating=1.0),
        make_score(*make_factors(0.88, 1.5, 2.35, 2.5), waited=timedelta(hours=6), words=("broken", "rude")),
    )
    hostile = (
        "\x1b]8;;https://evil.example/\x1b\\refund\x1b]8;;\x1b\\ \x1b[2J[red]me[/red] \u202eexe.gpj "
        "<script>x</script> | [pay](https://evil.example) @octocat\n=1+1\x9b31m"
    )
    yield (
        _post("h-1", "x", "evil", 40, hostile),
        make_score(*make_factors(0.81, 1.1, 1.39, 1.2), waited=timedelta(minutes=35), words=("refund",)),
    )
    yield (
        _post("j-2", "bluesky", "佐藤_旅", 88_120, "返金してください。三週間も返事がありません。最悪の対応です。"),
        make_score(
            *make_factors(0.35, 1.0, 2.91, 1.1),
            waited=timedelta(minutes=20),
            lane="unsure",
            sentiment=None,
            language="ja",
        ),
    )
    yield (
        _post("q-7", "reddit", "a_handle_that_is_far_too_long_for_any_column", 0, ""),
        make_score(*make_factors(0.3, 1.0, 1.0, 2.0), waited=None, lane="question", sentiment=None, language="und"),
    )


def _post(ident: str, source: str, handle: str | None, followers: int | None, text: str, **more: object) -> Mention:
    return Mention(
        id=ident,
        source=source,
        text=text,
        author=Author(handle=handle, name=str(more.get("name", "Somebody")), followers=followers),
        engagement=Engagement(replies=0, likes=3),
        posted_at=NOW - timedelta(hours=1),
        url=str(more["url"]) if "url" in more else None,
        rating=1.0 if "rating" in more else None,
        spread=(Spreader("friend", 1_000_000),) if followers == 12 else (),
    )


def make_outage() -> Queue:
    """Make the morning's queue with an outage in it, and another one that nobody shown tells of."""
    morning = make_morning()
    first, second, *others = morning.items
    told = Incident(
        words=("app down", "@tom", "\x1b[2J[red]|*login*"),
        people=38,
        since=NOW - timedelta(hours=3),
        until=NOW - timedelta(minutes=5),
        asked=60,
        answered=2,
        text="@SkyJay is the app down? <script>x</script> | can't check in \u202e since nine, and the desk is closed",
        posts=tuple(Telling("mastodon", f"m-{number}") for number in range(41)),
    )
    older = replace(told, words=("strike",), people=5, since=NOW - timedelta(days=3), answered=0, posts=told.posts[:5])
    incidents = Incidents((told, older), looked_at=50_000, older=1_200, undated=3)
    return replace(morning, items=(first, replace(second, incident=1), *others), incidents=incidents)


def make_hard_queue() -> Queue:
    """Make a queue of every hard text, in every field that somebody else may write."""
    mentions = make_mentions()
    items = tuple(
        QueueItem(rank, mention, make_score(*make_factors(0.9, 1.0, 1.5, 3.0), ("odd\x1b|", 1.0, mention.text),
                                            waited=timedelta(hours=8), lane=mention.vendor_sentiment or "complaint",
                                            words=(mention.text[:40], "refund"), language=mention.lang or "en"))
        for rank, mention in enumerate(mentions, 1)
    )  # fmt: skip
    reasons = tuple(Skipped(mention.text, mention.text) for mention in mentions)
    hard = {mention.text: 3 for mention in mentions}
    told = tuple(
        Incident((mention.text, "e47"), 5, NOW, NOW, 9, 1, mention.text, (Telling(mention.source, mention.id),))
        for mention in mentions
    )
    items = tuple(replace(item, incident=item.rank) for item in items)
    return Queue(NOW, mentions[12].text, len(items), reasons, hard, items, hard, incidents=Incidents(told))


def make_empty(read: int = 0, skipped: int = 0, lanes: dict[str, int] | None = None) -> Queue:
    """Make a queue with nothing in it."""
    reasons = tuple(Skipped(f"line {number}", "no text") for number in range(skipped))
    return Queue(NOW, "SkyJay", read, reasons, lanes, ())

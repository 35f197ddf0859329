"""Generate posts that look like a brand's mentions, the same for the same seed.

    python benchmarks/generate.py --shape small --posts 100000 > posts.ndjson

Shapes: `small` (our own), `x-v2` (pages of 100 with includes, as the API sends them), `x-v1`
(statuses) and `csv`. Of a hundred posts about three are passed on, ten are answers and one comes
twice, followers are log-normal around 490. Texts are built from real-looking phrases in which names,
numbers, links and slips of the pen vary, so that about 1.5 words of each post were in none before
it, as in 177,220 real tweets: a scorer that remembers words is not flattered.
"""

import argparse
import csv
import json
import random
import string
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any, TextIO

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
OPENINGS = (
    "@acme", "Hey @acme,", "so @acme", "ugh @acme", "Dear Acme", "Thanks @acme", "lol @acme", "PSA:", "Anyone else?",
    "Third time I write to @acme:", "@acmehelp @acme", "My mum's new Acme", "Not again @acme", "OK @acme I give up,",
)  # fmt: skip
MIDDLES = (
    "still waiting for a reply about my order", "the washing machine stopped after two weeks",
    "your app crashes every time I open it", "the new toaster is lovely", "do you ship to Norway?",
    "no answer from support in 9 days", "delivery was quick and the driver friendly", "where is my refund",
    "the hotline hung up on me after 40 minutes", "how do I reset the timer", "best coffee I ever had at home",
    "charged twice for one kettle", "the door seal leaks all over the floor", "I love the colour of the new one",
    "the parcel says delivered but nothing is here", "just saw your ad on the tram", "the repair man never came",
    "thinking of buying the big one", "the battery got so hot it melted the case", "your store in Leeds was closed",
)  # fmt: skip
ENDINGS = (
    "", "", "", "!", "!!!", "...", " :(", " :)", " 😡", " 😂😂", " please help", " fix this", " not happy",
    " #fail", " #acme", " https://t.co/a1b2c3d4", " and nobody cares", " what a joke", " never again", " thank you",
    " WORST SERVICE EVER",
    " can somebody please look into this today, I have been patient for long enough and I am running out of ideas",
)  # fmt: skip
SYLLABLES = ("ba", "ko", "ti", "ner", "lo", "sha", "mi", "pra", "del", "ven", "gor", "ri", "ta", "rem", "ans", "wick",
             "lu", "jo", "quin", "fe", "zo", "har", "mun", "sel", "dor", "ya", "pel", "est")  # fmt: skip
SLOTS = (
    "near {name}", "order {number}", "in {name}", "ref #{number}", "says {name} from {name}", "on the {name} {size}",
    "since {hour}:{minute}", "for £{price}", "{handle}", "cc {handle}", "#{name}", "for my {name}", "model {code}",
    "in {weather} {name}", "{number}!", "as {handle} wrote", "at {name} street {size}", "the {name} one",
)  # fmt: skip
WEATHERS = ("rainy", "sunny", "foggy", "hot", "freezing", "windy")


class Writer:
    """Writes texts as people do: with names and numbers of their own, and with slips."""

    def __init__(self, rng: random.Random) -> None:
        self._rng = rng
        self._alphabet = string.ascii_letters + string.digits

    def write(self) -> str:
        """Write the text of one post."""
        rng = self._rng
        pick = rng.choice
        parts = [pick(OPENINGS), self._fill(pick(SLOTS)), pick(MIDDLES) + pick(ENDINGS), self._fill(pick(SLOTS))]
        if rng.random() < 0.5:
            parts.append(pick(MIDDLES))
        if rng.random() < 0.3:
            parts.append(f"@{self._make_name()}_{self._make_name()}")
        if rng.random() < 0.3:
            parts.append("https://t.co/" + "".join(rng.choices(self._alphabet, k=10)))
        text = " ".join(parts)
        return self._slip(text) if rng.random() < 0.8 else text

    def _fill(self, slot: str) -> str:
        rng = self._rng
        name = self._make_name()
        return slot.format(
            name=name.title(),
            handle=f"@{name}{rng.randrange(1000)}",
            number=rng.randrange(1_000_000),
            size=rng.randrange(2, 400),
            hour=rng.randrange(24),
            minute=rng.randrange(10, 60),
            price=rng.randrange(5, 900),
            code=f"{name[:2].upper()}-{rng.randrange(10_000)}",
            weather=rng.choice(WEATHERS),
        )

    def _make_name(self) -> str:
        return "".join(self._rng.choices(SYLLABLES, k=3))

    def _slip(self, text: str) -> str:
        """Swap two letters, double one or leave one out, as hurried thumbs do."""
        rng = self._rng
        at = rng.randrange(1, len(text) - 1)
        drawn = rng.random()
        if drawn < 0.4:
            return text[:at] + text[at + 1] + text[at] + text[at + 2 :]
        return text[:at] + (text[at] * 2 if drawn < 0.7 else "") + text[at + 1 :]


def make_posts(count: int, seed: int = 1) -> Iterator[dict[str, Any]]:
    rng = random.Random(seed)
    writer = Writer(rng)
    moment = NOON - timedelta(days=7)
    step = timedelta(days=7) / max(1, count)
    recent: list[dict[str, Any]] = []
    for number in range(count):
        moment += step
        chance = rng.random()
        post: dict[str, Any] = {
            "id": str(1_990_000_000_000_000_000 + number * 4096),
            "text": writer.write(),
            "created_at": moment.strftime("%Y-%m-%dT%H:%M:%S.000Z"),
            "user": rng.randrange(max(10, count // 2)),
            "followers": int(rng.lognormvariate(6.2, 1.9)),
            "likes": int(rng.expovariate(0.5)),
            "reposts": int(rng.expovariate(2)),
            "replies": int(rng.expovariate(1)),
        }
        if recent and chance < 0.01:
            post = {**rng.choice(recent), "likes": post["likes"] + 5}
        elif recent and chance < 0.04:
            post["repost_of"] = rng.choice(recent)["id"]
        elif recent and chance < 0.14:
            post["in_reply_to"] = rng.choice(recent)["id"]
        if "repost_of" not in post:
            recent = [*recent[-199:], post]
        yield post


def write_small(posts: Iterator[dict[str, Any]], out: TextIO) -> None:
    for post in posts:
        told: dict[str, Any] = {
            "id": post["id"],
            "source": "x",
            "text": post["text"],
            "created_at": post["created_at"],
            "lang": "en",
            "author": {"handle": f"user{post['user']}", "followers": post["followers"]},
            "engagement": {key: post[key] for key in ("replies", "reposts", "likes")},
        }
        told |= {key: post[key] for key in ("repost_of", "in_reply_to") if key in post}
        out.write(json.dumps(told, ensure_ascii=False) + "\n")


def write_x_v2(posts: Iterator[dict[str, Any]], out: TextIO) -> None:
    page: list[dict[str, Any]] = []
    for post in posts:
        page.append(post)
        if len(page) == 100:
            out.write(json.dumps(_make_page(page)) + "\n")
            page = []
    if page:
        out.write(json.dumps(_make_page(page)) + "\n")


def _make_page(posts: list[dict[str, Any]]) -> dict[str, Any]:
    users = {post["user"]: post["followers"] for post in posts}
    return {
        "data": [_make_tweet(post) for post in posts],
        "includes": {"users": [_make_user(user, followers) for user, followers in users.items()]},
        "meta": {"newest_id": posts[-1]["id"], "oldest_id": posts[0]["id"], "result_count": len(posts)},
    }


def _make_tweet(post: dict[str, Any]) -> dict[str, Any]:
    references = [{"type": "retweeted", "id": post["repost_of"]}] if "repost_of" in post else []
    references += [{"type": "replied_to", "id": post["in_reply_to"]}] if "in_reply_to" in post else []
    return {
        "id": post["id"],
        "text": post["text"],
        "author_id": str(post["user"]),
        "created_at": post["created_at"],
        "lang": "en",
        "conversation_id": post["id"],
        "source": "Twitter for iPhone",
        "possibly_sensitive": False,
        "reply_settings": "everyone",
        "entities": {
            "mentions": [{"start": 0, "end": 5, "username": "acme", "id": "12"}],
            "annotations": [
                {"start": 1, "end": 4, "probability": 0.9, "type": "Organization", "normalized_text": "Acme"}
            ],
        },
        "context_annotations": [
            {
                "domain": {"id": str(n), "name": "Brand", "description": "Brands and companies of the world"},
                "entity": {"id": "1007", "name": "Acme", "description": "Makers of kettles and much else"},
            }
            for n in (45, 46, 47)
        ],
        "public_metrics": {
            "retweet_count": post["reposts"],
            "reply_count": post["replies"],
            "like_count": post["likes"],
            "quote_count": 0,
        },
        "edit_history_tweet_ids": [post["id"]],
        **({"referenced_tweets": references} if references else {}),
    }


def _make_user(user: int, followers: int) -> dict[str, Any]:
    return {
        "id": str(user),
        "username": f"user{user}",
        "name": f"User {user}",
        "created_at": "2014-03-04T05:06:07.000Z",
        "description": "invented for a benchmark, likes tea and trains",
        "verified": False,
        "profile_image_url": f"https://pbs.example/{user}.jpg",
        "public_metrics": {
            "followers_count": followers,
            "following_count": 100,
            "tweet_count": 1000,
            "listed_count": 1,
        },
    }


def write_x_v1(posts: Iterator[dict[str, Any]], out: TextIO) -> None:
    for post in posts:
        status = {
            "id": int(post["id"]),
            "id_str": post["id"],
            "full_text": post["text"],
            "created_at": datetime.fromisoformat(post["created_at"]).strftime("%a %b %d %H:%M:%S +0000 %Y"),
            "lang": "en",
            "in_reply_to_status_id_str": post.get("in_reply_to"),
            "retweet_count": post["reposts"],
            "favorite_count": post["likes"],
            "entities": {"hashtags": [], "symbols": [], "user_mentions": [{"screen_name": "acme", "indices": [0, 5]}]},
            "user": {
                "id_str": str(post["user"]),
                "screen_name": f"user{post['user']}",
                "name": f"User {post['user']}",
                "description": "invented for a benchmark",
                "followers_count": post["followers"],
                "friends_count": 100,
                "verified": False,
            },
        }
        out.write(json.dumps(status) + "\n")


def write_csv(posts: Iterator[dict[str, Any]], out: TextIO) -> None:
    columns = ("id", "created_at", "author", "followers", "text", "likes", "reposts", "replies", "lang")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    for post in posts:
        writer.writerow(["en" if c == "lang" else f"user{post['user']}" if c == "author" else post[c] for c in columns])


SHAPES: dict[str, Callable[[Iterator[dict[str, Any]], TextIO], None]] = {
    "small": write_small,
    "x-v2": write_x_v2,
    "x-v1": write_x_v1,
    "csv": write_csv,
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shape", choices=SHAPES, default="small")
    parser.add_argument("--posts", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    SHAPES[options.shape](make_posts(options.posts, options.seed), sys.stdout)


if __name__ == "__main__":
    main()

"""Reviews as the sites on which they stand list them in JSON, with what we wrote below them."""

import json
from typing import Any

import pytest
from tests.readers.reading import mentions_in, read_text

GOOGLE = {
    "name": "accounts/1/locations/2/reviews/R1",
    "reviewer": {"displayName": "Ada"},
    "starRating": "ONE",
    "comment": "cold coffee",
    "createTime": "2026-11-10T10:00:00Z",
}
TRUSTPILOT = {
    "id": "65f1a0b2c3d4e5f601020401",
    "consumer": {"displayName": "Ada"},
    "businessUnit": {"displayName": "Velora"},
    "stars": 1,
    "text": "cold coffee",
    "createdAt": "2026-11-10T10:00:00Z",
    "source": "Organic",
}
STEAM = {
    "recommendationid": "701",
    "author": {"steamid": "76561190000000001"},
    "review": "cold coffee",
    "voted_up": False,
    "timestamp_created": 1_794_900_000,
    "timestamp_updated": 1_794_900_000,
}
ANSWER = "2026-11-11T10:00:00Z"
AFTER = "2026-11-12T10:00:00Z"


@pytest.mark.parametrize(
    ("review", "anew"),
    [
        (GOOGLE | {"reviewReply": {"comment": "Sorry!", "updateTime": ANSWER}}, {"updateTime": AFTER}),
        (TRUSTPILOT | {"companyReply": {"text": "Sorry!", "createdAt": ANSWER}}, {"updatedAt": AFTER}),
        (
            STEAM | {"developer_response": "Sorry!", "timestamp_dev_responded": 1_794_980_000},
            {"timestamp_updated": 1_794_990_000},
        ),
    ],
)
def test_a_review_that_is_written_anew_after_our_answer_is_open_again(review: Any, anew: dict[str, str]) -> None:
    (answered,) = mentions_in(read_text(json.dumps({"reviews": [review]}))[1])
    (open_again,) = mentions_in(read_text(json.dumps({"reviews": [review | anew]}))[1])
    assert (answered.is_answered, open_again.is_answered) == (True, False)
    assert answered.id == open_again.id


@pytest.mark.parametrize(("state", "is_answered"), [("APPROVED", True), ("PENDING", True), ("REJECTED", False)])
def test_an_answer_that_google_has_rejected_answers_nobody(state: str, is_answered: bool) -> None:  # noqa: FBT001 (a case)
    reply = {"comment": "Sorry!", "updateTime": ANSWER, "reviewReplyState": state}
    (mention,) = mentions_in(read_text(json.dumps(GOOGLE | {"reviewReply": reply}))[1])
    assert mention.is_answered is is_answered


def test_a_review_on_steam_waits_since_it_was_written_anew() -> None:
    (mention,) = mentions_in(read_text(json.dumps(STEAM | {"timestamp_updated": 1_794_990_000}))[1])
    assert mention.posted_at is not None
    assert mention.posted_at.timestamp() == 1_794_990_000


@pytest.mark.parametrize(("review", "source"), [(GOOGLE, "google-maps"), (TRUSTPILOT, "trustpilot")])
def test_a_review_by_itself_is_read_as_in_a_list_and_named_by_its_site(review: Any, source: str) -> None:
    (alone,) = mentions_in(read_text(json.dumps(review))[1])
    assert [alone] == mentions_in(read_text(json.dumps({"reviews": [review]}))[1])
    assert alone.source == source


@pytest.mark.parametrize("review", [GOOGLE | {"comment": None}, TRUSTPILOT | {"text": ""}])
def test_stars_alone_are_a_review(review: Any) -> None:
    (mention,) = mentions_in(read_text(json.dumps(review))[1])
    assert (mention.text, mention.rating) == ("", 1.0)

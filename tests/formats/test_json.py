"""The json and jsonl formats keep what docs/schema/queue.schema.json promises."""

import json
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import msgspec
import pytest
from hypothesis import given, settings
from tests.formats.hostile import load_format, queues
from tests.formats.queues import make_empty, make_hard_queue, make_morning, make_outage, make_score
from tests.hard_situations import TEXTS

from mentiontriage.formats import View
from mentiontriage.formats._record import Record, encode_item
from mentiontriage.formats.json import Document
from mentiontriage.model import Mention, Queue

SCHEMA = Path(__file__).parents[2] / "docs" / "schema" / "queue.schema.json"


@cache
def load_schema() -> dict[str, Any]:
    schema: dict[str, Any] = json.loads(SCHEMA.read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    return schema


@cache
def make_validator(part: str | None = None) -> jsonschema.Draft202012Validator:
    return jsonschema.Draft202012Validator(load_schema()["$defs"][part] if part else load_schema())


@pytest.mark.parametrize(
    "queue", [make_morning(), make_outage(), make_hard_queue(), make_empty(), make_empty(3, 2, {"praise": 3})]
)
def test_what_is_written_is_as_the_schema_says(queue: Queue) -> None:
    make_validator().validate(json.loads(load_format("json").render(queue, View())))


@given(queue=queues())
@settings(max_examples=40)
def test_any_queue_is_written_as_the_schema_says(queue: Queue) -> None:
    document = json.loads(load_format("json").render(queue, View()))
    make_validator().validate(document)
    lines = load_format("jsonl").render(queue, View()).splitlines()
    assert [json.loads(line) for line in lines] == document["items"]


def test_the_schema_lists_every_field_that_is_written() -> None:
    schema = load_schema()
    assert set(schema["properties"]) == set(Document.__struct_fields__)
    assert schema["required"] == [field.name for field in msgspec.structs.fields(Document) if field.required]
    item = schema["$defs"]["item"]
    assert set(Record.__struct_fields__) <= set(item["properties"])
    assert item["required"] == [field.name for field in msgspec.structs.fields(Record) if field.required]


def test_the_schema_refuses_what_is_wrong() -> None:
    document = json.loads(load_format("json").render(make_morning(), View()))
    document["items"][0]["author"]["followers"] = "many"
    with pytest.raises(jsonschema.ValidationError):
        make_validator().validate(document)


def test_the_factors_multiply_to_the_priority() -> None:
    for item in json.loads(load_format("json").render(make_morning(), View()))["items"]:
        product = 1.0
        for factor in item["factors"]:
            product *= factor["value"]
        assert item["priority"] == product


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_text_arrives_whole_and_unaltered(text: str) -> None:
    line = encode_item(Mention("1", "x", text), make_score(), None)
    whole = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    assert json.loads(line)["text"] == whole
    assert line.count(b"\n") == 0


def test_a_score_without_a_queue_has_no_rank_and_fits_the_schema() -> None:
    written = json.loads(encode_item(Mention("1", "x", "hi"), make_score(waited=timedelta(hours=1)), None))
    make_validator("item").validate(written)
    assert written["rank"] is None


def test_unknown_is_null_and_never_zero() -> None:
    written = json.loads(encode_item(Mention("1", "x", "hi"), make_score(waited=None, sentiment=None), None))
    assert written["author"]["followers"] is None
    assert written["engagement"]["likes"] is None
    assert (written["sentiment"], written["waited_s"], written["due_at"]) == (None, None, None)


def test_times_are_written_in_utc_with_a_z() -> None:
    document = json.loads(load_format("json").render(make_morning(), View()))
    assert document["now"] == "2026-03-02T12:00:00Z"
    assert document["items"][1]["posted_at"] == "2026-03-02T11:00:00Z"


def test_an_empty_queue_is_a_document_without_items_and_no_lines() -> None:
    assert json.loads(load_format("json").render(make_empty(), View()))["items"] == []
    assert load_format("jsonl").render(make_empty(), View()) == ""

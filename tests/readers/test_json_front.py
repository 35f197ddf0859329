"""The front of the readers of JSON: whatever stands around the values, and whatever is broken."""

import gzip
import io
import json
from typing import BinaryIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.growth import measure_growth
from tests.readers.reading import mentions_in, read_bytes, read_text

from mentiontriage.errors import InputError
from mentiontriage.model import Note, Skipped
from mentiontriage.readers import choose_reader
from mentiontriage.readers._json import iterate_values
from mentiontriage.readers._open import open_export

ONE, TWO = '{"id": "1", "text": "one"}', '{"id": "2", "text": "two"}'


def ids(text: str) -> list[str]:
    return [mention.id for mention in mentions_in(read_text(text)[1])]


@pytest.mark.parametrize(
    "text",
    [
        f"{ONE}\n{TWO}\n",
        f"{ONE}\r\n\r\n{TWO}",
        f"[{ONE},{TWO}]",
        f"[\n  {ONE},\n  {TWO}\n]\n",
        f"\ufeff[{ONE}, {TWO}]",
        f"\ufeff{ONE}\n{TWO}",
        f"{ONE}{TWO}",
        f"{ONE},\n{TWO}",
        f"\x1e{ONE}\n\x1e{TWO}\n",
        f"[{ONE}]\n[{TWO}]",
        json.dumps(json.loads(ONE), indent=2) + "\n" + json.dumps(json.loads(TWO), indent=2),
        f'{{"posts": [{ONE}, {TWO}]}}',
        json.dumps({"posts": [json.loads(ONE), json.loads(TWO)]}, indent=1),
        f'{{"posts": [\n{ONE},\n{TWO}\n]}}',
    ],
)
def test_values_are_found_in_whatever_stands_around_them(text: str) -> None:
    assert [ident[0] for ident in ids(text)] == ["1", "2"]  # what wraps them decides whether that is their whole id


def test_gzip_is_read_as_what_it_holds() -> None:
    _, items = read_bytes(gzip.compress(f"{ONE}\n{TWO}".encode()))
    assert [mention.id for mention in mentions_in(items)] == ["1", "2"]


def test_utf_16_is_read_as_what_it_says() -> None:
    _, items = read_bytes(f'{{"id": "1", "text": "caf\u00e9"}}\n{TWO}'.encode("utf-16"))
    assert [mention.text for mention in mentions_in(items)] == ["caf\u00e9", "two"]


def test_an_export_that_cannot_go_back_is_read_to_its_end() -> None:
    class Pipe(io.RawIOBase):
        """Bytes that come once, as from another program."""

        def __init__(self, content: bytes) -> None:
            self._rest = io.BytesIO(content)

        def readable(self) -> bool:
            return True

        def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]  # typeshed's Buffer is wider
            return self._rest.readinto(buffer)

    def pipe(text: str) -> BinaryIO:
        return io.BufferedReader(Pipe(text.encode()))

    assert [number for number, _ in values_of(pipe(f"{ONE}\n{TWO}"))] == [1, 2]
    assert [number for number, _ in values_of(pipe(f"[{ONE}, {TWO}]"))] == [1, 2]


def values_of(stream: BinaryIO) -> list[tuple[int, object]]:
    return [value for value in iterate_values("pipe", stream) if not isinstance(value, Skipped)]


def test_a_bad_line_in_the_middle_costs_itself_only() -> None:
    _, items = read_text(f'{ONE}\n{{"id": "x", "text": "cut of\n{TWO}\n')
    assert [mention.id for mention in mentions_in(items)] == ["1", "2"]
    (lost,) = [item for item in items if isinstance(item, Skipped)]
    assert lost.where == "export:2"
    assert "Unterminated string" in lost.reason


def test_a_bad_first_line_costs_itself_only() -> None:
    assert ids(f'{{"id": "x", "text": "cut of\n{ONE}\n{TWO}\n') == ["1", "2"]


BROKEN, NOTICE = '{"id": "x", "text": bad}', '{"delete": {"status": {"id": 5}}}'


@pytest.mark.parametrize(
    ("wrap", "bad"), [("%s\n", BROKEN), ("%s\n", NOTICE), ("[%s]", BROKEN), ("[%s]", NOTICE), ("[%s]", "null")]
)
def test_an_export_that_begins_with_what_is_no_post_is_known_by_its_posts(wrap: str, bad: str) -> None:
    separator = "\n" if wrap == "%s\n" else ", "
    export = open_export("export", lambda: io.BytesIO((wrap % separator.join([bad] * 60 + [ONE, TWO])).encode()), {})
    reader, _ = choose_reader(export)
    items = list(reader.read(export))
    assert reader.name == "own"
    assert [mention.id for mention in mentions_in(items)] == ["1", "2"]
    assert sum(isinstance(item, Skipped) for item in items) == 60
    assert export.is_lines is (wrap == "%s\n")


def test_a_bad_element_in_an_array_costs_itself_only() -> None:
    _, items = read_text(f'[{ONE}, {{"id": "x", "text": }}, {TWO}]')
    assert [mention.id for mention in mentions_in(items)] == ["1", "2"]
    assert sum(isinstance(item, Skipped) for item in items) == 1


def test_of_an_array_that_is_cut_short_all_whole_posts_are_read() -> None:
    _, items = read_text(f'[{ONE}, {TWO}, {{"id": "3", "te')
    assert [mention.id for mention in mentions_in(items)] == ["1", "2"]
    assert isinstance(items[-1], Skipped)


@pytest.mark.parametrize("indent", [None, 1])
def test_of_a_page_that_is_cut_short_all_whole_posts_are_read(indent: int | None) -> None:
    posts = [
        {"id": f"{n}", "text": f"post {n}", "author_id": "1", "entities": {"urls": [{"start": 1}, {"start": 2}]}}
        for n in range(1, 9)
    ]
    page = json.dumps({"data": posts, "includes": {"users": [{"id": "1", "username": "ada"}]}}, indent=indent)
    for end in (
        page.index('"includes"'),
        page.index("post 8"),
        page.rindex('{"start"' if indent is None else '"start"'),
    ):
        name, items = read_text(page[:end])
        assert name == "x-v2"
        whole = 8 if end > page.index('"includes"') - 1 else 7
        assert [mention.id for mention in mentions_in(items)] == [f"{n}" for n in range(1, whole + 1)]
        assert any(isinstance(item, Skipped) for item in items)


def test_of_a_damaged_page_only_its_own_posts_are_read_and_not_those_they_refer_to() -> None:
    post = '{"id": "1", "text": "one", "author_id": "9"}'
    _, items = read_text(f'{{"data": [{post}], "includes": {{"tweets": [{post.replace("1", "2")}], "users": [{{"id"')
    assert [mention.id for mention in mentions_in(items)] == ["1"]


def test_a_bad_post_within_a_page_costs_itself_only() -> None:
    _, items = read_text(
        f'{{"posts": [{ONE}, {{"id": "x", "text": oops, "tags": [{{"a": 1}}, {{"b": 2}}]}}, {TWO}], "n": 3}}'
    )
    assert [mention.id for mention in mentions_in(items)] == ["1", "2"]


DAMAGES = {
    "a quote within a text": ('"text 3"', '"my "order 3"'),
    "two quotes within a text": ('"text 3"', '"my "order" 3"'),
    "a text without its end": ('"text 3"', '"text 3'),
    "no comma": ('"text 3",', '"text 3"'),
    "a word": ('"text 3"', "undefined"),
}


@pytest.mark.parametrize("damage", DAMAGES)
@pytest.mark.parametrize("indent", [None, 1])
@pytest.mark.parametrize("wrap", ["[%s]", '{"data": [%s]}', '{"data": [%s], "meta": {"count": 600}}', "%s"])
def test_damage_within_one_post_of_many_costs_that_post_only(damage: str, indent: int | None, wrap: str) -> None:
    tags = [{"tag": "one", "id": "7"}, {"tag": "two", "id": "8"}]
    posts = [
        {"id": f"{n}", "text": f"text {n}", "tags": tags, "author": {"name": "Ada", "tags": tags}} for n in range(600)
    ]
    separator = "\n" if wrap == "%s" else ", "
    written = separator.join(json.dumps(post, indent=indent) for post in posts)
    _, items = read_text(wrap % written.replace(*DAMAGES[damage]))
    assert [mention.text for mention in mentions_in(items)] == [f"text {n}" for n in range(600) if n != 3]
    assert 1 <= sum(isinstance(item, Skipped) for item in items) <= 2


@pytest.mark.parametrize("piece", ['{"id%d": x]', '{"id": x,', '{"id": "x" ', '[{"id": "', '{"id": "a}, {"b": '])
def test_damage_without_end_takes_no_longer_than_its_length(piece: str) -> None:
    def make_text(size: int) -> str:
        return f"[{ONE}," + "".join(piece.replace("%d", str(n)) for n in range(size // len(piece)))

    assert measure_growth(read_text, make_text, 5_000, 10) < 40  # quadratic work: 100


def test_blanks_behind_damage_take_no_longer_than_their_length() -> None:
    damaged = f'[{ONE}, {{"id": "1" x }}'
    assert len(mentions_in(read_text(f"{damaged} , {ONE}]")[1])) == 2
    assert measure_growth(read_text, lambda size: f"{damaged}{' ' * size}x]", 3_000, 10) < 40


def test_damage_far_from_the_end_does_not_cost_the_rest_of_a_large_array() -> None:
    many = ",".join(f'{{"id": "{n}", "text": "{"x" * 500}"}}' for n in range(1000))
    _, items = read_text(f'[{ONE}, {{"id": broken}}, {many}]')
    assert len(mentions_in(items)) == 1001


def test_values_longer_than_a_block_are_read_whole() -> None:
    long = "word " * 200_000
    assert [len(m.text) for m in mentions_in(read_text(f'[{{"id": "1", "text": "{long}"}}, {TWO}]')[1])] == [
        len(long.strip()),
        3,
    ]
    assert ids(f'{{"id": "1", "text": "{long}"}}\n{TWO}') == ["1", "2"]


@pytest.mark.parametrize("wrap", ["%s", "[%s]", "%s\n" + TWO])
def test_nesting_without_end_is_a_skipped_value_and_no_crash(wrap: str) -> None:
    deep = '{"id": "1", "text": "t", "a": ' + '{"a": ' * 100_000 + "1" + "}" * 100_000 + "}"
    try:
        _, items = read_text(wrap % deep)
    except InputError:
        assert "\n" not in wrap  # nothing at all could be read
        return
    assert any(isinstance(item, Skipped) and "nested" in item.reason for item in items)


@pytest.mark.parametrize("text", ["[]", "[ ]\n", "{"])
def test_an_export_without_any_value_is_refused(text: str) -> None:
    with pytest.raises(InputError):
        read_text(text)


def test_half_characters_and_nul_bytes_become_harmless() -> None:
    _, items = read_text('{"id": "1", "text": "cut \\ud83d off"}\n{"id": "2", "text": "nul \x00 byte"}\n')
    assert [mention.text for mention in mentions_in(items)] == ["cut \ufffd off", "nul  byte"]
    for mention in mentions_in(items):
        mention.text.encode()  # what holds half a character cannot be written anywhere


def test_numbers_that_json_does_not_have_are_unknown() -> None:
    _, items = read_text('{"id": "1", "text": "a", "engagement": {"likes": NaN, "views": Infinity, "replies": 2}}')
    (mention,) = mentions_in(items)
    assert (mention.engagement.likes, mention.engagement.views, mention.engagement.replies) == (None, None, 2)


@pytest.mark.parametrize("wrap", ["%s\n%s", "[%s, %s]"])
def test_letters_that_are_no_utf_8_are_kept_and_said_once(wrap: str) -> None:
    text = wrap % ('{"id": "1", "text": "caf\u00e9"}', '{"id": "2", "text": "\u00fcber \u00e9 CAFE"}')
    content = text.encode().replace("\u00fcber \u00e9".encode(), "\u00fcber \u00e9".encode("cp1252"))
    _, items = read_bytes(content)
    assert [mention.text for mention in mentions_in(items)] == ["caf\u00e9", "\u00fcber \u00e9 CAFE"]
    assert sum(isinstance(item, Note) for item in items) == 1


def test_bytes_of_no_letter_are_the_same_in_json_and_in_tables() -> None:
    in_json = [
        read_bytes(content)[1] for content in (b'{"id": "1", "text": "a\x81b"}\n', b'[{"id": "1", "text": "a\x81b"}]')
    ]
    table = read_bytes(b"id,text,author\n1,a\x81b,ada\n")[1]
    assert [mention.text for items in (*in_json, table) for mention in mentions_in(items)] == ["a\x81b"] * 3


def test_values_that_are_no_objects_are_skipped_with_a_reason() -> None:
    _, items = read_text(f'[{ONE}, 17, "word", null, {TWO}]')
    assert [mention.id for mention in mentions_in(items)] == ["1", "2"]
    assert [item.reason for item in items if isinstance(item, Skipped)] == [
        "no post but a single number",
        "no post but a single string",
        "no post but a single null",
    ]


@pytest.mark.parametrize("wrap", ["%s\n%s\n%s\n", "[%s, %s, %s]"])
@pytest.mark.parametrize("place", ["id", "likes"])
def test_a_number_of_thousands_of_digits_costs_its_post_and_is_called_so(wrap: str, place: str) -> None:
    _, items = read_text(wrap % (ONE, f'{{"text": "never", "{place}": {"9" * 5000}}}', TWO))
    assert [mention.id for mention in mentions_in(items)] == ["1", "2"]
    assert [item.reason for item in items if isinstance(item, Skipped)] == [
        "it holds a number of thousands of digits, as no post does"
    ]


@given(st.binary(max_size=200))
def test_no_bytes_make_the_front_crash(content: bytes) -> None:
    for start in (b"", b"{", b'[{"id": "1", "text": "a"},', b'{"id": "1", "text": "a"}\n'):
        list(iterate_values("bytes", io.BytesIO(start + content)))


@given(
    st.lists(
        st.dictionaries(st.text(max_size=5), st.integers() | st.text() | st.none(), max_size=4), min_size=1, max_size=9
    ),
    st.sampled_from([None, 1]),
    st.sampled_from(["escaped", "as it is"]),
)
def test_arrays_and_lines_give_the_same_values(rows: list[dict[str, object]], indent: int | None, letters: str) -> None:
    lines = "\n".join(json.dumps(row, ensure_ascii=letters == "escaped") for row in rows).encode()
    array = json.dumps(rows, ensure_ascii=letters == "escaped", indent=indent).encode()
    as_lines = [value for _, value in values_of(io.BytesIO(lines))]
    as_array = [value for _, value in values_of(io.BytesIO(array))]
    assert as_lines == as_array
    assert len(as_array) == len(rows)


def test_reading_closes_what_it_opens() -> None:
    opened: list[BinaryIO] = []

    def open_raw() -> BinaryIO:
        opened.append(io.BytesIO(f"[{ONE}, {TWO}]".encode()))
        return opened[-1]

    open_export("export", open_raw, {})
    assert opened
    assert all(stream.closed for stream in opened)

"""A chat that WhatsApp has exported as plain text; people are known by the names in the phone that exported it."""

from collections.abc import Iterable, Iterator
from typing import BinaryIO

from mentiontriage.accounts import fold_account
from mentiontriage.idents import make_id
from mentiontriage.model import Author, Mention, Note, Skipped
from mentiontriage.readers import Export, Item, Reader, Sample
from mentiontriage.readers._cells import read_person
from mentiontriage.readers._chat import Line, begins_chat, read_messages
from mentiontriage.readers._chat_answers import ChatAnswers
from mentiontriage.readers._dates import TimeColumn
from mentiontriage.readers._encoding import NOT_UTF8, Lines, find_encoding

_SAMPLED = 50
_HEAD_BYTES = 65_536
_SOURCE = "whatsapp"


def claims(sample: Sample) -> str | None:
    """Know a chat by how its first line begins: with a moment and who wrote."""
    known = sample.kind == "other" and begins_chat(sample.text)
    return "lines that begin with a time and a name" if known else None


def read(export: Export) -> Iterator[Item]:
    """Read each message; pictures and WhatsApp's own notices are skipped."""

    def is_ours(line: Line) -> bool:
        return fold_account(_read_author(line), _SOURCE) in export.own

    first = [line.time for line in read_messages(export.sample.text.splitlines(keepends=True)[:_SAMPLED])]
    times = TimeColumn(first, lambda: (line.time for line in _read_lines(export)), export.times)
    answers = ChatAnswers(_read_lines(export), is_ours, times.parse)
    with export.open_bytes() as stream:
        lines = _find_lines(stream)
        for line in read_messages(_end_plainly(lines)):
            if line.author and line.text:
                yield _build(line, times, None if is_ours(line) else answers)
            else:
                yield Skipped(f"{export.name}:{line.number}", "it has no words: a notice of WhatsApp's own, or a file")
    if lines.odd_bytes:
        yield Note(export.name, NOT_UTF8)
    for told in answers.report():
        yield Note(export.name, told)
    yield from times.report(export.name)


def _build(line: Line, times: TimeColumn, answers: ChatAnswers | None) -> Mention:
    posted_at = times.parse(line.time)
    if posted_at is None:
        times.miss(line.time)
    return Mention(
        id=make_id(line.author, posted_at, line.text),  # made of a phone number too, which is kept nowhere
        source=_SOURCE,
        text=line.text,
        author=_read_author(line),
        posted_at=posted_at,
        answered_at=answers.find(line, posted_at) if answers else None,
    )


def _read_author(line: Line) -> Author:
    return Author(name=read_person(line.author))


def _read_lines(export: Export) -> Iterator[Line]:
    with export.open_bytes() as stream:
        yield from read_messages(_end_plainly(_find_lines(stream)))


def _find_lines(stream: BinaryIO) -> Lines:
    encoding = find_encoding(stream.read(_HEAD_BYTES))
    stream.seek(0)
    return Lines(stream, "utf-8-sig" if encoding == "utf-8" else encoding, "")


def _end_plainly(lines: Iterable[str]) -> Iterator[str]:
    return (line.rstrip("\r\n") + "\n" for line in lines)


READER = Reader(_SOURCE, "WhatsApp, a chat exported as text", claims, read)

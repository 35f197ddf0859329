"""When a person's messages in a chat were answered: by what one of us wrote there later."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime, timedelta

from msgspec.structs import replace

from mentiontriage.model import Mention, Note
from mentiontriage.readers._chat import Line
from mentiontriage.times import parse_time

_AT_ONCE = timedelta(minutes=1)
"""How soon after a message a machine greets, in times to the minute: what we write no later may be its words."""
_UNKNOWN_US = (
    "none of those who write in this chat is known as one of us, so nothing in it counts as answered; "
    "--handle 'NAME', with a name as the chat has it, says who is"
)
_SEVERAL = "several people write to us in this chat, and whom we answer is not told: nothing in it counts as answered"


class ChatAnswers:
    """Finds when we answered the messages of one chat.

    Where one person alone writes to us, what we write answers all that they wrote before; in a group whom it answers
    is not told. What may be a machine's answers nothing: what comes at once, or again word for word.
    """

    def __init__(
        self, lines: Iterable[Line], is_ours: Callable[[Line], bool], parse: Callable[[str], datetime | None]
    ) -> None:
        """Read the whole chat, as ours stand below what they answer; `parse` reads a line's time."""
        self._others = set[str]()
        self._knows_us = False
        self._last: tuple[int, datetime] | None = None
        asked_at: datetime | None = None
        said = set[int]()
        for line in lines:
            if not (line.author and line.text):
                continue
            moment = parse(line.time)
            if not is_ours(line):
                asked_at = moment
                if len(self._others) < 2:  # one and several are all that matters
                    self._others.add(line.author)
                continue
            self._knows_us = True
            words = hash(line.text)
            if asked_at and moment and moment - asked_at > _AT_ONCE and words not in said:
                self._last = line.number, moment
            said.add(words)

    def find(self, line: Line, posted_at: datetime | None) -> datetime | None:
        """Find when we answered a message that we did not write; None where we did not, or nothing tells."""
        if self._last is None or posted_at is None or len(self._others) > 1:
            return None
        number, moment = self._last
        return moment if line.number < number else None

    def report(self) -> Iterator[str]:
        """Say why nothing counts as answered, where that is not because we wrote nothing."""
        if len(self._others) > 1:
            yield _SEVERAL if self._knows_us else _UNKNOWN_US


def mark_answered(messages: Sequence[Mention]) -> Iterator[Mention | Note]:
    """Mark the messages of a chat with one person that we answered; those that are `ours` say when we wrote.

    They come in any order, and stay in it; then comes why nothing counts as answered, where that is not our silence.
    """
    told = [(one.posted_at, place) for place, one in enumerate(messages) if one.posted_at]
    lines = {place: _to_line(number, messages[place]) for number, (_, place) in enumerate(sorted(told), 1)}
    said_by_us = {line.number for place, line in lines.items() if messages[place].ours}
    answers = ChatAnswers(lines.values(), lambda line: line.number in said_by_us, parse_time)
    for place, message in enumerate(messages):
        if message.ours or place not in lines:
            yield message
        else:
            yield replace(message, answered_at=answers.find(lines[place], message.posted_at))
    yield from (Note("", told) for told in answers.report())


def _to_line(number: int, message: Mention) -> Line:
    time = message.posted_at.isoformat() if message.posted_at else ""
    return Line(number, time, message.author.name or message.author.handle or "?", message.text)

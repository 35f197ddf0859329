"""A chat that LINE Official Account Manager has exported as CSV, in Japanese: one person writes to our account.

Three rows above the table tell whose account it is, the time zone and when it was exported. Of stickers, files and what
was taken back only a notice is left. What the account sent in nobody's name is an automatic reply or went to everybody.
"""

import re
from collections.abc import Iterator

from msgspec.structs import replace

from mentiontriage.model import Mention
from mentiontriage.readers import Export, Item, Reader, Sample
from mentiontriage.readers._chat_answers import mark_answered
from mentiontriage.readers._columns import Signature, find_places, name_places, read_table
from mentiontriage.readers._shape import TableShape
from mentiontriage.text import plain_text

_COLUMNS = {"name": "送信者名", "created_at": "送信日", "time": "送信時刻", "text": "内容"}
_SENDER = "送信者タイプ"
_SIGNATURE = Signature(needs=(_SENDER, *_COLUMNS.values()))
_WORDLESS = re.compile(
    r"(?:(?:スタンプ|写真|画像|動画|音声|ボイスメッセージ|ファイル|位置情報)を送信|メッセージの送信を取り消)しました。?"
)
_MACHINE = re.compile(r"メッセージ|自動|配信|\bbot\b", re.I)


def claims(sample: Sample) -> str | None:
    """Know a chat by its columns."""
    return _SIGNATURE.match(sample.header) if sample.kind == "csv" else None


def read(export: Export) -> Iterator[Item]:
    """Read each message; what one of us wrote in their own name answers what stands before it."""
    said: list[Mention] = []
    shape = TableShape(source="line", ours_where={_SENDER: ("account",)}, read_text=_read_text)
    for item in read_table(export, find_places(export, _COLUMNS), shape):
        if isinstance(item, Mention) and not _is_automatic(item):
            said.append(item)
        else:
            yield item
    for told in mark_answered(said):
        yield told if isinstance(told, Mention) else replace(told, where=export.name)


def _read_text(cell: str) -> str:
    return "" if _WORDLESS.fullmatch(cell) else plain_text(cell)


def _is_automatic(message: Mention) -> bool:
    return message.ours and (message.author.name is None or _MACHINE.search(message.author.name) is not None)


def _name_columns(export: Export) -> dict[str, tuple[str, ...]]:
    return name_places(export, find_places(export, _COLUMNS)) | {"ours": (_SENDER,)}


READER = Reader(
    "line", "LINE Official Account, a chat exported as CSV in Japanese", claims, read, columns=_name_columns
)

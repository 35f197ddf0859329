"""A channel of Discord as DiscordChatExporter writes it in CSV: no message has an id, and none names what it answers.

Discord's own notices stand among the messages, in the exporter's words.
https://github.com/Tyrrrz/DiscordChatExporter
"""

import re

from mentiontriage.readers._columns import Signature, table_reader
from mentiontriage.readers._shape import TableShape
from mentiontriage.text import plain_text

_NOTICE = re.compile(
    r"(?:Joined the server|Left the group|Pinned a message|Started a thread|(?:Added|Removed) a recipient"
    r"|Added [^\n]{1,100} to the group|Removed [^\n]{1,100} from the group|Started a call that lasted [\d,]+ minutes"
    r"|Changed the channel (?:icon|name(?:: [^\n]{1,200})?))\.?"
)


def _read_text(cell: str) -> str:
    return "" if _NOTICE.fullmatch(cell) else plain_text(cell)


READER = table_reader(
    "discord-csv",
    "Discord: a channel exported by DiscordChatExporter as CSV",
    Signature(needs=("AuthorID", "Author", "Date", "Content", "Attachments", "Reactions")),
    {"handle": "Author", "created_at": "Date", "text": "Content"},
    TableShape(source="discord", identity=("AuthorID",), read_text=_read_text),
)

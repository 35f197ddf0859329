"""What somebody wrote in a mail: without what it quotes of earlier ones, which others wrote or they themselves before.

In doubt a text stays whole: where hardly a word would be left, or words that point at what they stand above. What is
forwarded is what the mail is about, and stays. Where no marks show how far a quotation goes (Outlook), it is taken to
go to the end only below words of the mail's own.
"""

import re
from collections.abc import Sequence

from mentiontriage.payloads.networks import NAMES
from mentiontriage.text import plain_text

LEFT_OUT = "[…]"
"""What stands where a quotation was left out."""
_MAIL = frozenset({"email", "e-mail", "mail"})
_FEWEST_WORDS = 4  # that say something without what they were written above or below
_MOST_OF_HEADER = 3  # lines over which a program breaks the line above a quotation
_LONGEST_LINE = 300  # characters, of what may stand above a quotation
_MOST_OF_SIGNATURE = 10  # lines
_OPEN, _CLOSE = "\ue000", "\ue001"
_BLOCKQUOTE = re.compile(r"<(/?)blockquote\b[^<>]*>", re.I)
_SIGN = re.compile(r"\s{0,9}(?:[>#_-]|\*?\*?(?:from|von|de|da|van)\b)", re.I)
"""How a line begins that is quoted, or may stand above what is."""
_WORD = re.compile(r"\w{2,}")
_POINTS_BELOW = re.compile(r"\b(?:below|inline|unten|dessous|plus bas|abajo|sotto|abaixo|hieronder|onderaan)\b", re.I)
_BEGINS = re.compile(r"\s{0,9}(?:on|am|le|el|il|em|no|a|op)\b|[^\n]{0,150}\bschrieb\s+am\b", re.I)
_WROTE = re.compile(
    r"\s{0,9}(?:on\b.{5,}\bwrote|le\b.{5,}\ba\s+écrit|el\b.{5,}\bescribió|il\b.{5,}\bha\s+scritto"
    r"|(?:em|no|a)\b.{5,}\bescreveu|am\b.{5,}\bschrieb\b.*|.*\bschrieb\s+am\b.{5,}|op\b.{5,}\bschreef\b.*"
    r"|op\b.{5,}\bgeschreven)\s?:\s*",
    re.I | re.S,
)
_ADDRESS_OR_CLOCK = re.compile(r"\w@\w|\d{1,2}[:.h]\d{2}\b")
_ORIGINAL = re.compile(
    r"\s*[-_]{2,}\s*(?:original message|ursprüngliche nachricht|original-?nachricht|message d[’']origine"
    r"|message original|mensaje original|messaggio originale|mensagem original|oorspronkelijk bericht)\s*[-_]{2,}\s*"
    r"|\s*##-.*-##\s*",
    re.I,
)
_FORWARDED = re.compile(
    r"\s*[-_]{2,}\s*(?:forwarded message|forwarded by\b.{0,100}|weitergeleitete nachricht"
    r"|message (?:transféré|transmis)|mensaje reenviado|messaggio inoltrato|mensagem encaminhada"
    r"|doorgestuurd bericht)\s*[-_]{2,}\s*"
    r"|\s*(?:begin forwarded message|anfang der weitergeleiteten (?:nachricht|e-mail)"
    r"|début du message (?:transféré|réexpédié)|inicio del mensaje reenviado|inizio (?:del )?messaggio inoltrato"
    r"|início da mensagem (?:encaminhada|reenviada)|begin doorgestuurd bericht)\s?:\s*",
    re.I,
)
_FORWARDING = re.compile(r"\s*(?:fwd?|wg|tr|rv|enc|doorst|i)\s?:", re.I)
_FROM = re.compile(r"\s*\*{0,2}(?:from|von|de|da|van)\*{0,2}\s?:\*{0,2}\s*\S", re.I)
_SENT = re.compile(
    r"\s*\*{0,2}(?:sent|date|gesendet|datum|envoyé|enviado|enviada|fecha|data|inviato|verzonden)(?: (?:el|em|am|le))?"
    r"\*{0,2}\s?:\*{0,2}\s*\S",
    re.I,
)
_TO = re.compile(
    r"\s*\*{0,2}(?:to|an|à|a|para|aan|cc|subject|betreff|objet|asunto|oggetto|assunto|onderwerp)\*{0,2}\s?:", re.I
)


def may_be_mail(source: str, *, is_of_tickets: bool) -> bool:
    """Tell by the network or channel of a text whether it may be a mail, as tickets are whose network is not known."""
    return source in _MAIL or (is_of_tickets and source not in NAMES)


def read_mail(value: object, title: object = "") -> str:
    """Make plain what somebody wrote in a mail of that title, as `plain_text` does, without what it quotes."""
    if not isinstance(value, str) or (isinstance(title, str) and _FORWARDING.match(title)):
        return plain_text(value)
    text = _mark_quotations(value) if "<" in value else plain_text(value)
    lines = text.splitlines()
    if not any(line.rstrip().endswith(":") or _SIGN.match(line) for line in lines):  # most quote nothing
        return text
    kept = _leave_out_signature(_leave_out_quotations(lines))
    return "\n".join(kept).strip() if kept != lines and _stand_alone(kept) else plain_text(value)


def _mark_quotations(value: str) -> str:
    """Make a text plain, in which each line that HTML quotes begins with `>`, as in mails without markup."""
    tags = [tag[1] for tag in _BLOCKQUOTE.finditer(value)]
    if not tags or tags.count("") != tags.count("/"):
        return plain_text(value)
    bare = value.replace(_OPEN, "").replace(_CLOSE, "")
    text = plain_text(_BLOCKQUOTE.sub(lambda tag: f"<br>{_CLOSE if tag[1] else _OPEN}<br>", bare))
    lines: list[str] = []
    depth = 0
    for line in text.split("\n"):
        if line in {_OPEN, _CLOSE}:
            depth += 1 if line == _OPEN else -1
        else:
            lines.append(f"> {line}" if depth > 0 else line)
    return "\n".join(lines)


def _leave_out_quotations(lines: Sequence[str]) -> list[str]:
    kept: list[str] = []
    at = 0
    while at < len(lines):
        if _FORWARDED.fullmatch(lines[at]):
            return [*kept, *lines[at:]]
        header = _measure_header(lines, at)
        begin = at + header
        end = _find_end(lines, begin) if header or _is_marked(lines[at]) else begin
        if end > begin + (not header):  # a line alone may be one of "> 100 euros"
            kept.append(LEFT_OUT)
            at = end
        elif header:
            above = [*kept, LEFT_OUT]
            return above if _stand_alone(above) else [*kept, *lines[at:]]
        else:
            kept.append(lines[at])
            at += 1
    return kept


def _find_end(lines: Sequence[str], at: int) -> int:
    """Find where the lines end that are marked as quoted; where they would begin, if there are none."""
    end = at
    for number in range(at, len(lines)):
        if _is_marked(lines[number]):
            end = number + 1
        elif lines[number].strip():
            break
    return end


def _is_marked(line: str) -> bool:
    return line.lstrip().startswith(">")


def _measure_header(lines: Sequence[str], at: int) -> int:
    """Count the lines that a program writes above what it quotes; 0 where it does not begin here."""
    if _ORIGINAL.fullmatch(lines[at]):
        return 1
    if _FROM.match(lines[at]):
        below = lines[at + 1 : at + 6]
        return int(any(map(_SENT.match, below)) and any(map(_TO.match, below)))
    if _BEGINS.match(lines[at]):
        for count in range(1, _MOST_OF_HEADER + 1):
            told = " ".join(lines[at : at + count])
            if len(told) > _LONGEST_LINE:
                break
            if _WROTE.fullmatch(told) and _ADDRESS_OR_CLOCK.search(told):
                return count
    return 0


def _stand_alone(kept: Sequence[str]) -> bool:
    """Tell lines that say something by themselves: enough words, which do not point at a quotation that ends them."""
    own = "\n".join(line for line in kept if line != LEFT_OUT)
    last = next((line for line in reversed(kept) if line.strip()), "")
    return len(_WORD.findall(own)) >= _FEWEST_WORDS and not (last == LEFT_OUT and _POINTS_BELOW.search(own))


def _leave_out_signature(lines: Sequence[str]) -> list[str]:
    """Leave out what stands below a line that marks a signature (RFC 3676), if that is no more than one."""
    for at in range(len(lines) - 1, max(-1, len(lines) - _MOST_OF_SIGNATURE - 2), -1):
        if lines[at] == "-- " and any(map(_WORD.search, lines[:at])):
            return list(lines[:at])
    return list(lines)

"""What a post is after besides complaining: to ask, to buy, to sell, to report, to thank. Pure rules.

Most rules are a pattern, mainly in English, and a list of letters of which every text that it matches holds some:
most posts hold none of them, and to see that takes a tenth of the time that the pattern would.
"""

import re

from mentiontriage.model import Mention
from mentiontriage.signals._phrase_words import EDGES, NO_WORD

# Its quantifiers are possessive (*+, ++): a long "@@@@" could be taken apart in more ways than there is time for.
_ADDRESSED = re.compile(r"\s*+(?:(?:hi|hey|hello|dear)\b[\s,!]*+)?(?:[.]?@[\w.@-]++[\s,:;]*+)++", re.IGNORECASE)
_HANDLE = re.compile(r"@([\w.@-]++)")
_SENTENCE_END = re.compile(r"(?<=[.!?\u2026\U0001f300-\U0001faff])\s+|\n+")
_QUOTE = '["\u201c\u201d\u201e\u00ab\u00bb]'
_QUOTED = re.compile(rf"{_QUOTE}[\w'\u2019-]++(?: [\w'\u2019-]++){{0,2}} ?{_QUOTE}")
_WHO = r"i|you|u|we|they|he|she|it|there|this|these|those|your|our|any(?:one|body)?"
_ASKS = re.compile(
    r"\s*+(?:(?:hi|hey|hello|dear)\b[\s,!]*+)?(?:"
    # After a handle the first ones may as well tell something of it: "@acme has a shop", "@acme is the best".
    rf"(?:is|are|was|were|did|has|have|should|will|would) (?:{_WHO}|the (?!best|worst|only|most|\w+est\b))"
    rf"|(?:do|does|can|could|may|am) (?:{_WHO}|that|the|my|ur|an?|some(?:one|body)?)"
    r"|(?:when|where|how|what|why)(?:['\u2019]?s|['\u2019]re| (?:[\w'\u2019-]+ ){0,3}?"
    r"(?:is|are|was|were|do|does|did|can|could|will|would|should|to|has|have))"
    r"|which|who|any(?:one|body))\b",
    re.IGNORECASE,
)
_PLEADS = re.compile(
    r"\b(?:please+|pls|plz)[\s,]+help\b|\b(?:need|needs|want|any|some) (?:\w+ )?help\b"
    r"|(?<!\bto )(?<!\bfor )\bhelp (?:me|us|him|her|my|please|pls|plz)\b|(?:^|[.!?\u2026,])\s*help\s*(?:[!.\u2026]|$)"
)
_DEMANDS = re.compile(
    r"\b(?:please|pls|plz|kindly) (?:"
    r"(?:call|cancel|change|collect|confirm|contact|correct|delete|email|fix|move|phone|postpone|rebook|refund|remove"
    r"|repair|replace|reschedule|resend|ring|send|update) (?:me|my|our|the|this|us)|take (?:me|my|us) off"
    r"|answer|get back to (?:me|us)|reply|respond)\b"
    r"|\b(?:(?:i|we) (?:just |still )?(?:demand|expect|need|request|require|want|would like)|(?:i|we)['\u2019]d like)"
    r" (?:an?|my|our|some|the) (?:full |new |proper )?(?:answer|apology|call ?back|compensation|exchange|explanation"
    r"|money back|refund|repair|replacement|reply|response)\b"
)
_BUYS = re.compile(
    r"\b(?:thinking (?:of|about) (?:buying|getting)|looking (?:to buy|for a new)"
    r"|should i (?:buy|order|get)(?! (?:my|a refund|home|back))"
    r"|(?:want|going|about|ready|planning|hoping) to (?:buy|order)"
    r"|which (?:one|model) should|in the market for|where can i (?:buy|order|get (?:one|it|this|these|some))"
    r"|(?:any|your|some|for) recommendations?|recommendations? (?:please|anyone)"
    r"|tempted (?:by|to (?:buy|get|order|try))|(?:like|love|need|want|book|request) (?:a (?:demo|quote)|an offer)"
    r"|sign(?:ed)? up for the [\w ]{0,20}waitlist)\b"
    # What may as well be praise ("worth it", "would recommend it to anybody") is a buyer's only as a question.
    r"|\b(?:worth (?:buying|it|the money)|(?:can|could|would|do|does|any(?:one|body)) [^.!?]{0,30}\brecommend)\b"
    r"[^.!?]{0,60}\?",
    re.IGNORECASE,
)
_SWITCHES = re.compile(r"(?<!regrets )(?<!regret )(?<!since )(?<!after )\bswitch(?:ing)?(?: over)? to\b", re.IGNORECASE)
_REPORTS = re.compile(
    r"\b(?:press release|stock price|quarterly (?:results|earnings))\b"
    # $ACME; but $CAD 50 is money, and F&$KING no share.
    r"|(?<![\w$&#*])\$(?!(?:AUD|CAD|EUR|GBP|HKD|MXN|NZD|SGD|USD?)\b)[A-Z]{2,5}\b"
)
# Headlines tell of a company as nobody does who is troubled by it: who says "I" or "my" is no newspaper.
_HEADLINES = re.compile(
    r"\bfined (?:[$£€]|by\b)|\brecall(?:s|ing|ed) (?:over |nearly |more than |some )?[\d,.]+|\bsued (?:by|over)\b"
    r"|\b(?:unions?|regulators?|watchdogs?) (?:says?|said|finds?|found|warns?|rules?)\b|\baccording to downdetector\b"
    r"|\bceo\b[^.!?]{0,30}\b(?:steps down|resigns|quits|ousted)\b"
    r"|\bto (?:close|cut) [\d,]+ (?:jobs|stores|branches|shops|restaurants)\b",
    re.IGNORECASE,
)
_BREAKING = ("breaking:", "breaking news")
_MINE = re.compile(r"\b(?:i|i['\u2019]\w+|im|ive|me|my|mine|we|we['\u2019]\w+|us|our|ours)\b", re.IGNORECASE)
_MAY_REPORT = re.compile(
    r"\b(?:shares (?:rise|fall|rose|fell|up|down)|appoints|announces|acquires|analysts?|launches|unveils"
    r"|beats expectations|strike at [A-Z])\b|\bQ[1-4]\b[^.!?]{0,20}\b(?:revenue|profit)"
)
_SELLS = re.compile(
    r"\b(?:(?:we(?:'|\u2019)re|is|are|now) hiring|hiring now|job opening|apply now|bewirb dich|jetzt bewerben"
    r"|use (?:my |our )?(?:promo |discount )?code [a-z]*\d+|affiliate link)\b"
    r"|\((?:m/w/d|w/m/d|m/f/d|h/f)\)|(?<!\w)#(?:ad|advert|anzeige|hiring|jobs?|sponsored|werbung)\b",
    re.IGNORECASE,
)
_MAY_SELL = re.compile(
    r"\b(?:promo code|discount code|use code|coupon|giveaway|dm (?:me|us) (?:for|to)|click (?:here|the link)"
    r"|link in bio|free followers|buy now|limited offer|crypto|airdrop|whats ?app \+?\d+|affiliate"
    r"|deals (?:are )?(?:live|on now)|collection only|face value|i buy used|wt[sb])\b"
    r"|\bearn [$£€]|\bwin (?:an? |one of |\d+ |[$£€]\d+ ?)[^.!?]{0,30}(?:voucher|gift card|prize|ticket|hamper)"
    r"|#(?:giveaway|promo)\b",
    re.IGNORECASE,
)
_AWAY = (
    "automatic reply", "auto-reply", "out of office", "out of the office", "i am out of the office",
    "automatische antwort", "abwesenheit", "réponse automatique", "respuesta automática", "risposta automatica",
    "resposta automática",
)  # fmt: skip
_RECEIVED = (
    "thank you for your message",
    "thank you for contacting",
    "thanks for contacting",
    "thank you for your email",
)
_TICKET = re.compile(r"\b(?:ticket|case|request|message|e-?mail)\b[^.!?]{0,40}\b(?:received|opened|created|logged)\b")
_DEMANDS_NEEDS = (
    "please ",
    "pls ",
    "plz ",
    "kindly ",
    "demand ",
    "expect ",
    "like ",
    "need ",
    "require ",
    "request ",
    "want ",
)
_BUYS_NEEDS = (
    "thinking ", "looking ", "should i ", "want to ", "going to ", "about to ", "ready to ", "planning to ",
    "hoping to ", "which ", "in the market", "where can i", "recommend", "worth ", "tempted ", "a demo", "a quote",
    "an offer", "waitlist",
)  # fmt: skip
_REPORTS_NEEDS = ("press release", "stock price", "quarterly ", "$")
_HEADLINES_NEEDS = (
    "fined ",
    "recall",
    "sued ",
    "union",
    "regulator",
    "watchdog",
    "downdetector",
    "ceo",
    "to close ",
    "to cut ",
)
_MAY_REPORT_NEEDS = (
    "shares ",
    "appoints",
    "announces",
    "acquires",
    "analyst",
    "launches",
    "unveils",
    "expectations",
    "strike at",
    "Q",
)
_SELLS_NEEDS = (
    "hiring", "job", "apply now", "bewirb dich", "bewerben", "code ", "affiliate", "/d)", "/f)", "#a", "#sponsored",
    "#werbung",
)  # fmt: skip
_MAY_SELL_NEEDS = (
    "promo", "code", "coupon", "giveaway", "dm me", "dm us", "click ", "link in", "free f", "buy now", "limited",
    "earn ", "crypto", "airdrop", "whats", "affiliate", "deals ", "collection only", "face value", "i buy used", "wts",
    "wtb", "win ",
)  # fmt: skip

# VADER's lexicon is English, and hears the mood of other languages by chance alone.
_GLAD = {
    "de": """danke dankeschön dank begeistert großartig grossartig hervorragend klasse lecker lieb liebe perfekt
        spitze super tipptopp toll tolle tollen wunderbar zufrieden zuverlässig""",
    "fr": """adore adoré bravo excellent excellente fantastique formidable génial géniale impeccable merci parfait
        parfaite ravi ravie satisfait satisfaite super superbe top""",
    "es": """agradecida agradecido encanta encantada encantado encantan estupendo excelente excelentes fantástico
        felicidades feliz genial gracias maravilla maravilloso perfecta perfecto recomendable""",
    "it": """adoro bravi bravissimi complimenti consigliatissimo contenta contento eccellente fantastica fantastici
        fantastico felice gentilissimi grazie impeccabile ottima ottimo perfetta perfetto soddisfatta soddisfatto""",
    "pt": """adorei adoro amei amo excelente fantástico feliz incrível maravilhosa maravilhoso obrigada obrigado ótima
        ótimo ótimos parabéns perfeita perfeito recomendo satisfeita satisfeito""",
}
_GLAD_WORDS = {language: frozenset(words.split()) for language, words in _GLAD.items()}
_FILLING = frozenset(
    """vielen herzlichen tausend sehr so ganz ok okay ja schön schöne echt euch an alle mal das
    war""".split()  # noqa: SIM905 (a list of words, read as one)
)
"""German words that add nothing to thanks."""


def is_glad(tokens: list[str], language: str) -> bool:
    """Tell whether a post thanks or praises, in German, French, Spanish, Italian or Portuguese."""
    words = _GLAD_WORDS.get(language)
    return words is not None and any(token.strip(EDGES).lower() in words for token in tokens)


def only_thanks(tokens: list[str], language: str) -> bool:
    """Tell whether a post in German says nothing but thanks or praise, handles and signs aside.

    The German probabilities keep so close to the middle that they leave "Danke!" in doubt.
    """
    if language != "de":
        return False
    words = [word for token in tokens if not token.startswith(NO_WORD) and (word := token.strip(EDGES).lower())]
    spoken = [word for word in words if any(map(str.isalpha, word))]
    return is_glad(spoken, language) and all(w in _GLAD_WORDS["de"] or w in _FILLING for w in spoken)


def is_broadcast(mention: Mention) -> bool:
    """Tell whether a post speaks to nobody in particular: no review, no reply, no handle to begin with.

    Only such a post can be an advert or news whatever else it says; who speaks to a brand means the brand.
    """
    return mention.rating is None and mention.in_reply_to is None and not _ADDRESSED.match(mention.text)


def list_addressed(text: str) -> list[str]:
    """List the handles that a post begins with: it speaks to them."""
    addressed = _ADDRESSED.match(text)
    return [handle.rstrip(".-") for handle in _HANDLE.findall(addressed[0])] if addressed else []


def split_sentences(text: str) -> list[str]:
    """Split a text after the marks and emoji that end a sentence, and into its lines."""
    return _SENTENCE_END.split(text)


def leave_out_quoted(text: str) -> str:
    """Leave out a word or few in quotation marks: others said them."""
    return _QUOTED.sub(" ", text)


def asks(text: str) -> bool:
    """Tell whether a post asks something, to whomever it is addressed."""
    if "?" in text:
        return True
    addressed = _ADDRESSED.match(text)
    return _ASKS.match(text, addressed.end() if addressed else 0) is not None


def pleads(low: str) -> bool:
    """Tell whether a post asks for help, and does not only tell of some. As ``low`` of `buys`."""
    return "help" in low and _PLEADS.search(low) is not None


def demands(low: str) -> bool:
    """Tell whether somebody wants something done or given: a delivery moved, a refund. As ``low`` of `buys`."""
    return _holds_any(low, _DEMANDS_NEEDS) and _DEMANDS.search(low) is not None


def buys(text: str, low: str) -> bool:
    """Tell whether somebody is about to buy. ``low`` is ``fold_letters(text)``."""
    return _holds_any(low, _BUYS_NEEDS) and _BUYS.search(text) is not None


def find_switch(text: str, low: str) -> str | None:
    """Give what follows the words in which somebody says to switch to a brand, or None."""
    found = _SWITCHES.search(text) if "switch" in low else None
    return text[found.end() :].lstrip(" @") if found else None


def reports(text: str, low: str) -> bool:
    """Tell whether a post is news of companies and shares. ``low`` is ``fold_letters(text)``."""
    if _holds_any(text, _REPORTS_NEEDS) and _REPORTS.search(text):
        return True
    tells = low.startswith(_BREAKING) or (_holds_any(low, _HEADLINES_NEEDS) and _HEADLINES.search(text) is not None)
    return tells and not speaks_of_self(text)


def speaks_of_self(text: str) -> bool:
    """Tell whether somebody speaks of themselves, as no newspaper and few adverts do."""
    return _MINE.search(text) is not None


def may_report(text: str, low: str) -> bool:
    """Tell whether a post that is no complaint is news."""
    return reports(text, low) or (_holds_any(text, _MAY_REPORT_NEEDS) and _MAY_REPORT.search(text) is not None)


def answers_itself(low: str) -> bool:
    """Tell whether a machine wrote the post: somebody is away, or a message was received. As ``low`` of `buys`."""
    return low.startswith(_AWAY) or (low.startswith(_RECEIVED) and _TICKET.search(low) is not None)


def sells(text: str, low: str) -> bool:
    """Tell whether a post is an advert or offers a job, by marks that say so."""
    return _holds_any(low, _SELLS_NEEDS) and _SELLS.search(text) is not None


def may_sell(text: str, low: str) -> bool:
    """Tell whether a post that is no complaint is an advert, job post or giveaway."""
    return sells(text, low) or (_holds_any(low, _MAY_SELL_NEEDS) and _MAY_SELL.search(text) is not None)


def fold_letters(text: str) -> str:
    """Write a text in small letters; whatever a pattern takes for a letter of ASCII in any case becomes it."""
    if text.isascii():
        return text.lower()
    return text.replace("\u0130", "i").lower().replace("\u0131", "i").replace("\u017f", "s")


def _holds_any(text: str, needs: tuple[str, ...]) -> bool:
    # Not any(...): a generator would cost more than the search.
    for need in needs:  # noqa: SIM110
        if need in text:
            return True
    return False

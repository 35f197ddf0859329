"""Cues: general rules of how people put complaints, each with a name that a reason can show.

A rule says that a word of one class stands before a word of another, at most so many words apart:
``negation`` .. ``praise`` within 4 is "not a good", whatever the brand sells. What a cue is worth
is learned; what it means is written here. To add one, add a row.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import compress, count
from typing import NamedTuple

import msgspec


class Rule(NamedTuple):
    """A cue fires where ``first`` stands before ``second`` (or alone, if None) within ``window`` words."""

    cue: str
    first: str
    second: str | None = None
    window: int = 1


CLASSES: dict[str, str] = {
    "negation": """no not never cant cannot wont dont doesnt didnt isnt wasnt arent werent havent hasnt hadnt couldnt
        wouldnt shouldnt aint without nothing none zero neither nobody unable hardly barely lack""",
    "unable": """cant cannot wont dont doesnt didnt isnt wasnt not unable never couldnt wouldnt impossible stopped
        stop stops refuses""",
    "function": """work works working load loading loads open opens login log connect connecting sync syncing update
        updating download downloading install charge charging start play playing access find book change reach get
        send sending print save respond check cancel pay add use see receive arrive arrived turn function
        refund replace""",
    "failure": """broken broke breaks crash crashes crashed crashing fail fails failed failing failure fault faulty
        defective down outage outages error errors bug bugs buggy glitch glitches glitchy freeze freezes freezing froze
        stuck dead dying died issue issues problem problems trouble wrong missing lost loses losing lose damaged
        damage ruined ruin ruins ruining stolen delayed delay delays delaying cancelled canceled cancellation cancelling
        cancels late stranded leaking burnt mouldy moldy stale rotten expired overheating laggy lag lagging slow
        unusable useless malfunction hacked locked misplaced disconnected dropped drops rejected declined denied
        messed screwed torn ripped scratched cracked dirty filthy cold kaputt forgot""",
    "verdict": """worst terrible horrible awful pathetic ridiculous unacceptable disgusting disgrace disgraceful
        disappointed disappointing disappointment poor shocking appalling joke shambles shame ashamed useless
        incompetent incompetence rude unprofessional abysmal dreadful atrocious rubbish garbage trash crap crappy
        shit shitty sucks suck sucked bullshit lousy sloppy scam scammers fraud ripoff rip nightmare fiasco
        embarrassing mess annoying annoyed frustrating frustrated frustration infuriating angry furious pissed fuming
        livid unhappy dissatisfied hate fed horrendous inexcusable laughable clueless fail smh wtf ffs ugh grr
        outrageous insulting lies lied lying liars misleading absurd stupid overpriced unreliable""",
    "praise": """good great awesome love loved loving amazing excellent fantastic wonderful best happy perfect nice
        thanks thank thx cool glad pleased impressed impressive helpful beautiful fun enjoy enjoyed enjoying easy
        fast quick friendly kudos brilliant recommend satisfied appreciated appreciate delicious smooth outstanding
        superb incredible kind polite reliable works better improved""",
    "gratitude": "thanks thank thx ty cheers congrats congratulations kudos bravo",
    "mock": "great nice good awesome fantastic lovely wonderful brilliant excellent amazing fabulous well way love",
    "mocked": "job work one going done start timing service stuff news",
    "reply": """reply replies replied respond responds responded response responses answer answers answered answering
        callback email emails call called calls contact contacted update updates solution resolution explanation
        apology resolved communication information info help word""",
    "wait": "waiting waited wait hold queue queued awaiting sat sitting standing line",
    "number": "<n> two three four five six seven eight nine ten several many couple few over half an hundred",
    "period": "hour hours hr hrs minute minutes min mins day days week weeks month months year years",
    "still": "still yet ages forever eternity overdue",
    "again": "again another repeatedly constantly keeps keep kept continually everytime always once",
    "time": "time times",
    "nth": "first second third fourth fifth 2nd 3rd 4th <n>",
    "every": "every each",
    "money": """refund refunds refunded reimbursed reimbursement compensation overcharged charged charging bill
        billed billing
        paid pay fee fees <money> dollars pounds euros deposit credit voucher receipt""",
    "owed": "refund refunds refunded overcharged compensation reimburse reimbursed reimbursement",
    "back": "back",
    "money_word": "money cash",
    "leave": """switch switching switched leaving cancel cancelling canceling cancelled unsubscribe boycott uninstall
        uninstalled uninstalling deleting ditching ditched dump returning goodbye""",
    "never": "never nevr wont last",
    "custom": """again fly flying buy buying use using order ordering shop shopping book booking return back visit
        stay dealing""",
    "ask": "why how when where what whats wheres whens hows who whys",
    "ask_brand": "can could would will do does did are is any anyone",
    "you": "you your youre yours ur u yall yourself youve your",
    "please": "please pls plz kindly help sort fix explain advise dm",
    "brand_duty": "fix sort explain resolve address improve help refund replace respond reply deal",
    "service": """service services support staff agent agents rep reps team department crew helpline customer manager
        desk""",
    "trouble": """complaint complaints problem problems issue issues trouble troubles delay delays worries worry
        hassle regrets wait fault""",
    "none_of": "no zero without never",
    "should": "should shouldnt supposed meant expected promised told said claims claimed",
    "contrast": "but however although though yet instead except unfortunately sadly",
    "how": "how what such so",
    "want": "want need wanna needs demand deserve expect",
    "want_thing": "refund money answer answers explanation apology replacement compensation help reply",
    "future": """excited cant wait tomorrow tonight soon launch launches launching announces announced unveils review
        rumor video""",
    "link": "<link>",
    "ask_mark": "<?>",
    "user": "<user>",
    "me": "my i me our we us im ive mine",
    "ignored": "ignored ignoring ignore unanswered unresolved unanswering ignores hung dismissed passed fobbed",
}

RULES: tuple[Rule, ...] = (
    Rule("failure", "failure"),
    Rule("my failure", "me", "failure", 5),
    Rule("verdict", "verdict"),
    Rule("verdict on service", "verdict", "service", 4),
    Rule("verdict on service", "service", "verdict", 4),
    Rule("does not work", "unable", "function", 3),
    Rule("praise negated", "negation", "praise", 3),
    Rule("praise", "praise"),
    Rule("praise to you", "praise", "you", 4),
    Rule("trouble denied", "none_of", "trouble", 2),
    Rule("no reply", "negation", "reply", 4),
    Rule("no reply", "ignored"),
    Rule("waiting", "wait"),
    Rule("still waiting", "still", "wait", 2),
    Rule("still not", "still", "negation", 2),
    Rule("wait of", "wait", "period", 5),
    Rule("so long", "number", "period", 2),
    Rule("for ages", "still", "period", 5),
    Rule("no reply for", "reply", "period", 6),
    Rule("again", "failure", "again", 4),
    Rule("again", "again", "failure", 4),
    Rule("nth time", "nth", "time", 2),
    Rule("every time", "every", "time", 1),
    Rule("money", "money"),
    Rule("money back", "money_word", "back", 2),
    Rule("owed", "owed"),
    Rule("leaving", "leave"),
    Rule("never again", "never", "custom", 4),
    Rule("asks why", "ask", "you", 4),
    Rule("asks why", "ask", "negation", 4),
    Rule("can you", "ask_brand", "you", 2),
    Rule("you", "you"),
    Rule("you failed", "you", "failure", 6),
    Rule("you failed", "you", "verdict", 5),
    Rule("you do not", "you", "negation", 3),
    Rule("please fix", "please", "brand_duty", 3),
    Rule("please fix", "please", "failure", 6),
    Rule("service", "service"),
    Rule("service negated", "negation", "service", 4),
    Rule("promised", "should", "negation", 6),
    Rule("promised", "should"),
    Rule("but", "contrast"),
    Rule("but it fails", "contrast", "negation", 4),
    Rule("but it fails", "contrast", "failure", 5),
    Rule("but it pleases", "contrast", "praise", 4),
    Rule("mock thanks", "gratitude", "failure", 6),
    Rule("mock thanks", "gratitude", "verdict", 6),
    Rule("mock thanks", "gratitude", "negation", 4),
    Rule("mock thanks", "gratitude", "period", 6),
    Rule("mock praise", "mock", "failure", 4),
    Rule("mock praise", "mock", "mocked", 1),
    Rule("how verdict", "how", "verdict", 3),
    Rule("wants", "want", "want_thing", 4),
    Rule("looks forward", "future"),
    Rule("asks", "ask_mark"),
    Rule("thanks", "gratitude"),
)

CUES: tuple[str, ...] = tuple(dict.fromkeys(rule.cue for rule in RULES))
WIDEST = max(rule.window for rule in RULES)


class Mask(msgspec.Struct, frozen=True, gc=False):
    """What a word does to the rules, each a bit: those that it fires, those that it opens, those that it closes.

    There is a field of bits for each number of words within which a rule may still be closed. A rule is opened
    in the field of its window; a word further on, all fields have moved down by one, and what was in the lowest
    is forgotten. Closing looks into all fields. So each word is looked at once, whatever stands around it.
    """

    fired: int
    opened: int
    closed: int


_FIELD = len(RULES)
_FIELD_MASK = (1 << _FIELD) - 1
_EACH_FIELD = sum(1 << field * _FIELD for field in range(WIDEST))


def _mark_words() -> dict[str, Mask]:
    words: dict[str, list[Mask]] = {}
    for name, members in CLASSES.items():
        mask = _mark_class(name)
        for word in members.split():
            words.setdefault(word, []).append(mask)
    return {word: _join_masks(masks) for word, masks in words.items()}


def _mark_class(name: str) -> Mask:
    fired = opened = closed = 0
    for bit, rule in enumerate(RULES):
        if rule.second is None:
            fired |= (rule.first == name) << bit
        else:
            opened |= (rule.first == name) << rule.window * _FIELD + bit
            closed |= (rule.second == name) * _EACH_FIELD << bit
    return Mask(fired, opened, closed)


def _join_masks(masks: list[Mask]) -> Mask:
    fired = opened = closed = 0
    for mask in masks:
        fired, opened, closed = fired | mask.fired, opened | mask.opened, closed | mask.closed
    return Mask(fired, opened, closed)


MASKS = _mark_words()
_CUE_BIT = {cue: 1 << bit for bit, cue in enumerate(CUES)}


def find_cues(words: list[str]) -> int:
    """Cues, as bits, that fire in a post."""
    return fire_cues(list(map(MASKS.get, words)))


def fire_cues(masks: list[Mask | None]) -> int:
    """Cues, as bits, that fire in a post, by the masks of its words."""
    fired = opened = last = 0
    for place, mask in zip(compress(count(), masks), filter(None, masks), strict=True):
        opened >>= _FIELD * (place - last)
        fired |= mask.fired | opened & mask.closed
        opened |= mask.opened
        last = place
    return _name_rules(_fold(fired)) if fired else 0


def _fold(fired: int) -> int:
    """Forget within how many words each rule was closed."""
    folded = 0
    while fired:
        folded |= fired & _FIELD_MASK
        fired >>= _FIELD
    return folded


@lru_cache(maxsize=4096)
def _name_rules(rules: int) -> int:
    """Give the cues, as bits, that rules fire."""
    cues = 0
    for bit, rule in enumerate(RULES):
        if rules >> bit & 1:
            cues |= _CUE_BIT[rule.cue]
    return cues


@lru_cache(maxsize=4096)
def name_cues(fired: int) -> tuple[str, ...]:
    """Give the names of the cues in ``fired``."""
    return tuple(cue for cue, bit in _CUE_BIT.items() if fired & bit)

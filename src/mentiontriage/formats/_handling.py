"""Say in a few words what the desk knows of a row: its id, who has it, why it is back."""

from mentiontriage.formats._clean import clean_line
from mentiontriage.formats._excerpt import NO_TEXT, shorten
from mentiontriage.formats._incidents import say_part
from mentiontriage.model import Customer, Handling, Queue, QueueItem

_LONGEST_NEWS = 120


def list_state(item: QueueItem, queue: Queue) -> list[str]:
    """List what is known of a row beside its score: its incident, and what the desk knows; safe to show on one line."""
    part = say_part(item, queue)
    return [*([part] if part else []), *(_list_handling(item.handling) if item.handling else [])]


def _list_handling(handling: Handling) -> list[str]:
    """List what the desk knows, the id first."""
    told = [f"id {handling.ident}"]
    if handling.why:
        told.append(handling.why)
    told += list_standing(handling)
    return [clean_line(part) for part in told]


def list_news(item: QueueItem) -> list[str]:
    """List the author's other posts that a row tells of; safe to show, each on a line of its own."""
    news = item.handling.news if item.handling else ()
    return [
        clean_line(f"{told.why}: {shorten(told.text, _LONGEST_NEWS) or NO_TEXT} (id {told.ident})") for told in news
    ]


def list_standing(handling: Handling) -> list[str]:
    """List how a row stands: why it is back, how many posts it is, who the customer is, who has it."""
    told = []
    if handling.back:
        told.append(f"back: {handling.back}")
    if handling.posts > 1:
        told.append(f"{handling.posts} open posts")
    if handling.customer:
        told.append(say_customer(handling.customer))
    if handling.assignee:
        told.append(f"with {handling.assignee}")
    return told


def say_customer(customer: Customer) -> str:
    """Name a customer: the tier, and who they are in the customer file."""
    tier = f"{customer.tier} customer" if customer.tier else "customer"
    return f"{tier} {customer.name}" if customer.name else tier

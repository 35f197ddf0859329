"""Write names as the networks' searches take them."""


def quote(name: str) -> str:
    """Write a name as a phrase: all of its words, next to each other, none of them an operator."""
    return f'"{strip_marks(name)}"'


def quote_several(name: str) -> str:
    """Write a name of several words as a phrase, for searches that take one word best as it is."""
    return quote(name) if " " in strip_marks(name) else strip_marks(name)


def strip_marks(name: str) -> str:
    """Leave out what would end or escape a phrase; posts are matched with the whole name here."""
    return " ".join(name.replace('"', " ").replace("\\", " ").split())

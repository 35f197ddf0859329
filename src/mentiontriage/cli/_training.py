"""Learn from a marked export, language by language, and say whether it is better."""

import msgspec

from mentiontriage.cli._marked import MOMENT, MarkedPosts
from mentiontriage.config import Settings
from mentiontriage.errors import NotBetterError, UsageError
from mentiontriage.formats._amounts import count_nouns
from mentiontriage.learning import FEWEST, Example, can_learn, learn
from mentiontriage.readers import Export
from mentiontriage.scoring import Scorer
from mentiontriage.signals import Context
from mentiontriage.signals._complaint import load_model
from mentiontriage.signals._complaint_file import dump_model
from mentiontriage.signals.complaint import weigh_beside


class Lesson(msgspec.Struct, frozen=True):
    """What came of one language: ROC-AUC on held-out posts before and after."""

    language: str
    posts: int
    complaints: int
    before: float
    after: float


class Trained(msgspec.Struct, frozen=True):
    """The new model's text, and what was learned; `left_out` counts posts by language."""

    model: str
    lessons: tuple[Lesson, ...]
    left_out: dict[str, int]


def learn_export(export: Export, label: str, positive: str | None) -> Trained:
    """Learn from every language that has enough marked posts; the others keep the shipped weights.

    Raises UsageError where none has enough.
    """
    shipped = load_model()
    models = {language: shipped.language_model(language) for language in sorted(shipped.languages)}
    lessons, left_out = [], {}
    for language, examples in sorted(_read_examples(export, label, positive).items()):
        if language not in models or not can_learn(examples):
            left_out[language] = len(examples)
            continue
        learned = learn(models[language], examples)
        models[language] = learned.model
        lessons.append(Lesson(language, learned.posts, learned.complaints, learned.before, learned.after))
    if not lessons:
        counts = ", ".join(f"{language} {count}" for language, count in left_out.items()) or "none"
        raise UsageError(
            f"{export.name} has too few marked posts to learn from ({counts}): at least {FEWEST} in one language, "
            "ten of them complaints and ten not; if labels are other words, name the complaint's: --positive VALUE"
        )
    return Trained(dump_model(models), tuple(lessons), left_out)


def _read_examples(export: Export, label: str, positive: str | None) -> dict[str, list[Example]]:
    scorer = Scorer(Settings(), MOMENT)
    found: dict[str, list[Example]] = {}
    for marked in MarkedPosts(export, label, positive):
        text = scorer.analyse(marked.mention)
        beside = weigh_beside(Context(marked.mention, MOMENT, scorer.settings, text))
        example = Example(text.tokens, text.polarity, beside, marked.is_complaint)
        found.setdefault("en" if text.language == "und" else text.language, []).append(example)
    return found


def check_gain(trained: Trained) -> None:
    """Raise NotBetterError where any language became worse on posts that it has not seen."""
    worse = [lesson for lesson in trained.lessons if lesson.after <= lesson.before]
    if worse:
        names = ", ".join(f"{lesson.language} {lesson.before:.3f} -> {lesson.after:.3f}" for lesson in worse)
        raise NotBetterError(
            f"no model written: on held-out posts it is no better than the shipped one ({names}); --force writes it"
        )


def format_lessons(trained: Trained) -> str:
    """Lay out what was learned, one line a language."""
    lines = ["ROC-AUC on held-out fifths, before and after learning:"]
    lines += [
        f"  {lesson.language}  {lesson.before:.3f} -> {lesson.after:.3f}  ({count_nouns(lesson.posts, 'post')}, "
        f"{count_nouns(lesson.complaints, 'complaint')})"
        for lesson in trained.lessons
    ]
    if trained.left_out:
        told = ", ".join(f"{language} {count:,}" for language, count in trained.left_out.items())
        lines.append(f"left as they are, too few or no weights: {told}")
    return "\n".join([*lines, ""])

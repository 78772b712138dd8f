"""Learn how distress sounds, and write it down in catalogue/engine/vocabulary/hearing.npy.

    python tools/learn_distress.py

It takes half a minute, and wants to be done anew when hearing.toml or the groups of crisis have
changed much. It is logistic regression, by gradient descent: once for danger alone, once for danger
and despair together.
"""

import json
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from catalogue.engine.language import Analyser, Lexicon, words_of  # noqa: E402
from catalogue.engine.vocabulary import Distress, hearing, read_groups, signs_for  # noqa: E402
from catalogue.engine.vocabulary.groups import CRISIS, FOLDER  # noqa: E402

SENTENCES = ROOT / "catalogue/engine/vocabulary/hearing.toml"
SIGNS = ROOT / "catalogue/engine/vocabulary/distress.toml"
SEARCHES = ROOT / "tests/catalogue/engine/distress-searches.json"
LEVELS = {"danger": Distress.DANGER, "despair": Distress.DESPAIR, "ordinary": Distress.NONE}
DESPAIR = "hopplöshet"  # a group whose phrases are in despair
BETWEEN = ("crisis.toml", "violence.toml")  # their other groups are neither grave nor ordinary
SENTENCE = 3  # how much a sentence teaches beside a phrase
GRAVE = 4  # how much worse it is to miss distress than to hear it where there is none
ROUNDS = 150
RATE, DECAY = 0.15, 2e-6


class Lesson(NamedTuple):
    """A text, what it tells of, and how much it teaches."""

    text: str
    level: Distress
    weight: float


def main() -> None:
    """Learn, and write what was learned."""
    analyser = Analyser(Lexicon(ROOT / "var" / "lexicon"))
    lessons = [*phrases(analyser), *signs(), *sentences()]
    heard = [np.array([*hearing.features_of(words_of(each.text), analyser)]) for each in lessons]
    known = [(said, each) for said, each in zip(heard, lessons, strict=True) if len(said)]
    rows = [learned(known, least) for least in (Distress.DANGER, Distress.DESPAIR)]
    whole = np.rint(np.array(rows) / hearing.STEP).clip(-127, 127).astype(np.int8)
    np.save(hearing.FILE, whole)


def phrases(analyser: Analyser) -> Iterator[Lesson]:
    """Yield the phrases of the synonym groups, but for those that are neither nor."""
    between = {
        term
        for name in BETWEEN
        for group in tomllib.loads((FOLDER / name).read_text("utf-8"))["group"]
        for term in group["terms"]
    }
    told = signs_for(analyser)
    for group in read_groups():
        level = Distress.DESPAIR if group.terms[0] == DESPAIR else Distress.NONE
        level = Distress.DANGER if group.kind == CRISIS else level
        if not level and group.terms[0] in between:
            continue
        for text in (*group.terms, *group.hidden, *group.lay, *group.foreign):
            if level or not told.read(words_of(text), analyser):
                yield Lesson(text, level, 1)


def signs() -> Iterator[Lesson]:
    """Yield what signs are made of, each way of saying a part beside some way to say the others."""
    for sign in tomllib.loads(SIGNS.read_text("utf-8"))["sign"]:
        parts = sign["all"]
        for at in range(max(map(len, parts))):
            said = " ".join(ways[at % len(ways)].strip("~=") for ways in parts)
            yield Lesson(said, LEVELS[sign["level"]], 1)


def sentences() -> Iterator[Lesson]:
    """Yield what was written to learn from, and the searches that have been looked at."""
    written = tomllib.loads(SENTENCES.read_text("utf-8"))
    yield from (Lesson(text, LEVELS[of], SENTENCE) for of in written for text in written[of])
    for searches in json.loads(SEARCHES.read_text("utf-8")).values():
        for of, texts in searches.items():
            yield from (Lesson(text, Distress[of], SENTENCE) for text in texts)


def learned(lessons: list[tuple[np.ndarray, Lesson]], least: Distress) -> np.ndarray:
    """Return what each feature speaks for being at least so grave."""
    sizes = np.array([len(said) for said, _ in lessons])
    places = np.concatenate([said for said, _ in lessons])
    starts = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    grave = np.array([each.level >= least for _, each in lessons])
    costs = np.array([each.weight for _, each in lessons]) * np.where(grave, GRAVE, 1) / len(grave)
    scale = 1 / np.sqrt(sizes)
    weights, slope, spread = (np.zeros(hearing.SIZE) for _ in range(3))
    for at in range(1, ROUNDS + 1):
        sums = np.add.reduceat(weights[places], starts) * scale + hearing.BIAS
        wrong = (1 / (1 + np.exp(-sums)) - grave) * costs * scale
        pull = np.bincount(places, np.repeat(wrong, sizes), hearing.SIZE) + DECAY * weights
        slope = 0.9 * slope + 0.1 * pull
        spread = 0.99 * spread + 0.01 * pull * pull
        weights -= RATE * slope / (1 - 0.9**at) / (np.sqrt(spread / (1 - 0.99**at)) + 1e-7)
    return weights


if __name__ == "__main__":
    main()

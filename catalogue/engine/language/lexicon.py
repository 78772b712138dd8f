"""Open the compiled lexicon, memory-mapped, and answer questions about Swedish words."""

import hashlib
import json
import zlib
from pathlib import Path

import marisa_trie

from catalogue.engine.language import lists
from catalogue.engine.language.sense import Sense
from catalogue.engine.language.stemming import stem
from catalogue.engine.mapping import Mapped, all_whole, mapped

FORMAT = 7  # raise when the files or what they mean change
FILES = (
    "common",
    "names",
    "lemmas",
    "folded",
    "modifiers",
    "modifier_costs",
    "bases",
    "heads",
    "head_costs",
    "subwords.npy",
    "groups.npy",
)
COST_STEPS = 20  # costs are stored as bytes: twentieths
COST_OF_A_PART = 3 * COST_STEPS  # what each further part costs: prefer few parts
SHORTEST_COMPOUND = 7
NEVER = 1 << 30


class LexiconError(Exception):
    """The lexicon is missing, stale or damaged; the message says what to do."""


def lexicon_version() -> str:
    """Return the version that a lexicon built from the present lists has."""
    return hashlib.sha256(f"{FORMAT} {lists.fingerprint()}".encode()).hexdigest()[:16]


def checksum(path: Path) -> int:
    """Return a checksum of a file's content."""
    return zlib.crc32(path.read_bytes())


class Lexicon:
    """What a dictionary knows, forms, lemmas, parts of compounds; and what phrases have taught."""

    def __init__(self, path: Path) -> None:
        """Map the lexicon in the folder `path`; raise LexiconError when it cannot be used."""
        self.version = lexicon_version()
        advice = "Bygg det med kommandot build_lexicon."
        try:
            description = json.loads((path / "lexicon.json").read_text(encoding="utf-8"))
            if description["version"] != self.version:
                raise LexiconError(f"Lexikonet i {path} hör till en äldre version. {advice}")
            for name in FILES:
                if checksum(path / name) != description["checksums"][name]:
                    raise LexiconError(f"Lexikonet i {path} är skadat ({name}). {advice}")
        except OSError as error:
            raise LexiconError(f"Lexikonet saknas i {path}. {advice}") from error
        except (ValueError, KeyError, TypeError) as error:
            raise LexiconError(f"Lexikonet i {path} går inte att läsa. {advice}") from error
        self._common = marisa_trie.Trie().mmap(str(path / "common"))
        self._names = marisa_trie.Trie().mmap(str(path / "names"))
        self._lemmas = marisa_trie.BytesTrie().mmap(str(path / "lemmas"))
        self._folded = marisa_trie.BytesTrie().mmap(str(path / "folded"))
        self._modifiers = marisa_trie.Trie().mmap(str(path / "modifiers"))
        self._modifier_costs = (path / "modifier_costs").read_bytes()
        self._bases = marisa_trie.BytesTrie().mmap(str(path / "bases"))
        self._heads = marisa_trie.Trie().mmap(str(path / "heads"))
        self._head_costs = (path / "head_costs").read_bytes()
        self.taught = description.get("taught", "")
        self.sense = Sense(mapped(path / "subwords.npy"), mapped(path / "groups.npy"))
        self._files = [Mapped.now(path / name) for name in FILES]
        whole = lists.words("protected") | lists.words("places")
        self._whole = whole | {stem(self.lemma(word)) for word in whole}

    def is_whole(self) -> bool:
        """Tell whether the files that are mapped are still what they were."""
        return all_whole(self._files)

    def knows(self, form: str) -> bool:
        """Tell whether the form is a Swedish word or a proper name."""
        return form in self._common or form in self._names

    def is_common(self, form: str) -> bool:
        """Tell whether the form is a Swedish word, other than a proper name."""
        return form in self._common

    def is_name(self, form: str) -> bool:
        """Tell whether the form is a proper name and nothing else."""
        return form in self._names

    def lemma(self, form: str) -> str:
        """Return the lemma where its stem differs from the form's own, otherwise the form."""
        found = self._lemmas.get(form)
        return found[0].decode() if found else form

    def with_marks(self, bare: str) -> tuple[str, ...]:
        """Return the Swedish forms that read `bare` when å, ä and ö lose their marks."""
        return tuple(form.decode() for form in self._folded.get(bare, ()))

    def base(self, modifier: str) -> str:
        """Return the dictionary form of a modifier: "arbets" -> "arbete"."""
        found = self._bases.get(modifier)
        return found[0].decode() if found else modifier

    def split(self, word: str) -> tuple[str, ...]:
        """Return the parts of a compound as written, or the word alone."""
        if len(word) < SHORTEST_COMPOUND or not word.isalpha() or self._is_whole(word):
            return (word,)
        size = len(word)
        # best[i]: the cheapest reading of word[:i] as modifiers, as (cost, where the last begins)
        best: list[tuple[int, int] | None] = [None] * (size + 1)
        best[0] = (0, 0)
        winner, head_start = NEVER, 0
        for start in range(size - 2):
            here = best[start]
            if here is None:
                continue
            cost = here[0]
            if start:
                head = self._heads.get(word[start:], -1)
                if head >= 0 and cost + self._head_costs[head] < winner:
                    winner, head_start = cost + self._head_costs[head], start
            for modifier, number in self._modifiers.iter_prefixes_with_ids(word[start : size - 3]):
                end = start + len(modifier)
                total = cost + self._modifier_costs[number] + COST_OF_A_PART
                known = best[end]
                if known is None or total < known[0]:
                    best[end] = total, start
        if winner == NEVER:
            return (word,)
        parts, end = [word[head_start:]], head_start
        while end:
            start = best[end][1]  # type: ignore[index]  # reached, so known
            parts.append(word[start:end])
            end = start
        return tuple(reversed(parts))

    def _is_whole(self, word: str) -> bool:
        whole = self._whole
        return word in whole or stem(self.lemma(word)) in whole

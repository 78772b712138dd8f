"""Compile the lexicon: simplemma's Swedish dictionary and our lists, as tries that workers map.

With it goes what the phrases of the synonym groups teach of sentences. This is the only place that
touches simplemma: its dictionary costs 100 MB and a second to load.
"""

import hashlib
import io
import json
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import marisa_trie
import numpy as np

from catalogue.engine.language import lists
from catalogue.engine.language.folding import canonical, fold
from catalogue.engine.language.lexicon import (
    COST_STEPS,
    FILES,
    FORMAT,
    checksum,
    lexicon_version,
)
from catalogue.engine.language.productivity import Productivity
from catalogue.engine.language.sense import stored
from catalogue.engine.language.stemming import stem
from catalogue.engine.language.teaching import Said, teach

OWN_FORMS = 3  # the dictionary form of so many others is its own …
PARTICIPLES = ("ande", "ende", "d", "t", "n")  # … but "född" is still a form of "föda"


def dictionary() -> Iterator[tuple[str, str]]:
    """Yield simplemma's Swedish forms, as written, with their lemmas; letters only."""
    from simplemma.strategies.dictionaries.dictionary_factory import (
        _load_dictionary_from_disk,
    )

    for raw_form, raw_lemma in _load_dictionary_from_disk("sv").items():
        form, lemma = raw_form.decode(), raw_lemma.decode()
        if form.isalpha() and lemma.isalpha():
            yield form, lemma


def words_and_names(entries: Iterable[tuple[str, str]]) -> tuple[dict[str, str], set[str]]:
    """Return the common words with their lemmas, canonical, and the proper names."""
    forms: dict[str, str] = {}
    names: set[str] = set()
    for written, lemma in entries:
        form = canonical(written)
        if written != written.lower():
            names.add(form)
        elif form not in forms or form == written:
            forms[form] = canonical(lemma)
    # "träna" is what "tränar" and "tränade" come from before it is an old plural of "träd".
    sizes = Counter(lemma for form, lemma in forms.items() if form != lemma)
    forms.update((f, f) for f, n in sizes.items() if n >= OWN_FORMS and not f.endswith(PARTICIPLES))
    return forms, names


def costed(costs: Mapping[str, float]) -> tuple[marisa_trie.Trie, bytes]:
    """Return a trie of the words and, by the trie's numbers, what each costs."""
    trie = marisa_trie.Trie(costs)
    table = bytearray(len(costs))
    for word, cost in costs.items():
        table[trie.key_id(word)] = min(255, round(cost * COST_STEPS))
    return trie, bytes(table)


def saved(array: np.ndarray) -> bytes:
    """Return an array as the content of a file."""
    file = io.BytesIO()
    np.save(file, array)
    return file.getvalue()


def fingerprint(said: Said) -> str:
    """Return a hash that changes with anything that is said."""
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()[:16]


def build_lexicon(path: Path, said: Said) -> str:
    """Write the lexicon into the folder `path` (made if missing) and return its version.

    `said` is what people say for each synonym group. Takes half a minute. The description is
    written last, so that a build that was interrupted is seen as missing rather than used.
    """
    path.mkdir(parents=True, exist_ok=True)
    description = path / "lexicon.json"
    description.unlink(missing_ok=True)
    forms, names = words_and_names(dictionary())
    productivity = Productivity(forms)
    lemmas = {**forms, **lists.pairs("overrides")}
    # Only the forms whose lemma has another stem than they have themselves need be kept.
    moved = {form: lemma for form, lemma in lemmas.items() if stem(form) != stem(lemma)}
    marked = ((fold(form), form) for form in forms if fold(form) != form and len(form) > 2)
    modifiers, heads = productivity.modifier_table(), productivity.head_table()
    bases = {m: base for m, (_, base) in modifiers.items() if base != m}
    modifier_trie, modifier_costs = costed({m: cost for m, (cost, _) in modifiers.items()})
    head_trie, head_costs = costed(heads)
    subwords, groups = stored(teach(said))
    contents = {
        "common": marisa_trie.Trie(lemmas).tobytes(),
        "names": marisa_trie.Trie(names.difference(lemmas)).tobytes(),
        "lemmas": marisa_trie.BytesTrie(
            (f, lemma.encode()) for f, lemma in moved.items()
        ).tobytes(),
        "folded": marisa_trie.BytesTrie((bare, form.encode()) for bare, form in marked).tobytes(),
        "modifiers": modifier_trie.tobytes(),
        "modifier_costs": modifier_costs,
        "bases": marisa_trie.BytesTrie((m, base.encode()) for m, base in bases.items()).tobytes(),
        "heads": head_trie.tobytes(),
        "head_costs": head_costs,
        "subwords.npy": saved(subwords),
        "groups.npy": saved(groups),
    }
    sums = {}
    for name in FILES:
        # A worker may have the old file mapped: replace it, never write into it.
        with tempfile.TemporaryDirectory(dir=path) as folder:
            new = Path(folder) / name
            new.write_bytes(contents[name])
            sums[name] = checksum(new)
            new.replace(path / name)
    version = lexicon_version()
    content = {
        "format": FORMAT,
        "version": version,
        "taught": fingerprint(said),
        "checksums": sums,
    }
    description.write_text(json.dumps(content, indent=2), encoding="utf-8")
    return version

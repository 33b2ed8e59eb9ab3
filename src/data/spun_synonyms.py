"""Makes spun_synonyms.tsv from WordNet 3.0 (Debian package `wordnet-base`): python3 spun_synonyms.py WORDNET OUT FILE.jsonl...

WORDNET is the folder of `data.noun`, `index.noun` and so on; each FILE has JSON lines with `text`, the corpora of the
language model. Needs numpy and scipy. A pair is taken if the original is frequent in the corpora and not much rarer than
its synonym, if both are in one set of WordNet, or in similar or near ones, and if they occur in similar contexts. Its
price in nats grows with the distance of the sets and with the rank of the senses, and falls with the likeness of the
contexts and with how much more frequent the original is. Single-threaded, the same input gives the same file.
"""

import json
import math
import re
import sys
from collections import Counter
from pathlib import Path

import numpy as np
import scipy.sparse as sp
from scipy.sparse.linalg import svds

HEADER = """# Synonyms of words of the domain, for replacements that no list of spun phrases has: spun, original, price in nats.
# Taken from WordNet 3.0 by spun_synonyms.py: words of one set, similar adjectives, near hypernyms. Prices are from the rank of the senses,
# the likeness of the contexts in the corpora of the language model, and how much more frequent the original is there.
# WordNet 3.0 Copyright 2006 by Princeton University. All rights reserved. THIS SOFTWARE AND DATABASE IS PROVIDED "AS IS" AND PRINCETON
# UNIVERSITY MAKES NO REPRESENTATIONS OR WARRANTIES, EXPRESS OR IMPLIED. Permission to use, copy, modify and distribute it for any purpose and
# without fee is granted, provided that this notice appears on all copies. Full text: docs/data_card.md.
"""
PARTS = {"n": "noun", "v": "verb", "a": "adj", "s": "adj", "r": "adv"}
# Distance of two sets of WordNet: similar or related, above, below.
POINTERS = {"&": 1, "@": 2, "~": 2, "$": 2}
# An original occurs so often, in any form; and at least once for so many times that its synonym does.
FEWEST, MOST_SYNONYMS = 150, 2
# Senses that are looked at, of the original and of its synonym: the most frequent ones.
SENSES_OF_ORIGINAL, SENSES_OF_SYNONYM = 4, 3
# Likeness of contexts that a pair has at least, within a set and across sets.
LIKENESS, LIKENESS_ACROSS = 0.1, 0.45
DEAREST = 7.0
# Words with vectors, those that are counted as contexts, and numbers in a vector.
VOCABULARY, CONTEXTS, DIMENSIONS = 24_000, 8_000, 100


def texts(paths):
    for path in paths:
        for line in open(path, encoding="utf8"):
            yield json.loads(line)["text"]


def vectors(paths):
    """Unit vectors of frequent words: positive pointwise mutual information of neighbours, reduced."""
    word = re.compile(r"[a-z]+(?:'[a-z]+)?|[.;:!?]")
    documents = [word.findall(text.lower()) for text in texts(paths)]
    counts = Counter(token for document in documents for token in document)
    frequent = sorted((w for w, n in counts.items() if n >= 12), key=lambda w: (-counts[w], w))[:VOCABULARY]
    number = {w: i for i, w in enumerate(frequent)}
    gap = [-1] * 5
    ids = np.concatenate([np.array([number.get(w, -1) for w in d] + gap, dtype=np.int32) for d in documents])
    del documents
    shape = (len(frequent), 2 * CONTEXTS)
    matrix = sp.csr_matrix(shape, dtype=np.float32)
    for distance in (1, 2):
        left, right = ids[:-distance], ids[distance:]
        for one, other, side in ((left, right, 0), (right, left, 1)):
            kept = (one >= 0) & (other >= 0) & (other < CONTEXTS)
            places = one[kept], other[kept] + side * CONTEXTS
            matrix += sp.coo_matrix((np.ones(kept.sum(), np.float32), places), shape=shape).tocsr()
    rows = np.asarray(matrix.sum(1)).ravel()
    columns = np.asarray(matrix.sum(0)).ravel() ** 0.75
    columns *= rows.sum() / columns.sum()
    matrix = matrix.tocoo()
    information = np.log(matrix.data * rows.sum() / (rows[matrix.row] * columns[matrix.col]))
    kept = information > 0
    positive = sp.coo_matrix((information[kept], (matrix.row[kept], matrix.col[kept])), shape=shape).tocsr()
    u, s, _ = svds(positive.astype(np.float32), k=DIMENSIONS, v0=np.ones(min(shape), np.float32))
    u = u * np.sqrt(s)
    u /= np.linalg.norm(u, axis=1, keepdims=True) + 1e-9
    return {w: u[i] for w, i in number.items()}


def lemma_counts(paths):
    """Occurrences in small letters of a word and its regular forms."""
    counts = Counter()
    for text in texts(paths):
        counts.update(re.findall(r"\b[a-z]+(?:-[a-z]+)*\b", text))

    def of(word):
        forms = [word] + [word + ending for ending in ("s", "es", "ed", "d", "ing")]
        if word.endswith("y"):
            forms += [word[:-1] + "ies", word[:-1] + "ied"]
        if word.endswith("e"):
            forms.append(word[:-1] + "ing")
        return sum(counts[form] for form in forms)

    return of


def wordnet(folder):
    """Sets: words and pointers, by part of speech and offset; and the sets of each word, its most frequent sense first."""
    sets, senses = {}, {}
    for part in ("noun", "verb", "adj", "adv"):
        for line in open(folder / f"data.{part}", encoding="utf8"):
            if line.startswith(" "):
                continue
            fields = line.split("|")[0].split()
            words = int(fields[3], 16)
            names = [fields[4 + 2 * i].split("(")[0].replace("_", " ") for i in range(words)]
            first = 5 + 2 * words
            pointers = [fields[at : at + 3] for at in range(first, first + 4 * int(fields[first - 1]), 4)]
            sets[part, fields[0]] = names, [(kind, (PARTS[to], offset)) for kind, offset, to in pointers]
        for line in open(folder / f"index.{part}", encoding="utf8"):
            if not line.startswith(" "):
                fields = line.split()
                offsets = fields[-int(fields[2]) :]
                senses.setdefault(fields[0].replace("_", " "), []).extend(
                    ((part, offset), rank) for rank, offset in enumerate(offsets)
                )
    return sets, senses


def pairs(sets, senses, count):
    """Synonym and original, with distance, rank of the original's sense, rank of the synonym's: the least of each pair."""
    found = {}
    for original in senses:
        if not original.isalpha() or len(original) < 3 or count(original) < FEWEST:
            continue
        for key, rank in senses[original]:
            if rank >= SENSES_OF_ORIGINAL:
                continue
            near = [(0, key)] + [(POINTERS[kind], to) for kind, to in sets[key][1] if kind in POINTERS]
            for distance, other in near:
                for synonym in map(str.lower, sets[other][0]):
                    own = next((r for k, r in senses.get(synonym, []) if k == other), 0)
                    if synonym != original and len(synonym) > 2 and re.fullmatch(r"[^\W\d_]([ '-]?[^\W\d_]+)+", synonym) and synonym.count(" ") < 3:
                        place = distance, rank, own
                        found[synonym, original] = min(found.get((synonym, original), place), place)
    return found


def price(pair, place, count, vector):
    """Nats; none if the pair is not taken."""
    (synonym, original), (distance, rank, own) = pair, place
    single = " " not in synonym
    often = count(synonym) if single else 0
    likeness = float(vector[synonym] @ vector[original]) if synonym in vector and original in vector else None
    if often > MOST_SYNONYMS * count(original) or own >= SENSES_OF_SYNONYM:
        return None
    least = LIKENESS_ACROSS if distance == 2 else LIKENESS
    if (distance == 2 if likeness is None else likeness < least):
        return None
    # Of a word that never occurs, only what is certain is taken.
    if single and often == 0 and (distance > 0 or rank > 1):
        return None
    more = max(-2.0, min(5.0, math.log((count(original) + 20) / (often + 20))))
    nats = 3.0 + 2.0 * distance + rank + own - 2.0 * ((0.3 if likeness is None else likeness) - 0.3) - 0.5 * more
    return nats if nats < DEAREST else None


def main():
    folder, out, *paths = sys.argv[1:]
    count, vector = lemma_counts(paths), vectors(paths)
    found = pairs(*wordnet(Path(folder)), count)
    priced = ((pair, price(pair, place, count, vector)) for pair, place in found.items())
    lines = sorted(f"{synonym}\t{original}\t{nats:.1f}\n" for (synonym, original), nats in priced if nats is not None)
    Path(out).write_text(HEADER + "".join(lines), encoding="utf8")


if __name__ == "__main__":
    main()

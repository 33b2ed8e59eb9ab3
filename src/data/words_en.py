"""Makes words_en.dawg from the word lists of SCOWL (Debian package `scowl`): python3 words_en.py FOLDER OUT

FOLDER holds files such as `english-words.10`; the number says how rare the words are. The result is a minimal acyclic
graph of letters: 32 bits an edge, little-endian, the edges of a node side by side, those of the root first:

    bits 0-4   letter: 1 to 26 for a to z, 27 for an apostrophe
    bit  5     whether it is the last edge of its node
    bits 6-8   0, or how rare the word is that ends here: 1 to 6; 7 for a name
    bits 9-31  the first edge of the node that it leads to; 0 for none
"""

import sys
from pathlib import Path

HEADER = """servanda words 1
English words with a class of frequency, from SCOWL 2020.12.07 up to size 70 (names up to 50), British and American
spellings. Copyright 2000-2018 Kevin Atkinson and others. Permission to use, copy, modify, distribute and sell these
word lists, the associated scripts, the output created from the scripts, and its documentation for any purpose is
granted without fee, provided that the above copyright notice appears in all copies and that both that copyright notice
and this permission notice appear in supporting documentation. Provided "as is" without warranty. Made by words_en.py.

"""
CLASSES = {10: 1, 20: 1, 35: 2, 40: 3, 50: 4, 55: 5, 60: 5, 70: 6}
VARIETIES = ("english", "american", "british", "british_z", "canadian", "variant_1", "british_variant_1")
NAME = 7
LETTERS = {c: i for i, c in enumerate("abcdefghijklmnopqrstuvwxyz'", 1)}


def words(folder):
    found = {}
    for kinds, rarest, name in ((("words", "contractions"), 70, None), (("proper-names", "upper"), 50, NAME)):
        for path in (folder / f"{v}-{k}.{size}" for v in VARIETIES for k in kinds for size in CLASSES if size <= rarest):
            lines = path.read_text("latin-1").split() if path.exists() else []
            for word in (line.lower() for line in lines if not line.endswith("'s")):
                if all(c in LETTERS for c in word):
                    rank = name or CLASSES[int(path.suffix[1:])]
                    found[word] = min(found.get(word, 9), rank)
    return found


def graph(found):
    """The nodes as tuples of (letter, class, node); equal ones are one. The root comes last."""
    root = {}
    for word, rank in found.items():
        node = root
        for c in word[:-1]:
            node = node.setdefault(c, [0, {}])[1]
        node.setdefault(word[-1], [0, {}])[0] = rank
    numbers, nodes = {}, []

    def number(node):
        edges = tuple((c, rank, number(child)) for c, (rank, child) in sorted(node.items()))
        if edges not in numbers:
            numbers[edges] = len(nodes)
            nodes.append(edges)
        return numbers[edges]

    number(root)
    return nodes


def main():
    folder, out = map(Path, sys.argv[1:])
    nodes = graph(words(folder))
    starts, at = {}, 0
    for i in reversed(range(len(nodes))):
        starts[i] = at
        at += len(nodes[i])
    data = bytearray(HEADER.encode())
    for edges in reversed(nodes):
        for i, (c, rank, child) in enumerate(edges):
            first = starts[child] if nodes[child] else 0
            edge = LETTERS[c] | (i + 1 == len(edges)) << 5 | rank << 6 | first << 9
            data += edge.to_bytes(4, "little")
    out.write_bytes(data)


main()

"""How alike are two texts, and which of very many might be? Pure functions over words."""

from __future__ import annotations

import hashlib
import heapq
import re
import unicodedata

from rapidfuzz.distance import Indel

WORDS_OF_A_RUN = 5
MARKS_OF_A_TEXT = 64
_WORD = re.compile(r"\w+")


def words(text: str) -> list[str]:
    """What is compared: neither case nor punctuation nor white space."""
    return _WORD.findall(unicodedata.normalize("NFKC", text).casefold())


def likeness(one: str, other: str) -> float:
    """The share of their words that the two have in common in the same order: 1 where all are."""
    return float(Indel.normalized_similarity(words(one), words(other)))


def marks(text: str) -> list[int]:
    """A fingerprint: of the digests of all runs of five words, the smallest, by another part of each digest.

    Texts that share a tenth of their runs share about a tenth of their marks: an index over marks finds them
    among any number. A digest's first bytes choose it, and its last are kept, so that marks spread over all
    whole numbers of four bytes and strangers hardly ever share one.
    """
    said = words(text)
    runs = {" ".join(said[at : at + WORDS_OF_A_RUN]) for at in range(max(1, len(said) - WORDS_OF_A_RUN + 1))}
    digests = (hashlib.blake2b(run.encode(), digest_size=12).digest() for run in runs)
    chosen = heapq.nsmallest(MARKS_OF_A_TEXT, digests)
    return sorted({int.from_bytes(digest[8:], signed=True) for digest in chosen})

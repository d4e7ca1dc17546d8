"""Dictionaries of words and phrases as lexicons: hunalign's ``.dic``, dictd."""

from __future__ import annotations

import gzip
import io
import re
import unicodedata
import zlib
from collections.abc import Sequence

import numpy as np

from aligner.alignment.lexicon import Lexicon, packed
from aligner.alignment.tokens import stem_rule, tokenise
from aligner.errors import UnreadableDocument

LARGEST = 512 * 1024 * 1024
"""Bytes of an unpacked dictionary that are read at most."""
_BASE64 = {c: n for n, c in enumerate("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")}
_ASIDE = re.compile(r"<[^>]*>|\[[^\]]*\]|\([^)]*\)|/[^/]*/|\{[^}]*\}|^\s*\d+\.\s*|\"[^\"]*\"")


def from_dic(data: bytes, *, source: str = "") -> list[tuple[str, str]]:
    """Read hunalign's ``target @ source`` lines as (source, target) phrases."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableDocument(
            "not a lexicon: neither ours nor text in UTF-8", source=source, advice="'dragoman learn' makes one"
        ) from error
    phrases = []
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        target, mark, word = line.partition(" @ ")
        if not mark:
            raise UnreadableDocument(
                f"not a dictionary entry: {line.strip()[:60]}",
                source=source,
                place=f"line {number}",
                advice="write 'target @ source', as hunalign does",
            )
        phrases.append((word.strip(), target.strip()))
    return phrases


def from_dictd(index: bytes, content: bytes, *, source: str = "") -> list[tuple[str, str]]:
    """Read a dictd dictionary (``.index`` and ``.dict`` or ``.dict.dz``) as (headword, translation) phrases.

    The first line of an article is the headword with its pronunciation; grammar, examples and asides of the rest
    are left out. See dictd(8), FILE FORMATS.
    """
    try:
        if content[:2] == b"\x1f\x8b":
            with gzip.GzipFile(fileobj=io.BytesIO(content)) as stream:
                content = stream.read(LARGEST)
        phrases: list[tuple[str, str]] = []
        for line in index.decode("utf-8").splitlines():
            word, start, length = line.split("\t")[:3]
            if word.startswith(("00-database", "00database")):
                continue
            begin = _number(start)
            article = content[begin : begin + _number(length)].decode("utf-8")
            phrases += [(word, translation) for translation in _translations(article)]
    except (ValueError, KeyError, EOFError, OSError, zlib.error) as error:
        raise UnreadableDocument("not a dictd dictionary, or a damaged one", source=source) from error
    return phrases


def _number(text: str) -> int:
    value = 0
    for character in text:
        value = value * 64 + _BASE64[character]
    return value


def _translations(article: str) -> list[str]:
    found = []
    for line in article.split("\n")[1:]:
        plain = _ASIDE.sub(" ", line)
        found += [part.strip() for part in re.split(r"[;,、]", plain) if part.strip(" .:-")]
    return found


def lexicon_of_words(phrases: Sequence[tuple[str, str]], languages: tuple[str, str]) -> Lexicon:
    """Return a lexicon in which the translations of a word share its probability evenly.

    Of a phrase, every token may stand for every token of the other side, with the same total.
    """
    sides = [[phrase[side] for phrase in phrases] for side in (0, 1)]
    rules = [stem_rule(languages[side] or _script(sides[side])) for side in (0, 1)]
    left, right, vocabulary = tokenise(sides[0], sides[1], (rules[0], rules[1]))
    wide_s, wide_t = np.diff(left.pointer), np.diff(right.pointer)
    rows = np.repeat(np.repeat(np.arange(len(phrases)), wide_s), np.repeat(wide_t, wide_s))
    source = np.repeat(left.ids, np.repeat(wide_t, wide_s)).astype(np.int64)
    blocks = np.repeat(wide_t, wide_s)
    within = np.arange(len(source)) - np.repeat(np.cumsum(blocks) - blocks, blocks)
    target = right.ids[right.pointer[rows] + within].astype(np.int64)
    weight = 1.0 / np.maximum(1, wide_s[rows] * wide_t[rows])
    total_s = np.bincount(source, weight, len(vocabulary))
    total_t = np.bincount(target, weight, len(vocabulary))
    keep = source != target
    source, target, weight = source[keep], target[keep], weight[keep]
    return packed(
        languages,
        (vocabulary.hashes[source], vocabulary.hashes[target]),
        (weight / total_s[source], weight / total_t[target]),
    )


def _script(words: Sequence[str]) -> str:
    """A language of the script most of the words are written in, for its rule of cutting: '' for Latin and others."""
    names = [unicodedata.name(word[0], "").split(" ")[0] for word in words[:200] if word]
    for script, language in (("ARABIC", "ar"), ("CYRILLIC", "ru")):
        if names.count(script) * 2 > len(names):
            return language
    return ""

"""Tables of the store, by version.

Every version but the first says how to get there from the one before, so that a store of any age is brought up to
date when it is opened for writing. The statements are those that SQLite and PostgreSQL understand alike, but for
the types in braces. An identifier is never used again, and a text never changes: a list of the index may name texts
that are gone, but never means another.
"""

from __future__ import annotations

MIGRATIONS: tuple[tuple[str, ...], ...] = (
    (
        "CREATE TABLE documents (id {number} PRIMARY KEY, symbol TEXT NOT NULL UNIQUE)",
        """CREATE TABLE units (
            id {number} PRIMARY KEY,
            digest {bytes} NOT NULL,
            name TEXT NOT NULL,
            document {number},
            ref TEXT NOT NULL,
            date TEXT NOT NULL,
            confidence {real},
            review TEXT NOT NULL,
            before TEXT NOT NULL,
            after TEXT NOT NULL,
            first {number} NOT NULL,
            languages {number} NOT NULL,
            more TEXT NOT NULL
        )""",
        "CREATE UNIQUE INDEX units_digest ON units (digest)",
        """CREATE TABLE texts (
            id {number} PRIMARY KEY,
            unit {number} NOT NULL,
            language TEXT NOT NULL,
            hash {number} NOT NULL,
            text TEXT NOT NULL
        )""",
        "CREATE INDEX texts_hash ON texts (hash)",
        "CREATE TABLE segments (id {number} PRIMARY KEY, postings {number} NOT NULL)",
        """CREATE TABLE postings (
            term {number} NOT NULL,
            segment {number} NOT NULL,
            count {number} NOT NULL,
            body {bytes} NOT NULL
        )""",
        "CREATE INDEX postings_term ON postings (term, count)",
    ),
    ("DELETE FROM postings", "DELETE FROM segments"),
)
"""Statements that lead from version n to n + 1, counted from 0: an empty database."""
VERSION = len(MIGRATIONS)
"""The version this program writes."""
INDEXED = 2
"""The version from which on texts are found by their lengths, too: the index of an older store is made anew."""
BUILT_LAST = {
    "units_digest": "CREATE UNIQUE INDEX units_digest ON units (digest)",
    "texts_hash": "CREATE INDEX texts_hash ON texts (hash)",
}
"""Indexes that cost much to keep up to date row by row: the first import into a store builds them at its end."""

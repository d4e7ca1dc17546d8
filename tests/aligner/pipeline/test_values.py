from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from aligner.model import Bead, Bitext, Block, Document, Finding, Furniture, Notice, Origin, Repair, Segment, Span
from aligner.pipeline.values import from_json, to_json

texts = st.text(max_size=20)
numbers = st.integers(min_value=0, max_value=10_000)
spans = st.builds(Span, numbers, numbers)
leaves = st.builds(
    Block,
    kind=st.sampled_from(["heading", "paragraph", "item", "footnote"]),
    ref=texts,
    marker=texts,
    text=texts,
    span=spans,
    notes=st.lists(texts, max_size=2).map(tuple),
    note_offsets=st.lists(numbers, max_size=2).map(tuple),
    origin=st.lists(st.builds(Origin, numbers, numbers, numbers), max_size=2).map(tuple),
)
blocks = st.recursive(
    leaves,
    lambda inner: st.builds(Block, kind=st.just("item"), ref=texts, children=st.lists(inner).map(tuple)),
    max_leaves=4,
)
documents = st.builds(
    Document,
    symbol=texts,
    language=st.sampled_from(["fr", "zh"]),
    blocks=st.lists(blocks, max_size=3).map(tuple),
    repairs=st.lists(st.builds(Repair, kind=texts, ref=texts, before=texts, after=texts, line=numbers), max_size=2).map(
        tuple
    ),
    furniture=st.lists(st.builds(Furniture, kind=texts, text=texts, line=numbers), max_size=2).map(tuple),
    metadata=st.dictionaries(texts, texts, max_size=2),
)
beads = st.builds(
    Bead,
    st.lists(numbers, max_size=2).map(tuple),
    st.lists(numbers, max_size=2).map(tuple),
    st.floats(0, 1),
    st.booleans(),
)
bitexts = st.builds(
    Bitext,
    source=documents,
    target=documents,
    level=st.sampled_from(["sentence", "paragraph"]),
    source_segments=st.lists(st.builds(Segment, texts, texts, spans), max_size=2).map(tuple),
    target_segments=st.just(()),
    beads=st.lists(beads, max_size=2).map(tuple),
    notices=st.lists(
        st.builds(Notice, kind=st.just("missing"), source_refs=st.lists(texts, max_size=2).map(tuple)), max_size=2
    ).map(tuple),
)
findings = st.builds(
    Finding,
    check=texts,
    severity=st.sampled_from(["info", "error"]),
    document=texts,
    language=texts,
    ref=texts,
    message=texts,
    span=st.none() | spans,
    unit=st.none() | texts,
    related=st.lists(st.tuples(texts, texts), max_size=2).map(tuple),
)


@given(bitexts)
def test_a_bitext_survives_json(bitext: Bitext) -> None:
    assert from_json(Bitext, json.loads(json.dumps(to_json(bitext)))) == bitext


@given(findings)
def test_a_finding_survives_json(finding: Finding) -> None:
    assert from_json(Finding, json.loads(json.dumps(to_json(finding)))) == finding

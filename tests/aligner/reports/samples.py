"""Small bitexts that hold everything the report has to show."""

from __future__ import annotations

from collections.abc import Sequence

from aligner.glossary.model import (
    Glossary,
    GlossaryContext,
    GlossaryEntry,
    GlossaryTerm,
    GlossaryVariant,
    Usage,
)
from aligner.model import Bead, Bitext, Block, Document, Finding, Furniture, Notice, Repair, Segment, Span

FRENCH = (
    "Première réunion",
    "Le comité a ouvert la séance à 10 heures. Il a adopté l’ordre du jour.",
    "Les États devraient\u00a0:",
    "Former des autorités compétentes\u00a0;",
    "Échanger leurs données.",
    "Le rapport figure à l’annexe.",
    "Deuxième réunion",
    "Le bureau a rendu compte de ses travaux.",
    "Aucune décision n’a été prise.",
    "Publication à paraître.",
)
ENGLISH = (
    "First meeting",
    "The committee opened the meeting at 10 a.m. It adopted the agenda.",
    "States should:",
    "Share their data;",
    "Train competent authorities.",
    "The report is annexed.",
    "Second meeting",
    "The bureau reported on its work.",
    "No decision was taken.",
    "Forthcoming publication.",
)
ARABIC = (
    "الاجتماع الأول",
    "افتتحت اللجنة الجلسة في الساعة 10. وأقرت جدول الأعمال.",
    "ينبغي للدول:",
    "تبادل بياناتها؛",
    "تدريب السلطات المختصة.",
    "يرد التقرير في المرفق.",
    "الاجتماع الثاني",
    "قدم المكتب تقريرا عن أعماله.",
    "لم يتخذ أي قرار.",
    "منشور قيد الإصدار.",
)


def document(language: str, texts: Sequence[str], *, symbol: str = "A/1", note_at: int = 9) -> Document:
    """Two sections, a list and a footnote; ``texts`` are its ten blocks, the footnote's mark stands in the second."""
    first, opened, states, train, share, report, second, bureau, decision, note = texts
    items = (
        Block(kind="item", ref="I.2.a", marker="a)", text=train),
        Block(kind="item", ref="I.2.b", marker="b)", text=share),
    )
    one = Block(
        kind="heading",
        ref="I",
        marker="I.",
        text=first,
        children=(
            Block(kind="paragraph", ref="I.1", marker="1.", text=opened, notes=("n1",), note_offsets=(note_at,)),
            Block(kind="paragraph", ref="I.2", marker="2.", text=states, children=items),
            Block(kind="paragraph", ref="I.3", marker="3.", text=report),
        ),
    )
    two = Block(
        kind="heading",
        ref="II",
        marker="II.",
        text=second,
        children=(
            Block(kind="paragraph", ref="II.1", marker="1.", text=bureau),
            Block(kind="paragraph", ref="II.2", marker="2.", text=decision),
        ),
    )
    return Document(
        symbol=symbol,
        language=language,
        title=f"Title <{language}>",
        blocks=(one, two, Block(kind="footnote", ref="n1", marker="1", text=note)),
        source=f"{language}/A-1.txt",
        repairs=(Repair(kind="split-word", ref="I.1", before="com ité", after="comité", line=3),),
        furniture=(Furniture(kind="page-number", text="2", line=9),),
    )


def segments(doc: Document) -> tuple[Segment, ...]:
    """Every block one segment, but the one with two sentences, which is two."""
    found = []
    for block in doc.walk():
        cut = block.text.find(". ") + 1
        if block.ref == "I.1" and "a.m. " in block.text:
            cut = block.text.index("a.m. ") + 4
        ends = [cut, len(block.text)] if cut else [len(block.text)]
        start = 0
        for end in ends:
            found.append(Segment(block.text[start:end], block.ref, Span(start, end)))
            start = end + 1
    return tuple(found)


def bitext(target: Document | None = None, **changes: object) -> Bitext:
    """French against ``target`` (English unless told): one doubtful, one unmatched each way, two swapped."""
    source = document("fr", FRENCH)
    target = target or document("en", ENGLISH)
    fields: dict[str, object] = {
        "source": source,
        "target": target,
        "level": "sentence",
        "source_segments": segments(source),
        "target_segments": segments(target),
        "beads": (
            Bead((0,), (0,), 0.99),
            Bead((1, 2), (1, 2), 0.95),
            Bead((3,), (3,), 0.98),
            Bead((4,), (5,), 0.97, True),
            Bead((5,), (4,), 0.96, True),
            Bead((6,), (6,), 0.42),
            Bead((7,), (7,), 0.999),
            Bead((8,), (), 0.91),
            Bead((), (8,), 0.92),
            Bead((9,), (9,), 0.75),
            Bead((10,), (10,), 0.93),
        ),
        "block_beads": (
            Bead((0,), (0,), 0.99),
            Bead((1,), (1,), 0.99),
            Bead((2,), (2,), 0.98),
            Bead((3,), (4,), 0.97, True),
            Bead((4,), (3,), 0.96, True),
            Bead((5,), (5,), 0.95),
            Bead((6,), (6,), 0.999),
            Bead((7,), (), 0.91),
            Bead((), (7,), 0.92),
            Bead((8,), (8,), 0.8),
            Bead((9,), (9,), 0.93),
        ),
        "notices": (
            Notice(kind="missing", source_refs=("II.1",), message="II.1 has no counterpart."),
            Notice(kind="moved", source_refs=("I.2.a",), target_refs=("I.2.b",), message="Two items are swapped."),
            Notice(kind="renumbered", source_refs=("X.9",), target_refs=("II.2",), message="Numbers differ by 1."),
        ),
        "signature": "test 1 | level:sentence",
    }
    return Bitext(**{**fields, **changes})  # type: ignore[arg-type]


def arabic() -> Bitext:
    """The same against Arabic."""
    return bitext(document("ar", ARABIC))


def findings() -> tuple[Finding, ...]:
    """One about two texts, one about a single text, one about a document that is not on the page."""
    return (
        Finding(
            check="repeated-word",
            severity="warning",
            document="A/1",
            language="fr",
            ref="I.1",
            message="« a » deux fois",
            span=Span(10, 11),
            source=FRENCH[1],
            suggestion="a <b>",
            related=(("A/1", "II.1"), ("B/2", "4")),
        ),
        Finding(
            check="number-mismatch",
            severity="error",
            document="A/1",
            language="en",
            ref="I.1",
            message="10 is not 11",
            span=Span(36, 38),
            source=FRENCH[1],
            target=ENGLISH[1],
        ),
        Finding(
            check="repeated-word",
            severity="info",
            document="C/3",
            language="ar",
            ref="12.a",
            message="<img>",
            span=Span(5, 900),
            source="نص نص",
        ),
    )


def glossary() -> Glossary:
    """Two concepts, one of them without an English term."""
    usage = (Usage("A/1", "I", "2009", 2), Usage("A/1", "II", "2010", 1))
    variant = GlossaryVariant(
        text="autorité <habilitée>", count=1, refs=("II.1",), usage=usage[1:], reason="same equivalent"
    )
    seen = (
        GlossaryContext(
            document="A/1",
            ref="I.2.a",
            source=FRENCH[3],
            target=ENGLISH[3],
            language="en",
            source_spans=((0, 3),),
            target_spans=((0, 5),),
        ),
        GlossaryContext(document="B/2", ref="4", source="ailleurs", target="elsewhere", language="en"),
    )
    return Glossary(
        source_language="fr",
        target_languages=("en",),
        entries=(
            GlossaryEntry(
                id="1",
                score=1.0,
                listed=True,
                terms={
                    "fr": (GlossaryTerm(text="autorité compétente", count=3, usage=usage),),
                    "en": (
                        GlossaryTerm(text="competent authority", status="preferred", count=2, share=0.5),
                        GlossaryTerm(text="<authority>", status="forbidden", note="too short"),
                    ),
                },
                definition="One that may decide.",
                contexts=seen,
                variants=(variant,),
            ),
            GlossaryEntry(id="2", score=0.5, listed=False, terms={"fr": (GlossaryTerm(text="bureau"),), "en": ()}),
        ),
    )

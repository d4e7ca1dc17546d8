"""The alignment page in a browser: every action by key and by mouse, reload, kill, two sessions, scripts, size."""

from __future__ import annotations

import dataclasses
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from aligner.model import Bead
from aligner.review.decisions import FILE, read
from tests.aligner.review.running import Running, serving
from tests.aligner.review.samples import bitext, built, with_beads
from tests.browser.conftest import Opener, violations

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.client
READY = "#rows > li[aria-current] .why li"
SHAPE = """() => [...document.querySelectorAll('#rows > li')].map((row) => {
  const sides = row.querySelector('.sides:not(.around)');
  const count = (side) => side.querySelectorAll('p:not(.none)').length;
  const verdict = ['accepted', 'corrected', 'rejected'].find((name) => row.classList.contains(name)) ?? '';
  return [count(sides.firstChild), count(sides.lastChild), verdict];
})"""
Shape = list[list[Any]]
START: Shape = [[2, 2, ""], [1, 1, ""], [1, 1, ""], [1, 1, ""], [1, 1, ""]]


@pytest.fixture
def running(tmp_path: Path) -> Iterator[Running]:
    pair = with_beads(bitext(), Bead((0, 1), (0, 1), 0.6), *bitext().beads[2:])
    arabic = dataclasses.replace(pair, target=dataclasses.replace(pair.target, language="ar"))
    chinese = dataclasses.replace(
        bitext(english=("委员会开会。", "它宣读。", "各国应当：", "植树。", "各国应当：", "捕鱼。")),
        target=dataclasses.replace(pair.target, language="zh"),
    )
    with serving(built(tmp_path, pair, arabic, chinese)) as running:
        yield running


@pytest.fixture
def page(running: Running, visit: Opener) -> Page:
    return visit(running.address, READY)


def said(page: Page, text: str) -> None:
    page.wait_for_selector(f"#message:text-is('{text}')")


def shaped(page: Page, shape: Shape) -> None:
    """Wait until the rows have this shape."""
    for _ in range(100):
        if page.evaluate(SHAPE) == shape:
            return
        page.wait_for_timeout(50)
    assert page.evaluate(SHAPE) == shape


ACTIONS: dict[str, tuple[str, Shape]] = {
    "accept": ("a", [[2, 2, "accepted"], *START[1:]]),
    "reject": ("x", [[2, 2, "rejected"], *START[1:]]),
    "merge": ("m", [[3, 3, "corrected"], *START[2:]]),
    "split": ("s", [[1, 1, "corrected"], [1, 1, "corrected"], *START[1:]]),
    "target-up": ("[", [[2, 3, "corrected"], [1, 0, "corrected"], *START[2:]]),
    "target-down": ("]", [[2, 1, "corrected"], [1, 2, "corrected"], *START[2:]]),
    "source-up": ("{", [[3, 2, "corrected"], [0, 1, "corrected"], *START[2:]]),
    "source-down": ("}", [[1, 2, "corrected"], [2, 1, "corrected"], *START[2:]]),
    "unlink": (
        "u",
        [[0, 1, "corrected"], [0, 1, "corrected"], [1, 0, "corrected"], [1, 0, "corrected"], *START[1:]],
    ),
}


def by_key(page: Page, action: str) -> None:
    page.keyboard.press({**{name: key for name, (key, _) in ACTIONS.items()}, "mark": "b", "link": "l"}[action])


def by_mouse(page: Page, action: str) -> None:
    page.click(f"[data-action={action}]")


@pytest.mark.parametrize("do", [by_key, by_mouse])
@pytest.mark.parametrize("action", ACTIONS)
def test_an_action_is_shown_kept_and_taken_back(
    page: Page, action: str, do: Callable[[Page, str], None], tmp_path: Path
) -> None:
    shape = ACTIONS[action][1]
    do(page, action)
    shaped(page, shape)
    assert len(read(tmp_path / FILE)) == sum(bool(row[2]) for row in shape)
    page.reload()
    shaped(page, shape)
    if do is by_key:
        page.keyboard.press("z")
        shaped(page, START)
        page.keyboard.press("y")
        shaped(page, shape)
        page.wait_for_selector("#redo:disabled")
    else:
        page.click("#undo")
        shaped(page, START)
        page.click("#redo")
        shaped(page, shape)


@pytest.mark.parametrize("do", [by_key, by_mouse])
def test_two_rows_apart_are_linked_and_a_row_reopened(page: Page, do: Callable[[Page, str], None]) -> None:
    page.click("#rows > li:nth-child(2)")
    do(page, "mark")
    page.wait_for_selector("#rows > li.marked:nth-child(2)")
    page.click("#rows > li:nth-child(4)")
    do(page, "link")
    shaped(page, [START[0], [2, 2, "corrected"], START[2], START[4]])
    page.click("#rows > li:nth-child(2)")
    page.keyboard.press("o") if do is by_key else page.click("[data-action=reopen]")
    shaped(page, START)


def test_a_row_is_split_where_one_says(page: Page) -> None:
    page.click("#rows > li:nth-child(1) .sides > div:last-child .cut")
    page.click("[data-action=merge]")
    shaped(page, ACTIONS["merge"][1])
    page.click("#rows > li:nth-child(1) .sides > div:first-child .cut >> nth=0")
    page.click("#rows > li:nth-child(1) .sides > div:last-child .cut >> nth=1")
    page.keyboard.press("s")
    shaped(page, [[1, 2, "corrected"], [2, 1, "corrected"], *START[2:]])


def test_keys_walk_find_and_seek_what_is_doubtful(page: Page, running: Running) -> None:
    page.keyboard.press("j")
    page.wait_for_selector("#rows > li:nth-child(2)[aria-current]")
    assert page.inner_text("#rows > li[aria-current] .around >> nth=0").startswith("Le comité siège. Il lit.")
    page.keyboard.press("k")
    page.keyboard.press("n")
    page.wait_for_selector("#rows > li:nth-child(2)[aria-current]")
    page.keyboard.press("/")
    page.keyboard.type("pêcher")
    shaped(page, [START[4]])
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    assert page.locator("#key-list dt").count() == 23
    page.keyboard.press("Escape")
    page.keyboard.press("e")
    page.wait_for_selector("#rows > li[aria-current] .why:empty", state="attached")


def test_the_map_leads_to_its_rows_by_mouse_and_key(page: Page) -> None:
    box = page.locator("#map").bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + box["width"] * 0.9, box["y"] + box["height"] / 2)
    page.wait_for_selector("#rows > li:nth-child(5)[aria-current]")
    assert page.get_attribute("#map", "aria-valuetext") == "row 5 of 5, doubtful"
    page.focus("#map")
    page.keyboard.press("Home")
    page.wait_for_selector("#rows > li:nth-child(1)[aria-current]")
    page.focus("#map")
    page.keyboard.press("ArrowRight")
    page.wait_for_selector("#rows > li:nth-child(2)[aria-current]")


def test_two_browsers_at_once_lose_nothing(page: Page, running: Running, visit: Opener, tmp_path: Path) -> None:
    other = visit(running.address, READY)
    other.keyboard.press("x")
    said(other, "4 doubtful left, 4 of 5 open")
    page.keyboard.press("a")
    page.wait_for_selector("#trouble:visible")
    assert page.inner_text("#trouble") == "someone decided something since this page was loaded (look again)"
    said(page, "4 doubtful left, 4 of 5 open")
    assert [one.verdict for one in read(tmp_path / FILE)] == ["rejected"]


def test_a_conflict_is_shown_and_the_person_wins(running: Running, visit: Opener, tmp_path: Path) -> None:
    from tests.aligner.review.samples import decision

    running.workspace.desks().alignment.file.write([decision((1,), (1,), "accepted")], "")
    page = visit(running.address, READY)
    page.wait_for_selector("#conflicts:visible")
    assert "The machine now pairs these segments otherwise; the decision stands." in page.inner_text("#conflicts")
    shaped(page, [[1, 1, ""], [1, 1, "accepted"], *START[1:]])


@pytest.mark.parametrize(("document", "tag", "direction"), [("1", "ar", "rtl"), ("2", "zh", "ltr")])
def test_each_script_is_shown_as_it_should_be(page: Page, document: str, tag: str, direction: str) -> None:
    page.select_option("#document", document)
    page.wait_for_selector(f"#rows li:nth-child(2) [lang={tag}][dir={direction}] p")
    text, ref = (page.locator(f"#rows li:nth-child(2) [lang={tag}] {part}").bounding_box() for part in ("p", ".ref"))
    assert text is not None
    assert ref is not None
    at_right = ref["x"] + ref["width"] / 2 > text["x"] + text["width"] / 2
    assert at_right == (direction == "rtl")


def test_a_text_that_looks_like_markup_is_a_text(visit: Opener, tmp_path: Path) -> None:
    text = "<img src=x onerror=alert(1)><script>alert(2)</script>"
    pair = bitext(french=(text, *bitext().source.symbol * 5), english=(text, *"abcde"))
    with serving(built(tmp_path, pair)) as running:
        page = visit(running.address, READY)
        assert page.inner_text("#rows li:nth-child(1) .sides:not(.around) p >> nth=0").endswith(text)
        page.goto(f"{running.address}concordance?text=onerror")
        page.wait_for_selector("#lines mark")
        assert page.locator("main img, main script").count() == 0


def test_the_server_is_killed_in_mid_session(visit: Opener, tmp_path: Path) -> None:
    corpora, out = tmp_path / "corpora", tmp_path / "build"
    for language, text in (
        ("fr", "1. Le comité siège.\n2. Il lit.\n"),
        ("en", "1. The committee sits.\n2. It reads.\n"),
    ):
        (corpora / language).mkdir(parents=True)
        (corpora / language / "A-1.txt").write_text(text, encoding="utf-8")
    run = [sys.executable, "-c", "from aligner.cli import main; main()"]
    subprocess.run([*run, "build", str(corpora), "-o", str(out)], check=True, capture_output=True)
    command = [*run, "review", str(out), "--no-browser", "--quiet"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        page = visit(process.stdout.readline().strip(), READY)
        page.keyboard.press("a")
        page.wait_for_selector("#rows > li.accepted")
        process.kill()
    page.keyboard.press("a")
    page.wait_for_selector("#trouble:visible")
    assert page.inner_text("#trouble").startswith("The server does not answer. What you decided so far is on disk")
    assert [one.verdict for one in read(corpora / FILE)] == ["accepted"]


def test_twenty_thousand_rows_are_walked_scrolled_and_filtered(visit: Opener, tmp_path: Path) -> None:
    count = 20_000
    french, english = (
        [f"{text} {n}." for n in range(count)] for text in ("Les États devraient lire", "States should read")
    )
    large = bitext(french, english, [Bead((n,), (n,), 0.5 if n % 1000 == 999 else 0.99) for n in range(count)])
    with serving(built(tmp_path, large)) as running:
        page = visit(running.address, READY)
        said(page, "20 doubtful left, 20000 of 20000 open")
        for _ in range(12):
            page.mouse.wheel(0, 4000)
            page.wait_for_timeout(60)
        page.wait_for_selector("#rows > li:nth-child(101)", state="attached")
        page.keyboard.press("n")
        page.wait_for_selector("#rows > li[data-row='999'][aria-current]")
        page.keyboard.press("a")
        said(page, "19 doubtful left, 19999 of 20000 open")
        assert page.locator("#rows > li").count() <= 180
        page.focus("#map")
        page.keyboard.press("End")
        page.wait_for_selector("#rows > li[data-row='19999'][aria-current]")
        page.keyboard.press("k")
        page.wait_for_selector("#rows > li[data-row='19998'][aria-current]")
        page.fill("#text", '"LIRE 1234."')
        page.wait_for_selector("#range:text-is('1–1 of 1 rows')")


@pytest.mark.parametrize(("scheme", "width"), [("light", 1366), ("dark", 390)])
def test_axe_finds_no_violation(running: Running, visit: Opener, scheme: str, width: int) -> None:
    page = visit(running.address, READY, color_scheme=scheme, bypass_csp=True, viewport={"width": width, "height": 900})
    page.keyboard.press("x")
    page.wait_for_selector("#rows > li.rejected")
    page.wait_for_selector(READY)
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.keyboard.press("?")
    assert violations(page) == []

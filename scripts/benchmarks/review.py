"""The review pages: start to first row, an action, 20,000 beads, and what the least confident twentieth shows

Paragraphs are recombined from the sentences of corpora/ (14,500 give some 20,000 beads). All times are
of a real browser (chromium, headless) on a real server, both on this machine: the start from the command to the first
row on the screen, after one run that warmed the system's file cache; an action from the key to the changed row, median
and worst of 20; scrolling from one end of the list on by the wheel, and filtering by a text typed letter by letter,
with the longest time between two frames. Memory is the server's after all that, and after the glossary was opened, too:
its own (RssAnon), and its largest resident set, into which every page of a library counts that was read from disk
(VmHWM).

The last table is that of ``scripts/bench doubt``: of the wrong beads, those among the first 5 % to look at.
"""

from __future__ import annotations

import argparse
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

import doubt

from aligner.model import Bitext
from aligner.pipeline import results
from aligner.pipeline.build import BuildOptions, build

if TYPE_CHECKING:
    from playwright.sync_api import Page

ROOT = Path(__file__).resolve().parents[2]
SEED = 8
FRAMES = """() => {
  let last = performance.now();
  const tick = (now) => {
    window.longest = Math.max(window.longest, now - last);
    last = now;
    requestAnimationFrame(tick);
  };
  window.longest = 0;
  requestAnimationFrame(tick);
}"""


def main() -> None:
    """Print all figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paragraphs", nargs="?", type=int, default=14_500, help="of the large document")
    parser.add_argument("--gold", type=Path, default=ROOT / ".." / "shared" / "gold")
    parser.add_argument("--lines", type=Path, default=ROOT / ".." / "shared" / "un6")
    parser.add_argument("--only", choices=["pages", "doubt"], help="only the browser, or only the gold")
    given = parser.parse_args()
    if given.only != "doubt":
        _pages(given.paragraphs)
    if given.only != "pages" and given.gold.is_dir():
        print()
        doubt.report(given.gold, given.lines)


def _pages(paragraphs: int) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copytree(ROOT / "corpora", folder / "corpora")
        build(BuildOptions(corpora=folder / "corpora", out=folder / "build", targets=("en",)))
        print("corpora/, fr-en")
        _measure(folder / "build")
        _recombined(results.load(folder / "build").bitexts[0], paragraphs, folder / "big-corpora")
        made = build(BuildOptions(corpora=folder / "big-corpora", out=folder / "big"))
        beads = sum(made.summary["pairs"][0]["beads"].values())
        print(f"one document, {beads} beads; its report.html {_megabytes(folder / 'big'):.1f} MB")
        _measure(folder / "big")


def _megabytes(out: Path) -> float:
    return (out / "report.html").stat().st_size / 1e6


def _recombined(bitext: Bitext, count: int, corpora: Path) -> None:
    """Write a document of ``count`` paragraphs of one sentence in two languages, some missing on either side."""
    draw = random.Random(SEED)
    whole = [bead for bead in bitext.beads if bead.kind == "1-1"]
    texts = [
        (bitext.source_segments[bead.source[0]].text, bitext.target_segments[bead.target[0]].text) for bead in whole
    ]
    texts = [pair for pair in texts if all(len(text) > 40 and "." not in text[:-1] for text in pair)]
    for side, language in enumerate((bitext.source.language, bitext.target.language)):
        chosen = random.Random(SEED)
        lines = [f"{n + 1}. {chosen.choice(texts)[side].rstrip('.;:')} {n % 977}." for n in range(count)]
        kept = [line for line in lines if draw.random() >= 0.01]
        (corpora / language).mkdir(parents=True)
        (corpora / language / "A-1.txt").write_text("\n".join(kept) + "\n", encoding="utf-8")
    # the figures are about the pages: one check is enough
    (corpora / "dragoman.toml").write_text('[check]\nselect = ["doubled-space"]\n', encoding="utf-8")


def _measure(out: Path) -> None:
    from playwright.sync_api import sync_playwright

    executable = shutil.which("chromium") or shutil.which("google-chrome")
    if executable is None:
        print("  chromium is not installed: not measured")
        return
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page(viewport={"width": 1366, "height": 900}, bypass_csp=True)
        for run in ("warming", "measured"):
            began = time.perf_counter()
            process, address = _started(out)
            listening = time.perf_counter() - began
            page.goto(address)
            page.wait_for_selector("#rows > li[aria-current]")
            first = time.perf_counter() - began
            if run == "warming":
                process.terminate()
                process.wait()
        try:
            print(f"  start to listening       {listening:6.2f} s, to the first row {first:.2f} s")
            _actions(page)
            _scrolling(page)
            _filtering(page)
            page.goto(address + "concordance")
            print(f"  concordance, a phrase    {_typed(page, 'traite des personnes', '#lines li'):6.0f} ms")
            _memory(process.pid, "before the glossary")
            page.goto(address + "glossary")
            page.wait_for_selector("#entry h2")
            _memory(process.pid, "after it")
        finally:
            process.terminate()
            process.wait()
            browser.close()


def _started(out: Path) -> tuple[subprocess.Popen[str], str]:
    command = [Path(sys.executable).with_name("dragoman"), "review", out, "--no-browser", "--quiet"]
    process = subprocess.Popen([str(part) for part in command], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    address = process.stdout.readline().strip()
    if not address:
        raise SystemExit("the server did not start")
    return process, address


def _actions(page: Page) -> None:
    times = []
    for number in range(20):
        page.evaluate("() => { window.before = document.querySelector('#message').textContent; }")
        began = time.perf_counter()
        page.keyboard.press("a" if number % 2 == 0 else "z")
        page.wait_for_function("document.querySelector('#message').textContent !== window.before", polling="raf")
        times.append(1000 * (time.perf_counter() - began))
        page.wait_for_timeout(250)
    print(f"  an action on disk, shown {statistics.median(times):6.0f} ms, at most {max(times):.0f} ms")


def _scrolling(page: Page) -> None:
    page.mouse.move(600, 500)
    page.evaluate(FRAMES)
    for _ in range(150):
        page.mouse.wheel(0, 900)
        page.wait_for_timeout(16)
    print(f"  scrolling, longest frame {page.evaluate('window.longest'):6.0f} ms ({page.inner_text('#range')})")


def _filtering(page: Page) -> None:
    page.evaluate("window.longest = 0")
    last = _typed(page, "personnes", "#rows > li")
    longest = page.evaluate("window.longest")
    print(
        f"  filtering, longest frame {longest:6.0f} ms; last letter to rows {last:.0f} ms ({page.inner_text('#range')})"
    )
    page.fill("#text", "")
    page.wait_for_timeout(1000)
    page.evaluate("() => { window.longest = 0; window.before = document.querySelector('#rows > li'); }")
    began = time.perf_counter()
    page.select_option("#order", "doubt")
    page.wait_for_function("document.querySelector('#rows > li') !== window.before", polling="raf")
    took, longest = 1000 * (time.perf_counter() - began), page.evaluate("window.longest")
    print(f"  sorting by doubt         {took:6.0f} ms, longest frame {longest:.0f} ms")


def _typed(page: Page, text: str, rows: str) -> float:
    """Milliseconds from the last letter to the rows it finds."""
    page.focus("#text")
    page.keyboard.type(text[:-1], delay=60)
    page.wait_for_timeout(1000)
    page.evaluate("() => { window.before = document.querySelector('#rows > li, #lines li'); }")
    began = time.perf_counter()
    page.keyboard.type(text[-1])
    page.wait_for_function(
        f"document.querySelector('{rows}') && document.querySelector('{rows}') !== window.before", polling="raf"
    )
    return 1000 * (time.perf_counter() - began)


def _memory(process: int, when: str) -> None:
    own, whole = (_resident(process, name) for name in ("RssAnon", "VmHWM"))
    print(f"  memory, {when:<19}{own:4.0f} MB of its own, {whole:.0f} MB with libraries mapped from disk")


def _resident(process: int, name: str) -> float:
    lines = Path(f"/proc/{process}/status").read_text(encoding="utf-8").splitlines()
    return int(next(line for line in lines if line.startswith(name)).split()[1]) / 1024


if __name__ == "__main__":
    main()

"use strict";
(() => {
  const byId = (id) => document.getElementById(id);
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const fields = { text: byId("f-text"), part: byId("f-part"), conf: byId("f-conf"), kind: byId("f-kind") };
  const count = byId("f-count");
  const bar = document.querySelector(".toolbar");
  if (!bar) return;

  const rows = all("tr[data-k]").map((tr) => ({
    tr,
    unit: tr.parentElement,
    part: tr.closest(".part"),
    pair: tr.closest(".pair"),
    confidence: Number(tr.dataset.c),
    kind: tr.dataset.k,
    state: tr.className,
    folded: null,
  }));
  // a block without text has a line, but no row that counts
  const total = rows.filter((row) => row.kind !== "0-0").length;
  const pairs = all(".pair");
  const units = new Map();
  for (const row of rows) {
    if (!units.has(row.unit)) units.set(row.unit, []);
    units.get(row.unit).push(row);
  }
  const mapLinks = new Map();
  for (const link of all(".lines a[tabindex]")) {
    const id = decodeURIComponent(link.getAttribute("href").slice(1));
    if (!mapLinks.has(id)) mapLinks.set(id, []);
    mapLinks.get(id).push(link);
  }

  // Letters without accents, one kind of apostrophe, space and hyphen; œ and ligatures as two letters.
  const FOLDS = { "œ": "oe", "æ": "ae", "ß": "ss", "’": "'", "ʼ": "'", "‑": "-", "–": "-", "−": "-" };
  const fold = (text) =>
    text
      .normalize("NFKD")
      .replace(/[\p{M}\p{Cf}\u0640]/gu, "")
      .toLowerCase()
      .replace(/[œæß’ʼ‑–−]/g, (sign) => FOLDS[sign])
      .replace(/\s+/g, " ");

  // What is read as text: footnote marks are not.
  const words = (node) =>
    node.nodeName === "SUP" ? "" : node.data ?? [...node.childNodes].map(words).join("");

  const terms = () => {
    const found = [];
    for (const [, phrase, word] of fold(fields.text.value).matchAll(/"([^"]+)"?|([^\s"]+)/g)) {
      found.push((phrase ?? word).trim());
    }
    return found.filter(Boolean);
  };

  const matches = (row, wanted) => {
    const [low, high] = (fields.conf.value || "0-101").split("-").map(Number);
    if (row.confidence < low || row.confidence >= high) return false;
    const [what, value] = fields.kind.value.split(":");
    if (what === "kind" && row.kind !== value) return false;
    if (what === "state" && row.state !== value) return false;
    const place = fields.part.value;
    if (place && row.part.id !== place && row.pair.id !== place) return false;
    if (!wanted.length) return true;
    row.folded ??= fold(all(".ref, .s", row.tr).map(words).join("\n"));
    return wanted.every((term) => row.folded.includes(term));
  };

  // The ranges of one text node that a term covers: the folded text is searched, the offsets are the node's own.
  const ranges = (node, wanted) => {
    const starts = [];
    let folded = "";
    let offset = 0;
    for (const sign of node.data) {
      const plain = fold(sign);
      for (let n = 0; n < plain.length; n += 1) starts.push(offset);
      folded += plain;
      offset += sign.length;
    }
    starts.push(offset);
    const found = [];
    for (const term of wanted) {
      for (let at = folded.indexOf(term); at >= 0; at = folded.indexOf(term, at + term.length)) {
        const range = new Range();
        range.setStart(node, starts[at]);
        range.setEnd(node, starts[at + term.length]);
        found.push(range);
      }
    }
    return found;
  };

  const MOST_MARKS = 2000;
  const mark = (wanted) => {
    if (!("highlights" in CSS)) return;
    const found = [];
    if (wanted.length) {
      for (const row of rows) {
        if (row.tr.hidden) continue;
        if (found.length > MOST_MARKS) break;
        for (const cell of all(".s", row.tr)) {
          const walker = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
          while (walker.nextNode()) found.push(...ranges(walker.currentNode, wanted));
        }
      }
    }
    CSS.highlights.set("found", new Highlight(...found));
  };

  const number = (value) => value.toLocaleString("en");
  const apply = () => {
    const wanted = terms();
    let shown = 0;
    for (const row of rows) {
      row.tr.hidden = !matches(row, wanted);
      shown += row.tr.hidden || row.kind === "0-0" ? 0 : 1;
    }
    for (const [unit, members] of units) {
      unit.hidden = members.every((row) => row.tr.hidden);
      for (const link of mapLinks.get(unit.id) ?? []) link.classList.toggle("dim", unit.hidden);
    }
    for (const part of all(".part")) part.hidden = !part.querySelector("tbody:not([hidden])");
    // where there are several pairs, those without a row left make room; a single one keeps its map
    if (pairs.length > 1) for (const pair of pairs) pair.hidden = !pair.querySelector(".part:not([hidden])");
    count.value = `${number(shown)} of ${number(total)} rows`;
    document.body.classList.toggle("filtered", shown < total);
    mark(wanted);
  };
  const clear = () => {
    for (const field of Object.values(fields)) field.value = "";
    apply();
  };

  // Going somewhere: the unit is shown whatever the filter, scrolled to and given the focus.
  let here = null;
  const visit = (unit, row = units.get(unit)[0]) => {
    if (row.tr.hidden) clear();
    for (const old of all(".here")) old.classList.remove("here");
    for (const old of all(".lines [aria-current]")) old.removeAttribute("aria-current");
    unit.classList.add("here");
    for (const link of mapLinks.get(unit.id) ?? []) link.setAttribute("aria-current", "true");
    here = row;
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    const far = Math.abs(row.tr.getBoundingClientRect().top) > 3 * innerHeight;
    row.tr.scrollIntoView({ block: "center", behavior: calm || far ? "instant" : "smooth" });
    unit.focus({ preventScroll: true });
  };
  const follow = () => {
    const target = byId(decodeURIComponent(location.hash.slice(1)));
    if (target && units.has(target)) visit(target);
    else if (target?.hidden) {
      clear();
      target.scrollIntoView();
    }
  };
  const step = (by) => {
    const doubtful = rows.filter((row) => row.state !== "sure" && !row.tr.hidden);
    if (!doubtful.length) {
      count.value = "Nothing to look at here";
      return;
    }
    const order = new Map(rows.map((row, index) => [row, index]));
    const from = here ? order.get(here) : -1;
    const next =
      by > 0
        ? doubtful.find((row) => order.get(row) > from) ?? doubtful[0]
        : doubtful.findLast((row) => order.get(row) < from) ?? doubtful.at(-1);
    visit(next.unit, next);
    count.value = `${number(doubtful.indexOf(next) + 1)} of ${number(doubtful.length)} to look at`;
  };

  // The map: arrows move along a line and between lines.
  const reach = (link) => {
    for (const other of all("a", link.closest("svg"))) other.setAttribute("tabindex", "-1");
    link.setAttribute("tabindex", "0");
    link.focus();
  };
  const middle = (link) => {
    const box = link.getBoundingClientRect();
    return box.left + box.width / 2;
  };
  const nearest = (links, x) =>
    links.reduce((best, link) => (Math.abs(middle(link) - x) < Math.abs(middle(best) - x) ? link : best));
  const arrows = (event) => {
    const link = event.target.closest("a");
    if (!link || event.altKey || event.ctrlKey || event.metaKey) return;
    const line = all("a", link.closest("svg")).sort((a, b) => middle(a) - middle(b));
    const lines = all("svg", link.closest(".lines"));
    const at = line.indexOf(link);
    const beside = lines[lines.indexOf(link.closest("svg")) + (event.key === "ArrowDown" ? 1 : -1)];
    const next = {
      ArrowRight: () => line[at + 1],
      ArrowLeft: () => line[at - 1],
      Home: () => line[0],
      End: () => line.at(-1),
      ArrowDown: () => beside && nearest(all("a", beside), middle(link)),
      ArrowUp: () => beside && nearest(all("a", beside), middle(link)),
    }[event.key]?.();
    if (!next) return;
    event.preventDefault();
    reach(next);
  };

  const help = byId("keys");
  const typing = (target) => target.closest("input, select, textarea, dialog");
  const commands = {
    "/": () => fields.text.focus(),
    j: () => step(1),
    k: () => step(-1),
    "?": () => help.showModal(),
    Escape: clear,
  };
  document.addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.isComposing) return;
    if (event.target === fields.text && event.key === "Escape") {
      clear();
      fields.text.blur();
      return;
    }
    if (event.target === fields.text && event.key === "Enter") {
      apply();
      const first = rows.find((row) => !row.tr.hidden);
      if (first) visit(first.unit, first);
      return;
    }
    if (typing(event.target) || (!byId("keys-on").checked && event.key !== "Escape")) return;
    const command = commands[event.key];
    if (!command) return;
    event.preventDefault();
    command();
  });
  for (const map of all(".lines")) map.addEventListener("keydown", arrows);
  for (const field of Object.values(fields)) field.addEventListener("input", apply);
  byId("f-clear").addEventListener("click", clear);
  byId("f-next").addEventListener("click", () => step(1));
  byId("f-prev").addEventListener("click", () => step(-1));
  byId("f-help").addEventListener("click", () => help.showModal());
  byId("keys-close").addEventListener("click", () => help.close());
  addEventListener("hashchange", follow);
  // a second click on the same link changes no hash
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[href]");
    if (link && link.getAttribute("href") === location.hash) follow();
  });

  bar.hidden = false;
  apply();
  follow();
})();

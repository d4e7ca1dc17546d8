// One row of the alignment: elements made of its texts.

import { el } from "/common.js";

const WORDS = { accepted: "accepted", corrected: "corrected", rejected: "not a translation" };

function side(segments, language, name, cut) {
  const cell = el("div", { lang: language.tag, dir: language.dir });
  segments.forEach((segment, index) => {
    const line = el("p", { class: segment.piece ? "piece" : null }, el("span", { class: "ref" }, segment.shown || segment.ref), segment.text);
    if (cut && index) line.prepend(cutter(name, index, cut));
    cell.append(line);
  });
  if (!segments.length) cell.append(el("p", { class: "none", lang: "en", dir: "ltr" }, "no counterpart"));
  return cell;
}

// Between two segments of the current row: where Split is to cut
function cutter(name, index, cut) {
  const button = el("button", { class: "cut", lang: "en", "aria-pressed": String(cut[name] === index), title: "split before this segment" }, "✂");
  button.setAttribute("aria-label", "split before this segment");
  button.addEventListener("click", (event) => {
    event.stopPropagation();
    cut[name] = cut[name] === index ? undefined : index;
    for (const other of button.closest("div").querySelectorAll(".cut")) other.setAttribute("aria-pressed", "false");
    button.setAttribute("aria-pressed", String(cut[name] === index));
  });
  return button;
}

// The texts before a row, or after it
export function around(texts, languages) {
  const line = el("div", { class: "sides around" });
  languages.forEach((language, index) => {
    if (index) line.append(el("div"));
    line.append(el("div", { lang: language.tag, dir: language.dir }, el("p", {}, texts[index] ?? "")));
  });
  return line;
}

// Both sides of a row with what is said of it between them; the current row shows where it can be split
export function sides(row, { languages, cut }, current = false) {
  const note = [WORDS[row.verdict] ?? "open", row.moved ? "moved" : ""].filter(Boolean).join(", ");
  const middle = el("div", { class: `state ${row.grade}` }, el("b", {}, `${Math.floor(row.trust * 100)} %`), note);
  const [left, right] = languages;
  return el("div", { class: "sides" }, side(row.source, left, "source", current && cut), middle, side(row.target, right, "target", current && cut));
}

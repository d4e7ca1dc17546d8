// Where a segment is cut in two: the cursor of a field that holds its text, so that keys and mouse work as everywhere.

import { $, el } from "/common.js";

const ENDS = /[.;:!?\u2026\u061b\u061f\u06d4\u3002\uff1b\uff1a\uff01\uff1f\uff0e]["\u00bb\u201d)\]]*\s*/gu;

// The end of a sentence or clause nearest to the middle, else the space nearest to it
export function likely(text) {
  const places = (marks) => [...text.matchAll(marks)].map((found) => found.index + found[0].length).filter((at) => at < text.length);
  const found = [places(ENDS), places(/\s+/gu), [Math.floor(text.length / 2)]].find((some) => some.length);
  return found.reduce((best, at) => (Math.abs(at - text.length / 2) < Math.abs(best - text.length / 2) ? at : best));
}

function field(segment, language, side, number) {
  const area = el("textarea", { lang: language.tag, dir: language.dir, spellcheck: "false", autocomplete: "off", rows: Math.min(6, Math.ceil(segment.text.length / 60) + 1) });
  area.value = segment.text;
  Object.assign(area.dataset, { side, number });
  area.addEventListener("beforeinput", (event) => event.preventDefault());
  area.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing) return;
    event.preventDefault();
    $("cut-yes").click();
  });
  const at = likely(segment.text);
  area.setSelectionRange(at, at);
  return el("p", {}, el("label", {}, `${language.name} ${segment.shown || segment.ref}`, area));
}

// Ask where to cut which segment of a row: its side, its number there and the code point; null where nothing is to be cut
export function askWhere(row, languages) {
  const dialog = $("cut");
  const fields = ["source", "target"].flatMap((side, index) => row[side].map((segment, number) => field(segment, languages[index], side, number)));
  $("cut-segments").replaceChildren(...fields);
  const areas = [...$("cut-segments").querySelectorAll("textarea")];
  let [last] = areas;
  for (const area of areas) area.addEventListener("focus", () => { last = area; });
  dialog.returnValue = "";
  dialog.showModal();
  last?.focus();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => {
      if (dialog.returnValue !== "yes" || !last) return resolve(null);
      const at = [...last.value.slice(0, last.selectionStart)].length;
      return resolve({ side: last.dataset.side, segment: Number(last.dataset.number), at });
    }, { once: true });
  });
}

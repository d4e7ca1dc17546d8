import { $, ask, conflicts, el, enterWrites, get, guarded, inTurn, listen, makeCurrent, marked, post, range, say, toolbar, trouble, upload } from "/common.js";

const SIZE = 100;
const STATUSES = ["", "preferred", "admitted", "deprecated", "forbidden"];
const ACTIONS = [
  ["accept", "a", "Accept", "accept the entry and go on"],
  ["reject", "x", "Reject", "this is no term"],
  ["merge", "m", "Merge", "it belongs to the concept of another entry"],
  ["rename", "r", "Rename", "give it another form"],
  ["add", "t", "Add a term", "say another term of the concept, and its status"],
  ["definition", "d", "Definition", "write or change the definition"],
  ["note", "n", "Note", "write or change the note"],
  ["reopen", "o", "Reopen", "forget what was decided"],
];

const state = { version: "", offset: 0, total: 0, entries: [], here: 0, entry: null, loading: null, source: "", targets: [], asked: 0 };
const filters = () => ({ status: $("status").value, order: $("order").value, text: $("text").value });

function drawn(entry, index) {
  const verdict = entry.verdict ? el("span", { class: `verdict ${entry.verdict}` }, entry.into ? `${entry.verdict}: ${entry.into}` : entry.verdict) : "";
  const item = el("li", { tabindex: "-1", "data-id": entry.id, class: entry.verdict || null },
    el("p", { class: "term", lang: state.source, dir: entry.dir }, entry.term),
    el("p", { class: "quiet" }, `${entry.count} ×`, entry.listed ? " · listed" : "", entry.kind === "term" ? "" : ` · ${entry.kind}`, " ", verdict),
    ...entry.targets.slice(0, 2).map((target) => el("p", { lang: target.tag, dir: target.dir }, target.text)));
  item.addEventListener("click", guarded(() => go(index)));
  return item;
}

async function go(index, scroll = true) {
  state.here = Math.max(0, Math.min(index, state.entries.length - 1));
  makeCurrent($("rows").children[state.here], scroll);
  const entry = state.entries[state.here];
  state.entry = null;
  if (!entry) return $("entry").replaceChildren();
  state.loading = get("/api/term", { id: entry.id });
  const found = await state.loading;
  if (state.entries[state.here]?.id !== entry.id) return;
  state.entry = found;
  $("entry").replaceChildren(...detail(found));
}

const place = (symbol, language, one) => el("a", { href: `/?${new URLSearchParams({ symbol, language, ref: one.ref })}` }, one.shown || one.ref);

function places(entry, refs, count) {
  // places of terms are in the documents of the contexts; with one document there is no doubt
  const symbol = entry.contexts[0]?.document ?? "";
  const listed = refs.flatMap((one, index) => [index ? ", " : "", place(symbol, state.source, one)]);
  return el("details", {}, el("summary", {}, `${count} ×`), el("p", { class: "quiet" }, ...listed, refs.length < count ? " …" : ""));
}

function term(entry, language, one) {
  const choice = el("select", { "aria-label": `status of ${one.text}` }, ...STATUSES.map((status) => el("option", { value: status }, status || "no status")));
  choice.value = one.status;
  choice.addEventListener("change", inTurn(() => act("status", { language: language.tag, text: one.text, status: choice.value })));
  const share = one.share ? `${Math.round(one.share * 100)} % of the places` : "";
  const forms = one.forms.length > 1 ? one.forms.map(([form, count]) => `${form} (${count})`).join(", ") : "";
  return el("tr", {},
    el("td", { lang: language.tag, dir: language.dir, class: one.status || null }, one.text, forms ? el("p", { class: "quiet" }, forms) : ""),
    el("td", {}, choice),
    el("td", {}, one.count ? places(entry, one.refs, one.count) : "not found"),
    el("td", { class: "quiet" }, [share, one.note === "not found in the memory" ? "" : one.note].filter(Boolean).join("; ")));
}

function detail(entry) {
  const parts = [el("h2", { lang: state.source, dir: entry.dir }, entry.term)];
  const said = [entry.verdict && (entry.into ? `${entry.verdict}: ${entry.into}` : entry.verdict), entry.listed && "from the term list", entry.subject].filter(Boolean);
  if (said.length) parts.push(el("p", { class: "quiet" }, said.join(" · ")));
  if (entry.definition) parts.push(el("p", {}, el("b", {}, "Definition "), entry.definition));
  if (entry.remark || entry.note) parts.push(el("p", {}, el("b", {}, "Note "), entry.remark || entry.note));
  const groups = entry.languages.filter((language) => language.terms.length).map((language) => el("tbody", {},
    el("tr", {}, el("th", { scope: "rowgroup", colspan: "4" }, language.name)),
    ...language.terms.map((one) => term(entry, language, one))));
  if (groups.length) {
    parts.push(el("table", { class: "terms" },
      el("thead", {}, el("tr", {}, ...["Term", "Status", "Places", "Evidence"].map((head) => el("th", { scope: "col" }, head)))), ...groups));
  }
  if (entry.variants.length) {
    parts.push(el("h3", {}, "Variants"), el("ul", { class: "plain" }, ...entry.variants.map((one) => el("li", {},
      el("span", { lang: state.source, dir: entry.dir }, one.text), ` (${one.reason}) `, places(entry, one.refs, one.count)))));
  }
  if (entry.chart.lines.length) parts.push(el("h3", {}, "Usage"), chart(entry.chart));
  if (entry.contexts.length) {
    parts.push(el("h3", {}, "Contexts"), ...entry.contexts.map((one) => el("div", { class: "context" },
      ...[one.source, one.target].map((side) => el("p", { lang: side.tag, dir: side.dir }, ...marked(side.text, side.spans))),
      el("p", { class: "quiet" }, `${one.document} `, place(one.document, state.source, one)))));
  }
  return parts;
}

const SVG = "http://www.w3.org/2000/svg";
function drawing(name, attributes, ...children) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

// A line of bars for each form, one bar for each part of the documents; the numbers are in the table's cells, too
function chart({ parts, lines }) {
  const most = Math.max(...lines.flatMap((line) => line.counts));
  const several = new Set(parts.map((part) => part.document)).size > 1;
  const names = parts.map((part) => (several ? `${part.document} ${part.section}` : part.section || "–"));
  const bar = (count) => drawing("svg", { viewBox: "0 0 12 28", width: 12, height: 28, "aria-hidden": "true" },
    drawing("rect", { class: "bar", x: 1, width: 10, y: 28 - (27 * count) / most, height: (27 * count) / most }));
  return el("div", { class: "scroll", tabindex: "0", role: "group", "aria-label": "Usage" }, el("table", { class: "chart" },
    el("thead", {}, el("tr", {}, el("th", { scope: "col" }, "Form"), ...names.map((name) => el("th", { scope: "col" }, name)))),
    el("tbody", {}, ...lines.map((line) => el("tr", {}, el("th", { scope: "row", lang: state.source, dir: "auto" }, line.text),
      ...line.counts.map((count) => el("td", {}, bar(count), el("span", {}, String(count)))))))));
}

async function load({ offset = state.offset, here = 0, focus = true } = {}) {
  const asked = ++state.asked;
  const found = await get("/api/terms", { offset, limit: SIZE, ...filters() });
  if (asked !== state.asked) return;
  if (!found.entries.length && offset) {
    await load({ offset: Math.max(0, found.total - SIZE), here: SIZE, focus });
    return;
  }
  Object.assign(state, { version: found.version, offset: found.offset, total: found.total, entries: found.entries, source: found.source, targets: found.targets });
  take(found);
  conflicts(found.conflicts, `${found.conflicts.length} decisions do not go with what was found now; they stand:`);
  $("rows").replaceChildren(...found.entries.map(drawn));
  range(found, found.entries.length, "entries");
  await go(here, focus);
}

function take(found) {
  state.version = found.version;
  $("undo").disabled = !found.undo;
  $("redo").disabled = !found.redo;
  say(`${found.open} of ${found.count} open`);
}

async function step(by) {
  const wanted = state.here + by;
  if (wanted >= state.entries.length && state.offset + state.entries.length < state.total) return load({ offset: state.offset + SIZE });
  if (wanted < 0 && state.offset) return load({ offset: Math.max(0, state.offset - SIZE), here: SIZE });
  return go(wanted);
}

async function write(path, values) {
  trouble("");
  const { here } = state, id = state.entries[here]?.id;
  try {
    take(await post(path, { version: state.version, ...values }));
    await load({ here });
    const judged = values.action === "accept" || values.action === "reject";
    if (judged && state.entries[state.here]?.id === id) await step(1);
  } catch (error) {
    trouble(error.message);
    if (error.status === 409) await load({ here });
  }
}

async function act(action, values = {}) {
  await state.loading;
  const { entry } = state;
  if (!entry) return;
  const said = await asked(action, entry, values);
  if (said) await write("/api/term/act", { id: entry.id, action, ...said });
}

async function asked(action, entry, values) {
  if (action === "add") return add(entry);
  if (action === "merge") {
    const other = state.entries.filter((one) => one.id !== entry.id && !one.verdict.startsWith("rej")).slice(0, 6).map((one) => one.term);
    const into = await ask(`Merge “${entry.term}”`, "into the concept of the term", "", other);
    return into && { into };
  }
  if (action === "rename") {
    const into = await ask(`Rename “${entry.term}”`, "to", entry.term);
    return into && { into };
  }
  if (action === "note" || action === "definition") {
    const text = await ask(`${action === "note" ? "Note on" : "Definition of"} “${entry.term}”`, "Text", entry[action]);
    return text === null ? null : { text };
  }
  return values;
}

// "en: human trafficking = deprecated", the line that the file of decisions holds
async function add(entry) {
  const line = await ask(`A term of “${entry.term}”`, "language: term = preferred, admitted, deprecated or forbidden", `${state.targets[0] ?? state.source}: `);
  if (!line) return null;
  const found = /^\s*([\w-]+)\s*:\s*(.+?)\s*=\s*(\w+)\s*$/u.exec(line);
  if (found && STATUSES.includes(found[3])) return { action: "status", language: found[1], text: found[2], status: found[3] };
  trouble("Write it as: en: human trafficking = deprecated");
  return null;
}

const undo = inTurn(() => write("/api/term/undo", {}));
const redo = inTurn(() => write("/api/term/redo", {}));
const afresh = guarded(() => load({ offset: 0, focus: false }));
toolbar(ACTIONS, act);
enterWrites();
$("undo").addEventListener("click", undo);
$("redo").addEventListener("click", redo);
$("earlier").addEventListener("click", guarded(() => load({ offset: Math.max(0, state.offset - SIZE) })));
$("later").addEventListener("click", guarded(() => load({ offset: state.offset + SIZE })));
for (const id of ["status", "order"]) $(id).addEventListener("change", afresh);
$("text").addEventListener("input", afresh);
upload("/api/decisions/upload", async (taken) => {
  await load({ offset: 0, focus: false });
  say(`${taken.decisions} decisions about the ${taken.about} taken over from the workbook`);
});
listen([
  [["j", "ArrowDown"], "next entry", inTurn(() => step(1))],
  [["k", "ArrowUp"], "previous entry", inTurn(() => step(-1))],
  ...ACTIONS.map(([action, key, , description]) => [[key], description, inTurn(() => act(action))]),
  [["z"], "undo", undo],
  [["y"], "redo", redo],
  [["/"], "find", () => $("text").focus()],
  [["?"], "this list", () => $("keys").showModal()],
]);
const wanted = new URLSearchParams(location.search).get("text");
if (wanted) $("text").value = wanted;
guarded(load)({ offset: 0, focus: false });

import { $, el, get, listen, post, say, trouble } from "/common.js";

const SIZE = 100;
const ACTIONS = [
  ["accept", "a", "Accept", "accept the row and go on"],
  ["reject", "x", "Not a translation", "these do not translate one another"],
  ["merge", "m", "Merge", "merge with the next row"],
  ["split", "s", "Split", "split into two rows"],
  ["target-up", "[", "Take right", "take the first right-hand segment of the next row"],
  ["target-down", "]", "Give right", "give the last right-hand segment to the next row"],
  ["source-up", "{", "Take left", "take the first left-hand segment of the next row"],
  ["source-down", "}", "Give left", "give the last left-hand segment to the next row"],
  ["unlink", "u", "Unlink", "take the two sides apart"],
  ["mark", "b", "Mark", "mark this row to be linked with another"],
  ["link", "l", "Link", "link this row with the marked one"],
  ["reopen", "o", "Reopen", "forget the decision, back to the machine's"],
];

const state = { document: 0, version: "", offset: 0, total: 0, rows: [], languages: [], here: 0, marked: null, busy: false, asked: 0 };

const filters = () => ({ order: $("order").value, show: $("show").value, text: $("text").value });

function grade(row) {
  if (row.verdict) return "said";
  return row.confidence < 0.7 ? "doubtful" : row.confidence < 0.9 ? "likely" : "sure";
}

function side(segments, language) {
  const cell = el("div", { lang: language.tag, dir: language.dir });
  for (const segment of segments) {
    cell.append(el("p", {}, el("span", { class: "ref", dir: "ltr" }, segment.ref), segment.text));
  }
  if (!segments.length) cell.append(el("p", { class: "none", lang: "en", dir: "ltr" }, "no counterpart"));
  return cell;
}

function around(texts) {
  const line = el("div", { class: "sides around" });
  state.languages.forEach((language, index) => {
    if (index) line.append(el("div"));
    line.append(el("div", { lang: language.tag, dir: language.dir }, el("p", {}, texts[index] ?? "")));
  });
  return line;
}

function drawn(row, index) {
  const words = { accepted: "accepted", corrected: "corrected", rejected: "not a translation" };
  const note = [words[row.verdict] ?? "open", row.moved ? "moved" : ""].filter(Boolean).join(", ");
  const middle = el("div", { class: `state ${grade(row)}` }, el("b", {}, `${Math.round(row.confidence * 100)} %`), note);
  const sides = el("div", { class: "sides" }, side(row.source, state.languages[0]), middle, side(row.target, state.languages[1]));
  const item = el("li", { tabindex: "-1", "data-row": row.row, class: row.verdict || null }, sides);
  if (row.row === state.marked) item.classList.add("marked");
  item.addEventListener("click", () => go(index));
  return item;
}

function go(index, scroll = true) {
  const items = $("rows").children;
  for (const old of document.querySelectorAll("#rows > [aria-current]")) {
    old.removeAttribute("aria-current");
    old.tabIndex = -1;
    for (const context of old.querySelectorAll(".around")) context.remove();
  }
  state.here = Math.max(0, Math.min(index, items.length - 1));
  const item = items[state.here];
  for (const button of $("actions").children) button.disabled = !item;
  if (!item) return;
  item.setAttribute("aria-current", "true");
  item.tabIndex = 0;
  const [before, after] = state.rows[state.here].around;
  item.prepend(around(before));
  item.append(around(after));
  if (scroll) item.focus({ preventScroll: true });
  if (scroll) item.scrollIntoView({ block: "nearest" });
}

async function step(by) {
  const wanted = state.here + by;
  if (wanted >= state.rows.length && state.offset + state.rows.length < state.total) return turn(1);
  if (wanted < 0 && state.offset) return turn(-1);
  go(wanted);
}

async function turn(by) {
  state.offset = Math.max(0, state.offset + by * SIZE);
  await load(by > 0 ? 0 : SIZE - 1);
}

async function load(here = 0, focus = true) {
  const asked = ++state.asked;
  const found = await get("/api/rows", { document: state.document, offset: state.offset, limit: SIZE, ...filters() });
  if (asked !== state.asked) return; // something newer was asked for meanwhile
  if (!found.rows.length && state.offset) {
    state.offset = Math.max(0, Math.floor((found.total - 1) / SIZE) * SIZE);
    return load(SIZE - 1, focus);
  }
  Object.assign(state, { version: found.version, total: found.total, rows: found.rows, languages: found.languages });
  $("rows").replaceChildren(...found.rows.map(drawn));
  const last = found.offset + found.rows.length;
  $("range").textContent = found.total ? `${found.offset + 1}–${last} of ${found.total} rows` : "no rows";
  $("earlier").disabled = found.offset === 0;
  $("later").disabled = last >= found.total;
  say(`${found.doubtful} doubtful left, ${found.open} of ${found.count} open`);
  $("conflicts").hidden = !found.conflicts.length;
  $("conflicts").replaceChildren(
    el("p", {}, `${found.conflicts.length} decisions do not go with what was found now:`),
    el("ul", {}, ...found.conflicts.map((reason) => el("li", {}, reason))),
  );
  go(here, focus);
}

function listDocuments(found) {
  state.version = found.version;
  $("undo").disabled = !found.undo;
  $("redo").disabled = !found.redo;
  const options = found.documents.map((one) => {
    const [source, target] = one.languages;
    return el("option", { value: one.document }, `${one.symbol} ${source.tag}–${target.tag} (${one.doubtful} doubtful)`);
  });
  $("document").replaceChildren(...options);
  $("document").value = state.document;
}

async function write(path, values) {
  if (state.busy) return;
  state.busy = true;
  trouble("");
  state.marked = null;
  const { here } = state;
  const row = state.rows[here]?.row;
  try {
    listDocuments(await post(path, { version: state.version, ...values }));
    await load(here);
    const judged = values.action === "accept" || values.action === "reject";
    if (judged && state.rows[here]?.row === row) await step(1);
  } catch (error) {
    trouble(error.message);
    if (error.status === 409) {
      listDocuments(await get("/api/documents"));
      await load(here);
    }
  } finally {
    state.busy = false;
  }
}

function mark() {
  const { row } = state.rows[state.here];
  state.marked = state.marked === row ? null : row;
  for (const item of $("rows").children) item.classList.toggle("marked", Number(item.dataset.row) === state.marked);
}

async function act(action) {
  const row = state.rows[state.here]?.row;
  if (row === undefined) return;
  if (action === "mark") return mark();
  if (action === "link" && state.marked === null) return trouble("Mark a row first (b), then link another with it (l).");
  const rows = action === "link" ? [state.marked, row] : [row];
  await write("/api/act", { document: state.document, action, rows });
}

const guarded = (task) => (...values) => Promise.resolve(task(...values)).catch((error) => trouble(error.message));

for (const [action, key, label, description] of ACTIONS) {
  const button = el("button", { "data-action": action, "aria-keyshortcuts": key, title: description }, `${label} `, el("kbd", {}, key));
  button.addEventListener("click", guarded(() => act(action)));
  $("actions").append(button);
}
const undo = guarded(() => write("/api/undo", {}));
const redo = guarded(() => write("/api/redo", {}));
const afresh = guarded(() => { state.offset = 0; return load(0, false); });
$("undo").addEventListener("click", undo);
$("redo").addEventListener("click", redo);
$("earlier").addEventListener("click", guarded(() => turn(-1)));
$("later").addEventListener("click", guarded(() => turn(1)));
for (const id of ["order", "show"]) $(id).addEventListener("change", afresh);
$("text").addEventListener("input", afresh);
$("document").addEventListener("change", () => {
  Object.assign(state, { document: Number($("document").value), marked: null });
  afresh();
});
listen([
  [["j", "ArrowDown"], "next row", guarded(() => step(1))],
  [["k", "ArrowUp"], "previous row", guarded(() => step(-1))],
  ...ACTIONS.map(([action, key, , description]) => [[key], description, guarded(() => act(action))]),
  [["z"], "undo", undo],
  [["y"], "redo", redo],
  [["/"], "find", () => $("text").focus()],
  [["?"], "this list", () => $("keys").showModal()],
]);
guarded(async () => {
  listDocuments(await get("/api/documents"));
  await load(0, false);
})();

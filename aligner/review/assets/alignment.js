import { $, conflicts, el, get, guarded, inTurn, listen, makeCurrent, post, say, toolbar, trouble, upload } from "/common.js";
import { askWhere } from "/cutting.js";
import { DocumentMap } from "/map.js";
import { around, sides } from "/rows.js";

const SIZE = 60; // rows asked for at once
const MOST = 180; // rows kept on the page
const NEAR = 900; // pixels to the end of what is loaded from which more is asked for
const ACTIONS = [
  ["accept", "a", "Accept", "accept the row and go on"],
  ["reject", "x", "Not a translation", "these do not translate one another"],
  ["merge", "m", "Merge", "merge with the next row"],
  ["split", "s", "Split", "split into two rows"],
  ["target-up", "[", "Take right", "take the first right-hand segment of the next row"],
  ["target-down", "]", "Give right", "give the last right-hand segment to the next row"],
  ["source-up", "{", "Take left", "take the first left-hand segment of the next row"],
  ["source-down", "}", "Give left", "give the last left-hand segment to the next row"],
  ["cut", "c", "Cut", "cut one segment of the row in two"],
  ["join", "g", "Join", "make the pieces of a segment one again"],
  ["unlink", "u", "Unlink", "take the two sides apart"],
  ["mark", "b", "Mark", "mark this row to be linked with another"],
  ["link", "l", "Link", "link this row with the marked one"],
  ["reopen", "o", "Reopen", "forget the decision, back to the machine's"],
];
const state = { document: 0, version: "", offset: 0, total: 0, rows: [], languages: [], here: 0, marked: null, cut: {}, asked: 0, why: true };

const filters = () => ({ order: $("order").value, show: $("show").value, text: $("text").value });

function drawn(row) {
  const item = el("li", { tabindex: "-1", "data-row": row.row, class: row.verdict || null }, sides(row, state));
  if (row.row === state.marked) item.classList.add("marked");
  item.addEventListener("click", () => go(state.rows.indexOf(row)));
  return item;
}

function go(index, scroll = true) {
  const items = $("rows").children;
  for (const old of document.querySelectorAll("#rows > [aria-current]")) {
    const row = state.rows.find((each) => each.row === Number(old.dataset.row));
    if (row) old.replaceChildren(sides(row, state));
  }
  state.here = Math.max(0, Math.min(index, items.length - 1));
  const item = items[state.here], row = state.rows[state.here];
  if (item && item !== $("rows").querySelector("[aria-current]")) state.cut = {};
  makeCurrent(item, false);
  if (!item) return;
  item.replaceChildren(around(row.around[0], state.languages), sides(row, state, true), el("div", { class: "why" }), around(row.around[1], state.languages));
  if (scroll) {
    item.focus({ preventScroll: true });
    item.scrollIntoView({ block: "nearest" });
  }
  map.at(row.row);
  explain(row, item);
}

const explain = guarded(async (row, item) => {
  if (!state.why) return;
  await new Promise((resolve) => setTimeout(resolve, 150)); // not for rows one only passes
  if (!item.isConnected || !item.hasAttribute("aria-current")) return;
  const { reasons } = await get("/api/reasons", { document: state.document, row: row.row });
  const lines = reasons.map((one) => el("li", { class: one.side }, el("b", {}, `${one.side === "for" ? "+" : "−"} ${one.name}`), ` (${one.strength} ${one.side}): ${one.text}`));
  item.querySelector(".why")?.replaceChildren(el("ul", { "aria-label": "Why" }, ...lines));
});

async function step(by) {
  const wanted = state.here + by;
  if (wanted >= state.rows.length || wanted < 0) await extend(by);
  const row = state.rows[state.here];
  go(state.rows.indexOf(row) + by);
}

async function fetched(values) {
  return get("/api/rows", { document: state.document, ...filters(), ...values });
}

function take(found) {
  Object.assign(state, { version: found.version, total: found.total, languages: found.languages });
  say(`${found.doubtful} doubtful left, ${found.open} of ${found.count} open`);
  conflicts(found.conflicts, `${found.conflicts.length} decisions do not go with what was found now; they stand:`);
}

function measure() {
  const last = state.offset + state.rows.length;
  $("range").textContent = state.total ? `${state.offset + 1}–${last} of ${state.total} rows` : "no rows";
  $("earlier").disabled = state.offset === 0;
  $("later").disabled = last >= state.total;
}

// More rows below or above, and fewer on the other end; what one looks at stays where it is
let extending = null;
function extend(by) {
  extending ??= extended(by).finally(() => { extending = null; });
  return extending;
}

async function extended(by) {
  const last = state.offset + state.rows.length;
  if (by > 0 ? last >= state.total : state.offset === 0) return;
  const begin = by > 0 ? last : Math.max(0, state.offset - SIZE);
  const asked = state.asked;
  const found = await fetched({ offset: begin, limit: by > 0 ? SIZE : state.offset - begin });
  if (asked !== state.asked || found.version !== state.version) return;
  const current = state.rows[state.here], anchor = by > 0 ? $("rows").lastElementChild : $("rows").firstElementChild;
  const before = anchor.getBoundingClientRect().top;
  const items = found.rows.map(drawn);
  if (by > 0) {
    state.rows.push(...found.rows);
    $("rows").append(...items);
    while (state.rows.length > MOST) { state.rows.shift(); $("rows").firstElementChild.remove(); state.offset += 1; }
  } else {
    state.rows.unshift(...found.rows);
    $("rows").prepend(...items);
    state.offset = begin;
    while (state.rows.length > MOST) { state.rows.pop(); $("rows").lastElementChild.remove(); }
  }
  if (anchor.isConnected) scrollBy(0, anchor.getBoundingClientRect().top - before);
  const here = state.rows.indexOf(current);
  if (here >= 0) state.here = here;
  else go(by > 0 ? 0 : state.rows.length - 1, false);
  measure();
}

// Load a part of the list: from an offset, or around a row of the document
async function load({ offset = 0, around = -1, here = 0, limit = SIZE, focus = true } = {}) {
  const asked = ++state.asked;
  const found = await fetched({ offset, around, limit });
  if (asked !== state.asked) return; // something newer was asked for meanwhile
  if (!found.rows.length && offset) {
    await load({ offset: Math.max(0, found.total - SIZE), here: SIZE, focus });
    return;
  }
  take(found);
  Object.assign(state, { offset: found.offset, rows: found.rows });
  $("rows").replaceChildren(...found.rows.map(drawn));
  measure();
  const at = around < 0 ? here : found.rows.findIndex((row) => row.row === around);
  go(Math.max(at, 0), focus);
}

async function drawMap() {
  map.show(await get("/api/map", { document: state.document }));
  if (state.rows[state.here]) map.at(state.rows[state.here].row);
}

let soon = 0; // who works fast does not wait for the map after each row
function drawMapSoon() {
  clearTimeout(soon);
  soon = setTimeout(guarded(drawMap), 250);
}

// Show a row of the document, giving up filters that hide it
async function open(row) {
  if ($("show").value !== "all" || $("text").value) {
    $("show").value = "all";
    $("text").value = "";
  }
  await load({ around: row });
  $("rows").children[state.here]?.scrollIntoView({ block: "center" });
}

function listDocuments(found) {
  state.version = found.version;
  $("undo").disabled = !found.undo;
  $("redo").disabled = !found.redo;
  const options = found.documents.map((one) => {
    const [source, target] = one.languages;
    return el("option", { value: one.document }, `${one.symbol} ${source.tag}–${target.tag} (${one.doubtful})`);
  });
  $("document").replaceChildren(...options);
  $("document").value = state.document;
}

// An action on one row that stays where it is: that row is drawn anew, nothing else
function patch(found, changed) {
  const { show, order, text } = filters();
  const index = changed?.document === state.document ? state.rows.findIndex((row) => row.row === changed.row) : -1;
  if (index < 0 || show !== "all" || order !== "document" || text.trim()) return false;
  take({ ...found.documents[state.document], version: found.version, total: state.total });
  state.rows[index] = changed;
  const item = drawn(changed);
  $("rows").children[index].replaceWith(item);
  if (index === state.here) go(index);
  return true;
}

async function again() {
  const { offset, rows, here } = state;
  const top = $("rows").children[here]?.getBoundingClientRect().top;
  await load({ offset, here, limit: Math.max(rows.length, SIZE) });
  const now = $("rows").children[state.here]?.getBoundingClientRect().top;
  if (top !== undefined && now !== undefined) scrollBy(0, now - top);
}

async function write(path, values) {
  trouble("");
  state.marked = null;
  document.querySelector("#rows > .marked")?.classList.remove("marked");
  const row = state.rows[state.here]?.row;
  try {
    const found = await post(path, { version: state.version, ...values });
    listDocuments(found);
    if (!patch(found, found.changed)) await again();
    const judged = values.action === "accept" || values.action === "reject";
    if (judged && state.rows[state.here]?.row === row) await step(1);
    drawMapSoon();
  } catch (error) {
    trouble(error.message);
    if (error.status === 409) {
      listDocuments(await get("/api/documents"));
      await again();
      drawMap();
    }
  }
}

function mark() {
  const { row } = state.rows[state.here];
  state.marked = state.marked === row ? null : row;
  for (const item of $("rows").children) item.classList.toggle("marked", Number(item.dataset.row) === state.marked);
}

function cut(row) {
  const { source, target } = state.cut;
  if (source === undefined && target === undefined) return {};
  const half = (segments) => Math.ceil(segments.length / 2);
  return { cut: [source ?? half(row.source), target ?? half(row.target)] };
}

async function act(action) {
  const row = state.rows[state.here];
  if (!row) return;
  if (action === "mark") return mark();
  if (action === "link" && state.marked === null) return trouble("Mark a row first (b), then link another with it (l).");
  if (action === "cut") {
    const where = await askWhere(row, state.languages);
    return where && write("/api/cut", { document: state.document, row: row.row, ...where });
  }
  if (action === "join") return write("/api/cut", { document: state.document, row: row.row });
  const rows = action === "link" ? [state.marked, row.row] : [row.row];
  await write("/api/act", { document: state.document, action, rows, ...(action === "split" ? cut(row) : {}) });
}

const map = new DocumentMap(inTurn(open));
const undo = inTurn(() => write("/api/undo", {}));
const redo = inTurn(() => write("/api/redo", {}));
const afresh = guarded(() => load({ focus: false }));
const seek = inTurn(async (by) => {
  const row = map.next(by);
  if (row === undefined) say(by > 0 ? "nothing to look at further down" : "nothing to look at further up");
  else await open(row);
});
toolbar(ACTIONS, act);
$("undo").addEventListener("click", undo);
$("redo").addEventListener("click", redo);
$("earlier").addEventListener("click", guarded(() => extend(-1)));
$("later").addEventListener("click", guarded(() => extend(1)));
for (const id of ["order", "show"]) $(id).addEventListener("change", afresh);
$("text").addEventListener("input", afresh);
$("document").addEventListener("change", guarded(async () => {
  Object.assign(state, { document: Number($("document").value), marked: null });
  await Promise.all([load({ focus: false }), drawMap()]);
}));
upload("/api/decisions/upload", async (taken) => {
  listDocuments(await get("/api/documents"));
  await load({ focus: false });
  await drawMap();
  say(`${taken.decisions} decisions about the ${taken.about} taken over from the workbook`);
});
listen([
  [["j", "ArrowDown"], "next row", inTurn(() => step(1))],
  [["k", "ArrowUp"], "previous row", inTurn(() => step(-1))],
  [["n"], "next row to look at: doubtful, unmatched or moved", () => seek(1)],
  [["p"], "previous row to look at", () => seek(-1)],
  ...ACTIONS.map(([action, key, , description]) => [[key], description, inTurn(() => act(action))]),
  [["z"], "undo", undo],
  [["y"], "redo", redo],
  [["e"], "show or hide why the machine thought so", () => { state.why = !state.why; go(state.here); }],
  [["/"], "find", () => $("text").focus()],
  [["?"], "this list", () => $("keys").showModal()],
]);
// in turn: a key typed meanwhile waits until all is there
inTurn(async () => {
  const place = new URLSearchParams(location.search);
  let around = -1;
  if (place.has("ref")) {
    const found = await get("/api/where", { symbol: place.get("symbol"), language: place.get("language") ?? "", ref: place.get("ref") });
    state.document = found.document;
    around = found.row;
  } else if (place.has("document")) {
    state.document = Number(place.get("document"));
    around = Number(place.get("row") ?? -1);
  }
  await load({ around, focus: around >= 0 });
  listDocuments(await get("/api/documents"));
  await drawMap();
  addEventListener("scroll", guarded(() => {
    if (document.documentElement.scrollHeight - scrollY - innerHeight < NEAR) return extend(1);
    if (scrollY < NEAR) return extend(-1);
  }), { passive: true });
})();

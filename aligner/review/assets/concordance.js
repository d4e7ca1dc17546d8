import { $, el, get, guarded, listen, marked, range, say } from "/common.js";

const SIZE = 50;
const state = { offset: 0, asked: 0 };
const filters = () => ({ text: $("text").value, pair: $("pair").value, document: $("document").value, order: $("order").value });

function choices(select, options) {
  const chosen = select.value;
  select.replaceChildren(el("option", { value: "" }, "all"), ...options.map(({ id, name }) => el("option", { value: id }, name)));
  select.value = chosen;
}

function line(found) {
  const link = el("a", { href: `/?${new URLSearchParams({ document: found.document, row: found.row })}` }, found.sides[0].ref || found.sides[1].ref || "the row");
  const cells = found.sides.map((side) => el("div", { lang: side.tag, dir: side.dir }, el("p", {}, ...marked(side.text, side.spans))));
  return el("li", {}, el("div", { class: "sides" }, cells[0], el("div", { class: "state" }, link), cells[1]));
}

function group(lines) {
  const [{ symbol, date, sides }] = lines;
  const head = `${symbol} · ${sides[0].tag} – ${sides[1].tag}${date ? ` · ${date}` : ""}`;
  return [el("h2", {}, head), el("ol", { class: "rows still" }, ...lines.map(line))];
}

async function load(offset = 0) {
  const asked = ++state.asked, text = $("text").value;
  const found = await get("/api/concordance", { offset, limit: SIZE, ...filters() });
  if (asked !== state.asked) return;
  state.offset = found.offset;
  choices($("pair"), found.pairs);
  choices($("document"), found.symbols.map((symbol) => ({ id: symbol, name: symbol })));
  const groups = [];
  for (const each of found.lines) {
    if (groups.at(-1)?.[0].document !== each.document) groups.push([]);
    groups.at(-1).push(each);
  }
  $("lines").replaceChildren(...groups.flatMap(group));
  range(found, found.lines.length, "lines");
  say(text.trim() ? `${found.total} lines in ${found.documents} ${found.documents === 1 ? "text pair" : "text pairs"}` : "");
  const place = new URL(location);
  place.searchParams.set("text", text);
  history.replaceState(null, "", place);
}

let waiting = 0;
$("text").addEventListener("input", () => {
  clearTimeout(waiting);
  waiting = setTimeout(guarded(load), 80);
});
for (const id of ["pair", "document", "order"]) $(id).addEventListener("change", guarded(() => load()));
$("earlier").addEventListener("click", guarded(() => load(Math.max(0, state.offset - SIZE))));
$("later").addEventListener("click", guarded(() => load(state.offset + SIZE)));
listen([
  [["/"], "find", () => $("text").focus()],
  [["?"], "this list", () => $("keys").showModal()],
]);
$("text").value = new URLSearchParams(location.search).get("text") ?? "";
$("text").focus();
guarded(load)();

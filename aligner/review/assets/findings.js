import { $, ask, conflicts, el, enterWrites, get, guarded, inTurn, listen, makeCurrent, marked, post, range, say, toolbar, trouble } from "/common.js";

const SIZE = 100;
const ACTIONS = [
  ["suppress", "s", "Suppress", "let it stand, with a reason"],
  ["baseline", "b", "To the baseline", "known: only new findings fail from now on"],
  ["back", "o", "Take back", "neither suppressed nor in the baseline any more"],
];
const state = { version: "", offset: 0, total: 0, findings: [], here: 0, check: "", asked: 0 };
const filters = () => ({ state: $("state").value, severity: $("severity").value, document: $("document").value, text: $("text").value });

function excerpt(text) {
  return el("p", { lang: text.tag || null, dir: text.dir, class: "excerpt" }, ...marked(text.text, text.spans));
}

function drawn(finding, index) {
  const link = el("a", { href: `/?${new URLSearchParams({ symbol: finding.document, language: finding.language, ref: finding.ref })}` }, finding.shown || finding.ref || "the document");
  const said = finding.state === "open" ? "" : ` · ${finding.state === "baseline" ? "in the baseline" : "suppressed"}`;
  const item = el("li", { tabindex: "-1", class: finding.state === "open" ? null : "settled" },
    el("p", { class: "head" }, el("span", { class: `severity ${finding.severity}` }, finding.severity), " ", el("b", {}, finding.check), ` ${finding.document} `, finding.language_name, " ", link, said),
    el("p", {}, finding.message),
    ...finding.texts.map(excerpt),
    finding.suggestion ? el("p", {}, "Should read: ", el("span", { class: "excerpt", dir: "auto" }, finding.suggestion)) : "",
    el("p", { class: "quiet" }, "Mend it in ", el("code", {}, finding.where)));
  item.addEventListener("click", () => go(index, false));
  return item;
}

function go(index, scroll = true) {
  state.here = Math.max(0, Math.min(index, state.findings.length - 1));
  makeCurrent($("rows").children[state.here], scroll);
  const open = state.findings[state.here]?.state === "open";
  for (const button of $("actions").querySelectorAll("button")) button.disabled ||= open === (button.dataset.action === "back");
}

function listChecks(found) {
  const all = found.checks.reduce((sum, [, count]) => sum + count, 0);
  const line = (id, name, count) => {
    const button = el("button", { "aria-pressed": String(state.check === id) }, name, " ", el("span", { class: "count" }, String(count)));
    button.addEventListener("click", guarded(() => { state.check = id; return load({ offset: 0, focus: false }); }));
    return el("li", {}, button);
  };
  $("checks").replaceChildren(line("", "all checks", all), ...found.checks.map(([check, count]) => line(check, check, count)));
  const chosen = $("document").value;
  $("document").replaceChildren(el("option", { value: "" }, "all"), ...found.documents.map((symbol) => el("option", { value: symbol }, symbol)));
  $("document").value = chosen;
}

async function load({ offset = state.offset, here = 0, focus = true } = {}) {
  const asked = ++state.asked;
  const found = await get("/api/findings", { offset, limit: SIZE, check: state.check, ...filters() });
  if (asked !== state.asked) return;
  if (!found.findings.length && offset) {
    await load({ offset: Math.max(0, found.total - SIZE), here: SIZE, focus });
    return;
  }
  if (!found.total && state.check && found.checks.length) {
    state.check = "";
    await load({ offset: 0, focus });
    return;
  }
  Object.assign(state, { version: found.version, offset: found.offset, total: found.total, findings: found.findings });
  const { open = 0, suppressed = 0, baseline = 0 } = found.states;
  say(`${open} open, ${suppressed} suppressed, ${baseline} in the baseline`);
  conflicts(found.remarks, "What was let stand and is not found any more:");
  listChecks(found);
  $("rows").replaceChildren(...found.findings.map(drawn));
  range(found, found.findings.length, "findings");
  go(here, focus);
}

async function step(by) {
  const wanted = state.here + by;
  if (wanted >= state.findings.length && state.offset + state.findings.length < state.total) return load({ offset: state.offset + SIZE });
  if (wanted < 0 && state.offset) return load({ offset: Math.max(0, state.offset - SIZE), here: SIZE });
  return go(wanted);
}

async function act(name) {
  const finding = state.findings[state.here];
  if (!finding) return;
  if ((name === "back") === (finding.state === "open")) return;
  let reason = "", action = name;
  if (name === "back") action = finding.state === "suppressed" ? "allow" : "forget";
  if (name === "suppress") {
    reason = await ask(`Suppress ${finding.check}`, "Reason");
    if (!reason) return;
  }
  trouble("");
  const { here } = state;
  try {
    await post("/api/finding/act", { version: state.version, action, fingerprint: finding.fingerprint, reason });
    await load({ here });
  } catch (error) {
    trouble(error.message);
    if (error.status === 409) await load({ here });
  }
}

const afresh = guarded(() => load({ offset: 0, focus: false }));
toolbar(ACTIONS, act);
enterWrites();
$("earlier").addEventListener("click", guarded(() => load({ offset: Math.max(0, state.offset - SIZE) })));
$("later").addEventListener("click", guarded(() => load({ offset: state.offset + SIZE })));
for (const id of ["state", "severity", "document"]) $(id).addEventListener("change", afresh);
$("text").addEventListener("input", afresh);
listen([
  [["j", "ArrowDown"], "next finding", inTurn(() => step(1))],
  [["k", "ArrowUp"], "previous finding", inTurn(() => step(-1))],
  ...ACTIONS.map(([action, key, , description]) => [[key], description, inTurn(() => act(action))]),
  [["/"], "find", () => $("text").focus()],
  [["?"], "this list", () => $("keys").showModal()],
]);
guarded(load)({ offset: 0, focus: false });

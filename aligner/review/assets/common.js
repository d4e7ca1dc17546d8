// What every page shares: requests, elements made of text only, messages, keys, lists that one walks through.

const token = document.querySelector("meta[name=token]").content;

export const $ = (id) => document.getElementById(id);

export function el(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== null && value !== undefined && value !== false) made.setAttribute(key, value === true ? "" : value);
  }
  made.append(...children);
  return made;
}

export function say(text) { $("message").textContent = text; }

export function trouble(text) {
  $("trouble").textContent = text;
  $("trouble").hidden = !text;
}

async function asked(address, options) {
  let response;
  try {
    response = await fetch(address, options);
  } catch {
    throw new Error("The server does not answer. What you decided so far is on disk; start 'dragoman review' again.");
  }
  let value = {};
  try { value = await response.json(); } catch { value.error = `The server answered ${response.status}.`; }
  if (!response.ok) throw Object.assign(new Error(value.error), { status: response.status });
  return value;
}

export const get = (path, values = {}) => asked(`${path}?${new URLSearchParams(values)}`);

export const post = (path, values) => asked(path, {
  method: "POST",
  headers: { "Content-Type": "application/json", "X-Dragoman-Token": token },
  body: JSON.stringify(values),
});

const send = (path, file) => asked(path, { method: "POST", headers: { "X-Dragoman-Token": token }, body: file });

export const guarded = (task) => (...values) => Promise.resolve()
  .then(() => task(...values))
  .catch((error) => trouble(error.message));

// One after another, whatever is typed how fast: what a key means depends on what the key before it did
let queue = Promise.resolve();
export const inTurn = (task) => (...values) => {
  queue = queue.then(() => task(...values)).catch((error) => trouble(error.message));
  return queue;
};

// A text with stretches marked; spans are in code points, as the server counts
export function marked(text, spans) {
  const letters = Array.from(text);
  const pieces = [];
  let at = 0;
  for (const [start, end] of spans) {
    pieces.push(letters.slice(at, start).join(""), el("mark", {}, letters.slice(start, end).join("")));
    at = end;
  }
  pieces.push(letters.slice(at).join(""));
  return pieces;
}

// keys: [[key, ...], description, function]; a key typed into a field is text
export function listen(keys) {
  const on = $("keys-on");
  on.checked = localStorage.getItem("keys") !== "off";
  on.addEventListener("change", () => localStorage.setItem("keys", on.checked ? "on" : "off"));
  for (const [names, description] of keys) {
    const shown = names.flatMap((name) => [" ", el("kbd", {}, name)]);
    $("key-list").append(el("dt", {}, ...shown), el("dd", {}, description));
  }
  $("help").addEventListener("click", () => $("keys").showModal());
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
    if (event.key === "Escape") document.activeElement.blur();
    if (event.target.matches("input, select, textarea, [role=slider]") || !on.checked) return;
    const found = keys.find(([names]) => names.includes(event.key));
    if (!found) return;
    event.preventDefault();
    found[2]();
  });
}

// Buttons for actions: [name, key, label, description]
export function toolbar(actions, act) {
  for (const [name, key, label, description] of actions) {
    const button = el("button", { "data-action": name, "aria-keyshortcuts": key, title: description }, `${label} `, el("kbd", {}, key));
    button.addEventListener("click", inTurn(() => act(name)));
    $("actions").append(button);
  }
}

// A list with one current item: show it, and say so to assistive technology
export function makeCurrent(item, scroll) {
  for (const old of document.querySelectorAll("#rows > [aria-current]")) {
    old.removeAttribute("aria-current");
    old.tabIndex = -1;
  }
  for (const button of $("actions").querySelectorAll("button")) button.disabled = !item;
  if (!item) return;
  item.setAttribute("aria-current", "true");
  item.tabIndex = 0;
  if (scroll) item.focus({ preventScroll: true });
  if (scroll) item.scrollIntoView({ block: "nearest" });
}

export function conflicts(lines, head) {
  $("conflicts").hidden = !lines.length;
  $("conflicts").replaceChildren(el("p", {}, head), el("ul", {}, ...lines.map((line) => el("li", {}, line))));
}

export function range(found, shown, what) {
  const last = found.offset + shown;
  $("range").textContent = found.total ? `${found.offset + 1}–${last} of ${found.total} ${what}` : `no ${what}`;
  $("earlier").disabled = found.offset === 0;
  $("later").disabled = last >= found.total;
}

// Ask for a text; null where the person leaves it
export function ask(title, label, value = "", suggestions = []) {
  const dialog = $("ask"), field = $("ask-text");
  $("ask-title").textContent = title;
  $("ask-label").textContent = label;
  field.value = value;
  for (const old of dialog.querySelectorAll(".offered")) old.remove();
  if (suggestions.length) {
    const offered = el("p", { class: "offered" }, ...suggestions.map((text) => {
      const button = el("button", { type: "button" }, text);
      button.addEventListener("click", () => { field.value = text; field.focus(); });
      return button;
    }));
    $("ask-form").querySelector(".line").before(offered);
  }
  dialog.returnValue = "";
  dialog.showModal();
  field.focus();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => resolve(dialog.returnValue === "yes" ? field.value.trim() : null), { once: true });
  });
}

// Enter writes down, as everywhere; Shift+Enter is a new line
export function enterWrites() {
  $("ask-text").addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    $("ask-yes").click();
  });
}

export function upload(path, then) {
  $("upload").addEventListener("change", guarded(async () => {
    const [file] = $("upload").files;
    if (!file) return;
    trouble("");
    try { await then(await send(path, file)); } finally { $("upload").value = ""; }
  }));
}

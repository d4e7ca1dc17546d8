// What every page shares: requests, elements made of text only, messages, keys.

const token = document.querySelector("meta[name=token]").content;

export const $ = (id) => document.getElementById(id);

export function el(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== null && value !== false) made.setAttribute(key, value === true ? "" : value);
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
  const value = await response.json();
  if (!response.ok) throw Object.assign(new Error(value.error), { status: response.status });
  return value;
}

export const get = (path, values = {}) => asked(`${path}?${new URLSearchParams(values)}`);

export const post = (path, values) => asked(path, {
  method: "POST",
  headers: { "Content-Type": "application/json", "X-Dragoman-Token": token },
  body: JSON.stringify(values),
});

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
    if (event.ctrlKey || event.metaKey || event.altKey || $("keys").open) return;
    if (event.key === "Escape") document.activeElement.blur();
    if (event.target.matches("input, select, textarea") || !on.checked) return;
    const found = keys.find(([names]) => names.includes(event.key));
    if (!found) return;
    event.preventDefault();
    found[2]();
  });
}

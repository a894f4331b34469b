// Enhancements only: every page works without this file. Listeners sit on the document, and no
// node is kept, because htmx may replace the body.
const find = (selector) => document.querySelector(selector);
const root = document.documentElement;

// Theme: without script the form posts and the server remembers; with it the switch is at once.
document.addEventListener("submit", (event) => {
  if (!event.target.matches("[data-theme-switch]")) return;
  const isDark = root.dataset.theme
    ? root.dataset.theme === "dark"
    : matchMedia("(prefers-color-scheme: dark)").matches;
  root.dataset.theme = isDark ? "light" : "dark";
  event.preventDefault();
  const body = new FormData(event.target);
  body.set("theme", root.dataset.theme);
  fetch(event.target.action, { method: "POST", body });
});

// Palette: results come from the search page, as a list of links.
let chosen = 0;
let asked = 0;
const options = () => [...document.querySelectorAll("#palette-list [role=option]")];

function mark() {
  const all = options();
  chosen = Math.max(0, Math.min(chosen, all.length - 1));
  all.forEach((option, at) => option.setAttribute("aria-selected", String(at === chosen)));
  const input = find("#palette-input");
  if (all[chosen]) {
    input.setAttribute("aria-activedescendant", all[chosen].id);
    all[chosen].scrollIntoView({ block: "nearest" });
  } else input.removeAttribute("aria-activedescendant");
}

async function search(words) {
  const turn = ++asked;
  const source = find("dialog.palette").dataset.source;
  const answer = await fetch(`${source}?q=${encodeURIComponent(words)}`, { headers: { "HX-Request": "true" } });
  if (turn !== asked || !answer.ok) return;
  const found = new DOMParser().parseFromString(await answer.text(), "text/html");
  const items = [...found.querySelectorAll("a[data-result]")].map((link, at) => {
    const item = document.createElement("li");
    item.id = `palette-${at}`;
    item.setAttribute("role", "option");
    item.dataset.href = link.getAttribute("href");
    item.textContent = link.textContent.trim().replace(/\s+/g, " ");
    return item;
  });
  find("#palette-list").replaceChildren(...items);
  find("#palette-count").textContent = `${items.length}`;
  chosen = 0;
  mark();
}

function openPalette() {
  const dialog = find("dialog.palette");
  if (!dialog || dialog.open) return;
  dialog.showModal();
  find("#palette-input").value = "";
  search("");
}

function openCapture() {
  find("#capture-box")?.showModal();
  find("#capture-box textarea")?.focus();
}

document.addEventListener("input", (event) => {
  if (event.target.id === "palette-input") search(event.target.value);
});

document.addEventListener("click", (event) => {
  const option = event.target.closest("#palette-list [role=option]");
  if (option) { location.href = option.dataset.href; return; }
  if (event.target.closest("[data-open=palette]")) { event.preventDefault(); openPalette(); return; }
  if (event.target.closest("[data-open=capture]")) { event.preventDefault(); openCapture(); return; }
  if (event.target.matches("dialog")) event.target.close();
  const menu = find("details.menu[open]");
  if (menu && !menu.contains(event.target)) menu.open = false;
  const copy = event.target.closest("[data-copy]");
  if (copy) { event.preventDefault(); navigator.clipboard.writeText(new URL(copy.href, location).href); say(copy.dataset.copy); }
});

export function say(words) {
  const item = document.createElement("li");
  item.textContent = words;
  find(".toasts").append(item);
  setTimeout(() => item.remove(), 6000);
}
document.addEventListener("say", (event) => say(event.detail));
document.querySelectorAll(".toasts li").forEach((item) => setTimeout(() => item.remove(), 6000));

const jumps = { h: "home", f: "framework_list", m: "career_map", e: "evidence_list", r: "review_list" };
let went = 0;
document.addEventListener("keydown", (event) => {
  if ((event.metaKey || event.ctrlKey) && event.key.toLowerCase() === "k") { event.preventDefault(); openPalette(); return; }
  if (event.target.id === "palette-input") {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) { chosen += step; mark(); event.preventDefault(); }
    if (event.key === "Enter") { event.preventDefault(); const option = options()[chosen]; if (option) location.href = option.dataset.href; }
    return;
  }
  const isTyping = event.target.closest("input, textarea, select, [contenteditable]");
  const isOff = root.dataset.keys === "off" || find("dialog[open]");
  if (isTyping || isOff || event.metaKey || event.ctrlKey || event.altKey) return;
  if (event.key === "g") { went = Date.now(); return; }
  const link = Date.now() - went < 1500 && jumps[event.key] && find(`.rail a[data-name=${jumps[event.key]}]`);
  if (link) { location.href = link.href; return; }
  if (event.key === "e") {
    event.preventDefault();
    const box = find("main [data-capture]");
    if (box) box.focus();
    else openCapture();
  }
  if (event.key === "?") location.href = find("[data-name=keys]").href;
});

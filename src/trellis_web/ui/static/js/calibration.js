// The calibration board. Every cell is a link and every change a form; here: one stop for Tab,
// arrows, digits, the panel beside the board, dragging, and the focus while others change things.
const board = () => document.querySelector("[data-board]");
const cells = () => [...document.querySelectorAll(".cal-heat a.cal-cell")];
const form = () => document.querySelector("#panel form[data-cell]");
const cellOf = (address) => new URL(address, location.href).searchParams.get("cell");
const placeOf = (cell) => cell && document.getElementById(`cell-${cell}`);

// Words that were typed into a panel that is left are there again when it is opened again.
const kept = new Map();
const typed = new Set();
const WORDS = ["reason", "employee_reason"];
document.addEventListener("input", (event) => {
  const open = event.target.closest?.("form[data-cell]");
  if (open) typed.add(open.dataset.cell);
});

function keep() {
  const open = form();
  if (open && typed.has(open.dataset.cell)) kept.set(open.dataset.cell, new FormData(open));
}

function restore() {
  const open = form();
  const words = open && kept.get(open.dataset.cell);
  if (!words) return;
  for (const name of [...WORDS, "statement"]) if (open.elements[name] && words.has(name)) open.elements[name].value = words.get(name);
}

async function show(address, { push = true, focus = true } = {}) {
  keep();
  await htmx.ajax("GET", address, { target: "#panel", swap: "outerHTML" });
  if (push) history.pushState(null, "", address);
  restore();
  rove();
  if (focus) document.querySelector("#panel [data-focus]")?.focus();
}

window.addEventListener("popstate", () => board() && show(location.href, { push: false, focus: false }));

document.addEventListener("click", (event) => {
  const link = event.target.closest("a.cal-cell, a[data-cell]");
  if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || !document.getElementById("panel")) return;
  event.preventDefault();
  show(link.href);
});

// One stop for Tab in the table: the cell that is open, or the last one that had the focus.
let last = "";
function rove() {
  const all = cells();
  const open = cellOf(location.href);
  const stop = placeOf(last) || placeOf(open) || all[0];
  for (const cell of all) {
    cell.tabIndex = cell === stop ? 0 : -1;
    if (cell.id === `cell-${open}`) cell.setAttribute("aria-current", "true");
    else cell.removeAttribute("aria-current");
  }
}

document.addEventListener("focusin", (event) => {
  const cell = event.target.closest?.(".cal-heat a.cal-cell");
  if (!cell || cell.tabIndex === 0) return;
  placeOf(last)?.setAttribute("tabindex", "-1");
  last = cell.id.slice("cell-".length);
  rove();
});

const STEPS = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0], Home: [0, -99], End: [0, 99] };
function neighbour(cell, key, isFar) {
  const rows = [...cell.closest("table").rows].map((row) => [...row.querySelectorAll("a.cal-cell")]).filter((row) => row.length);
  if (isFar && key === "Home") return rows[0][0];
  if (isFar && key === "End") return rows.at(-1).at(-1);
  const at = rows.findIndex((row) => row.includes(cell));
  const row = rows[Math.max(0, Math.min(rows.length - 1, at + STEPS[key][0]))];
  return row[Math.max(0, Math.min(row.length - 1, rows[at].indexOf(cell) + STEPS[key][1]))];
}

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && event.target.closest?.("#panel")) { placeOf(cellOf(location.href))?.focus(); return; }
  const cell = event.target.closest?.(".cal-heat a.cal-cell");
  if (!cell || event.altKey || event.metaKey) return;
  if (STEPS[event.key]) {
    event.preventDefault();
    const to = neighbour(cell, event.key, event.ctrlKey);
    cell.tabIndex = -1;
    last = to.id.slice("cell-".length);
    to.tabIndex = 0;
    to.focus();
  } else if (/^[1-5]$/.test(event.key) && !event.ctrlKey && board().dataset.board === "open") {
    event.preventDefault();
    const address = new URL(cell.href);
    address.searchParams.set("to", event.key);
    show(address.href);
  }
});

// A refusal is a panel that speaks; a change that is saved leads back to its cell.
document.addEventListener("htmx:beforeSwap", ({ detail }) => {
  if (![403, 409, 422].includes(detail.xhr.status)) return;
  detail.shouldSwap = true;
  detail.isError = false;
});
document.addEventListener("htmx:afterRequest", ({ detail }) => {
  const sent = detail.requestConfig.elt.closest?.("form[data-cell]"); // No longer on the page.
  if (!sent) return;
  if (!detail.successful) { document.querySelector("#panel .cal-clash, #panel [aria-invalid=true]")?.focus(); return; }
  kept.delete(sent.dataset.cell);
  typed.delete(sent.dataset.cell);
  placeOf(sent.dataset.cell)?.focus();
});
document.addEventListener("htmx:responseError", ({ detail }) => {
  if (detail.elt.id !== "news" || detail.xhr.status !== 404) return;
  const over = Object.assign(document.createElement("p"), { id: "news", className: "notice", textContent: detail.elt.dataset.gone });
  over.setAttribute("role", "alert");
  detail.elt.replaceWith(over);
});
document.addEventListener("htmx:afterSettle", rove);
document.addEventListener("DOMContentLoaded", rove);

// By rating: a card that is dropped on a column opens its panel with that rating; reasons follow.
let dragged = null;
document.addEventListener("dragstart", (event) => { dragged = event.target.closest?.(".cal-card[draggable=true]"); });
document.addEventListener("dragend", () => { dragged = null; over(null); });
function over(column) {
  document.querySelectorAll("[data-over]").forEach((each) => delete each.dataset.over);
  if (column) column.dataset.over = "";
}
document.addEventListener("dragover", (event) => {
  const column = dragged && event.target.closest?.("[data-to]");
  if (column) event.preventDefault();
  over(column);
});
document.addEventListener("drop", (event) => {
  const column = dragged && event.target.closest?.("[data-to]");
  if (!column) return;
  event.preventDefault();
  const address = new URL(dragged.querySelector("a[data-cell]").href);
  address.searchParams.set("to", column.dataset.to);
  show(address.href);
});
document.addEventListener("submit", (event) => {
  if (!event.target.matches("form[data-move]")) return;
  event.preventDefault();
  show(`${location.pathname}?${new URLSearchParams(new FormData(event.target))}`);
});

// The editor of a draft. Every form works without this file; here: a text that could not be saved
// stays on the device, arrows walk the matrix, parts of the outline are dragged.
const formOf = (node) => node.closest?.("form[data-cell]");
const keyOf = (form) => `cell-${form.dataset.cell}`;
const typed = new WeakMap(); // form -> how often it was typed into

function banner(form, words) {
  const place = form.querySelector("[data-banner]");
  if (!place) return;
  place.textContent = words || "";
  place.hidden = !words;
}

document.addEventListener("input", (event) => {
  const form = formOf(event.target);
  if (!form) return;
  typed.set(form, (typed.get(form) || 0) + 1);
  const values = [...new FormData(form)].filter(([name]) => name !== "csrfmiddlewaretoken");
  localStorage.setItem(keyOf(form), JSON.stringify(values));
});

document.addEventListener("htmx:beforeRequest", ({ detail }) => {
  const form = detail.elt.matches("form[data-cell]") && detail.elt;
  if (form) detail.xhr.typed = typed.get(form);
});

document.addEventListener("htmx:beforeSwap", ({ detail }) => {
  const { xhr } = detail;
  if (new URL(xhr.responseURL || location.href).pathname !== detail.pathInfo.finalRequestPath.split("?")[0]) {
    detail.shouldSwap = false; // Sent to the sign-in page.
    const form = formOf(detail.elt);
    if (form) banner(form, form.dataset.signedOut);
  } else if ([409, 422].includes(xhr.status)) {
    detail.shouldSwap = true;
    detail.isError = false;
  }
});

document.addEventListener("htmx:afterRequest", ({ detail }) => {
  const form = detail.elt.matches("form[data-cell]") && detail.elt;
  if (form && detail.successful && detail.xhr.typed === typed.get(form)) localStorage.removeItem(keyOf(form));
});

function failed({ detail }) {
  const form = formOf(detail.elt);
  if (!form) return;
  const isRefused = [403, 404].includes(detail.xhr.status);
  banner(form, isRefused ? form.dataset.refused : form.dataset.offline);
  if (!isRefused) setTimeout(retry, 10_000);
}
document.addEventListener("htmx:sendError", failed);
document.addEventListener("htmx:responseError", failed);
const retry = () => document.querySelectorAll("form[data-cell]").forEach((form) => localStorage.getItem(keyOf(form)) && htmx.trigger(form, "retry"));
window.addEventListener("online", retry);

function restore() {
  const form = document.querySelector("form[data-cell]");
  const kept = form && !typed.has(form) && JSON.parse(localStorage.getItem(keyOf(form)) || "null");
  if (!kept) return;
  typed.set(form, 0);
  form.querySelectorAll("[type=checkbox]").forEach((box) => (box.checked = false));
  for (const [name, value] of kept) {
    const field = form.elements[name];
    if (!field) continue;
    if (field.type === "checkbox") field.checked = true;
    else field.value = value;
  }
  banner(form, form.dataset.restored);
  htmx.trigger(form, "retry");
}

// One stop for Tab in the matrix; arrows, Home and End move.
function rove() {
  const open = location.pathname;
  document.querySelectorAll("[data-roving]").forEach((table) => {
    const cells = [...table.querySelectorAll("a.ed-cell")];
    const at = cells.find((cell) => cell.pathname === open) || cells[0];
    cells.forEach((cell) => {
      cell.tabIndex = cell === at ? 0 : -1;
      if (cell.pathname === open) cell.setAttribute("aria-current", "true");
      else cell.removeAttribute("aria-current");
    });
    if (at?.ariaCurrent) at.scrollIntoView({ block: "nearest", inline: "nearest" });
  });
}
document.addEventListener("keydown", (event) => {
  const cell = event.target.closest?.("[data-roving] a.ed-cell");
  const step = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0], Home: [0, -99], End: [0, 99] }[event.key];
  if (!cell || !step) return;
  const rows = [...cell.closest("table").querySelectorAll("tr:has(a.ed-cell)")].map((row) => [...row.querySelectorAll("a.ed-cell")]);
  const row = rows.findIndex((cells) => cells.includes(cell));
  const next = rows[Math.max(0, Math.min(rows.length - 1, row + step[0]))];
  const to = next[Math.max(0, Math.min(next.length - 1, rows[row].indexOf(cell) + step[1]))];
  event.preventDefault();
  cell.tabIndex = -1;
  to.tabIndex = 0;
  to.focus();
});

// The outline: a dragged part is put where the part stands that it is dropped on.
let dragged = null;
const partOf = (event) => event.target.closest?.(".ed-part[draggable]");
document.addEventListener("dragstart", (event) => (dragged = partOf(event)));
document.addEventListener("dragover", (event) => {
  const over = partOf(event);
  if (dragged && over && over.parentNode === dragged.parentNode) event.preventDefault();
});
document.addEventListener("drop", (event) => {
  const over = partOf(event)?.parentNode === dragged?.parentNode && partOf(event);
  if (!over || over === dragged) return;
  event.preventDefault();
  const button = dragged.querySelector("form[data-place] button");
  button.value = [...over.parentNode.children].indexOf(over);
  button.click();
});

const begin = () => { rove(); restore(); };
document.addEventListener("htmx:afterSettle", begin);
document.addEventListener("DOMContentLoaded", begin);

// Saves an anonymous form while it is written. Without this file the button does it.
const form = document.querySelector("form[data-ballot]");
const saved = form.querySelector("[data-saved]");
let timer = 0;
let running = Promise.resolve();

async function save() {
  const headers = { Accept: "application/json" };
  try {
    const answer = await fetch(form.action, { method: "POST", headers, body: new URLSearchParams(new FormData(form)), credentials: "omit" });
    const told = await answer.json();
    if (answer.ok) form.elements.revision.value = told.revision;
    saved.textContent = told.words;
  } catch {
    saved.textContent = "";
  }
}

form.addEventListener("input", () => {
  saved.textContent = "";
  clearTimeout(timer);
  timer = setTimeout(() => (running = running.then(save)), 1500);
});
form.addEventListener("submit", () => clearTimeout(timer));

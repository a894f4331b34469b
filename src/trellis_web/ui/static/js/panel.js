// Rating for a panel: a digit chooses, and every choice is saved at once. Without it, Save does both.
const form = document.querySelector("form[data-panel]");
const state = form?.querySelector("[data-state]");
let last = Promise.resolve();

form?.addEventListener("keydown", (event) => {
  if (event.target.type !== "radio" || event.ctrlKey || event.altKey || event.metaKey) return;
  const value = event.key === "0" ? "cannot" : event.key;
  const choice = form.querySelector(`[name="${CSS.escape(event.target.name)}"][value="${CSS.escape(value)}"]`);
  if (!choice) return;
  choice.focus();
  choice.click();
});

async function save() {
  const body = new FormData(form);
  const answer = await fetch(location.href, { method: "POST", body, headers: { "X-Autosave": "1" }, redirect: "manual" }).catch(() => null);
  state.textContent = answer?.status === 204 ? form.dataset.saved : form.dataset.unsaved;
}
form?.addEventListener("change", () => { last = last.then(save); });

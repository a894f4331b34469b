// Evidence from anywhere: `e` opens a box over the page, Enter saves, Shift+Enter breaks the line.
// Without this file the same form is a page of its own.
let timer = 0;
let turn = 0;

const post = (address, form, headers = {}) =>
  fetch(address, { method: "POST", body: new FormData(form), headers, redirect: "manual" }).catch(() => null);

document.addEventListener("keydown", (event) => {
  const isSave = event.key === "Enter" && !event.shiftKey && !event.isComposing;
  if (!isSave || !event.target.matches("textarea[data-capture]")) return;
  event.preventDefault();
  event.target.form.requestSubmit();
});

document.addEventListener("input", ({ target }) => {
  if (!target.matches("form[data-suggest] textarea")) return;
  clearTimeout(timer);
  timer = setTimeout(suggest, 250, target.form, ++turn);
});

async function suggest(form, asked) {
  const place = form.querySelector("[data-suggested]");
  const answer = await post(form.dataset.suggest, form);
  if (answer?.ok && asked === turn && !place.contains(document.activeElement)) place.innerHTML = await answer.text();
}

document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (!form.matches("dialog form[data-suggest]")) return;
  event.preventDefault();
  if (form.ariaBusy) return; // a second Enter while the first is on its way
  form.ariaBusy = "true";
  const answer = await post(form.action, form, { "HX-Request": "true" });
  form.ariaBusy = null;
  const banner = form.querySelector("[data-banner]");
  banner.textContent = answer?.status === 422 ? await answer.text() : form.dataset.unsaved;
  banner.hidden = answer?.status === 204;
  if (!banner.hidden) return;
  clearTimeout(timer);
  turn += 1;
  form.reset();
  form.querySelector("[data-suggested]").replaceChildren();
  form.closest("dialog").close();
  document.dispatchEvent(new CustomEvent("say", { detail: form.dataset.saved }));
});

// The review form: every answer is saved by itself, and stays on the device until the server says
// that it is stored. Without this file the form saves as a whole.
const RETRY = 10_000;
const PATIENCE = 15_000;
const form = document.querySelector("form[data-review]");
if (form) start(form);

function start(form) {
  const prefix = `review ${form.dataset.review} `;
  const banner = document.querySelector(".rv-note[data-banner]");
  const waiting = new Map(); // address -> { flying, newer, isHeld }: what was sent, and what came after
  const timers = new Map();
  let running = null;
  let stopped = false;
  let again = 0;

  const say = (words) => {
    banner.textContent = words || "";
    banner.hidden = !words;
  };
  const sectionAt = (address) => form.querySelector(`[data-save="${CSS.escape(address)}"]`);
  const baseOf = (section) => section.querySelector("[name$='-base']");
  const fieldsOf = (section) => [...section.querySelectorAll("[name]:not([name$='-base'], button)")];

  function keep(address) {
    const entry = waiting.get(address);
    if (!entry) return localStorage.removeItem(prefix + address);
    const { flying, newer } = entry;
    localStorage.setItem(prefix + address, JSON.stringify({ flying, newer, base: baseOf(sectionAt(address)).value }));
  }

  function valuesIn(section) {
    const names = new Set(fieldsOf(section).map((field) => field.name));
    return [...new FormData(form)].filter(([name]) => names.has(name));
  }

  function note(section, delay) {
    const address = section.dataset.save;
    const flying = waiting.get(address)?.flying ?? null;
    waiting.set(address, { flying, newer: valuesIn(section), isHeld: false });
    keep(address);
    clearTimeout(timers.get(address));
    timers.set(address, setTimeout(flush, delay));
  }

  function flush() {
    running ??= send().finally(() => (running = null));
    return running;
  }

  const later = () => {
    clearTimeout(again);
    again = setTimeout(flush, RETRY);
  };
  const next = () => [...waiting].find(([, entry]) => !entry.isHeld);

  async function send() {
    while (!stopped && next()) {
      const [address, entry] = next();
      const base = baseOf(sectionAt(address));
      // What may have arrived is sent again as it was, so that the server recognises it.
      if (!entry.flying) [entry.flying, entry.newer] = [[...entry.newer, [base.name, base.value]], null];
      keep(address);
      const answer = await post(address, entry.flying);
      if (!answer || !(await took(address, answer))) return later();
    }
  }

  async function post(address, values) {
    const headers = { "X-CSRFToken": form.csrfmiddlewaretoken.value };
    const signal = AbortSignal.timeout(PATIENCE);
    try {
      return await fetch(address, { method: "POST", body: new URLSearchParams(values), headers, redirect: "manual", signal });
    } catch {
      say(form.dataset.offline);
      return null;
    }
  }

  async function took(address, answer) {
    const told = answer.headers.get("content-type")?.includes("json") && (await answer.json().catch(() => null));
    if (!told) return answer.status >= 500 ? say(form.dataset.offline) : renew();
    const entry = waiting.get(address);
    if (answer.ok) {
      entry.flying = null;
      if (!entry.newer) waiting.delete(address);
      show(address, told);
      say("");
    } else {
      entry.newer ??= entry.flying.filter(([name]) => !name.endsWith("-base"));
      Object.assign(entry, { flying: null, isHeld: true });
      refuse(address, told, answer.status);
    }
    keep(address);
    return true;
  }

  function show(address, told) {
    const section = sectionAt(address);
    baseOf(section).value = told.base;
    section.querySelector("[data-notes]").innerHTML = told.notes;
    if (told.own) section.querySelector("[data-own]").innerHTML = told.own;
    document.querySelector("[data-saved]").textContent = told.saved;
    if (!told.progress) return;
    form.querySelector("[data-progress]").textContent = told.progress;
    const mark = form.querySelector(`[data-mark="${CSS.escape(told.competency)}"]`);
    mark.toggleAttribute("data-done", told.is_answered);
    mark.querySelector("[data-word]").textContent = ` ${told.is_answered ? form.dataset.answered : form.dataset.open}`;
  }

  // Held back: the same field was changed elsewhere, or a text is too long. Closed: nothing is saved.
  function refuse(address, told, status) {
    const notes = sectionAt(address).querySelector("[data-notes]");
    if (told.notes) {
      notes.innerHTML = told.notes;
      notes.querySelector("[data-keep]").dataset.base = told.base;
    } else if (status === 422) {
      const error = Object.assign(document.createElement("p"), { className: "rv-error", textContent: told.sentence });
      notes.replaceChildren(error);
    } else {
      stopped = true;
      say(`${told.sentence} ${form.dataset.kept}`);
    }
  }

  // Signed out, or the token is an old one: the page itself says which, and brings a new token.
  let renewed = 0;
  async function renew() {
    const page = await fetch(location.pathname, { redirect: "manual" }).catch(() => null);
    if (!page) return say(form.dataset.offline);
    const token = page.ok && new DOMParser().parseFromString(await page.text(), "text/html").querySelector("form[data-review] [name=csrfmiddlewaretoken]");
    if (token && renewed++ < 3) {
      form.querySelectorAll("[name=csrfmiddlewaretoken]").forEach((field) => (field.value = token.value));
      setTimeout(() => (renewed = 0), RETRY);
      return true;
    }
    stopped = page.ok || [403, 404].includes(page.status);
    return say(stopped ? form.dataset.other : form.dataset.signedOut);
  }

  function restore() {
    for (const key of Object.keys(localStorage).filter((each) => each.startsWith(prefix))) {
      const address = key.slice(prefix.length);
      const section = sectionAt(address);
      const { flying, newer, base } = JSON.parse(localStorage.getItem(key));
      if (!section || !(newer || flying)) { localStorage.removeItem(key); continue; }
      const given = newer ?? flying;
      for (const field of fieldsOf(section)) {
        if (["radio", "checkbox"].includes(field.type)) field.checked = given.some(([name, value]) => name === field.name && value === field.value);
        else field.value = given.find(([name]) => name === field.name)?.[1] ?? field.value;
      }
      baseOf(section).value = base;
      waiting.set(address, { flying, newer, isHeld: false });
      say(form.dataset.restored);
    }
    flush();
  }

  form.addEventListener("input", (event) => {
    const section = event.target.closest("[data-save]");
    if (section) note(section, event.target.type === "textarea" ? 600 : 0);
  });

  form.addEventListener("click", (event) => {
    const kept = event.target.closest("[data-keep][data-base]");
    if (!kept) return;
    event.preventDefault();
    const section = kept.closest("[data-save]");
    baseOf(section).value = kept.dataset.base;
    kept.closest(".rv-clash").remove();
    note(section, 0);
  });

  // Keys 1 to 5 choose in the question that has the focus, n says "not enough seen".
  form.addEventListener("keydown", (event) => {
    if (event.target.type === "textarea" || event.ctrlKey || event.altKey || event.metaKey) return;
    const radios = event.target.closest(".rv-item")?.querySelectorAll(".rv-rate input");
    const choice = event.key === "n" ? radios && [...radios].find((radio) => radio.value === "unseen") : /^[1-9]$/.test(event.key) && radios?.[event.key - 1];
    if (!choice || document.documentElement.dataset.keys === "off") return;
    event.preventDefault();
    choice.focus();
    choice.click();
  });

  // "Save and next" turns to the next question at once; what is typed is on its way already.
  form.addEventListener("submit", async (event) => {
    const by = event.submitter;
    const target = by?.name === "next" && document.getElementById(`c-${by.value}`);
    if (target) {
      event.preventDefault();
      location.hash = target.id;
      return;
    }
    if (stopped || !waiting.size) return;
    event.preventDefault();
    await flush();
    if ([...waiting.values()].some((entry) => !entry.isHeld)) return; // Offline: the banner says so.
    for (const address of [...waiting.keys()]) waiting.delete(address) && keep(address);
    stopped = true; // The form itself carries everything from here on.
    form.requestSubmit(by);
  });

  // Where one is: the mark in the list, and the focus on the question's heading.
  window.addEventListener("hashchange", () => {
    const section = document.querySelector(".rv-item:target");
    if (!section) return;
    form.querySelectorAll("[data-mark]").forEach((mark) => mark.removeAttribute("aria-current"));
    form.querySelector(`[data-mark="${CSS.escape(section.id.slice(2))}"]`)?.setAttribute("aria-current", "step");
    section.querySelector("h2").focus({ preventScroll: true });
  });
  window.addEventListener("online", flush);
  document.addEventListener("visibilitychange", flush);
  restore();
}

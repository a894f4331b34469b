// Autosave of the review form: one answer at a time, in order, kept on the device until it is saved.
const form = document.querySelector("form[data-review]");
if (form) start(form);

function start(form) {
  const key = `review-${form.dataset.review}`;
  const banner = document.querySelector("[data-banner]");
  const saved = document.querySelector("[data-saved]");
  const waiting = new Map(); // address -> [[name, value], …], oldest first
  const timers = new Map();
  let running = null;
  let stopped = false;

  const say = (words) => {
    banner.textContent = words || "";
    banner.hidden = !words;
  };
  const keep = () => {
    if (waiting.size) localStorage.setItem(key, JSON.stringify({ revision: form.revision.value, waiting: [...waiting] }));
    else localStorage.removeItem(key);
  };
  const valuesIn = (section) => {
    const names = new Set([...section.querySelectorAll("[name]")].map((field) => field.name));
    return [...new FormData(form)].filter(([name]) => names.has(name));
  };

  function note(section, delay) {
    const address = section.dataset.save;
    waiting.set(address, valuesIn(section));
    keep();
    clearTimeout(timers.get(address));
    timers.set(address, setTimeout(flush, delay));
  }

  function flush() {
    running ??= send().finally(() => (running = null));
    return running;
  }

  async function send() {
    while (waiting.size && !stopped) {
      const [address, values] = waiting.entries().next().value;
      const body = new URLSearchParams([...values, ["revision", form.revision.value]]);
      const headers = { "X-CSRFToken": form.csrfmiddlewaretoken.value };
      let answer;
      try {
        answer = await fetch(address, { method: "POST", body, headers, redirect: "manual" });
      } catch {
        say(form.dataset.offline);
        setTimeout(flush, 10_000);
        return;
      }
      if (!(await took(answer, address, values))) return;
    }
  }

  async function took(answer, address, values) {
    const isJson = answer.headers.get("content-type")?.includes("json");
    if (!isJson) {
      stopped = true;
      say(form.dataset.signedOut);
      return false;
    }
    const told = await answer.json();
    if (answer.status === 409) stopped = true;
    else if (waiting.get(address) === values) waiting.delete(address);
    if (answer.ok) {
      form.revision.value = told.revision;
      show(told);
    }
    keep();
    say(answer.ok ? "" : told.sentence);
    return answer.ok;
  }

  function show(told) {
    saved.textContent = told.saved;
    if (!told.progress) return;
    form.querySelector("[data-progress]").textContent = told.progress;
    form.querySelector(`[data-mark="${CSS.escape(told.competency)}"]`).toggleAttribute("data-done", told.is_answered);
  }

  function restore() {
    const kept = JSON.parse(localStorage.getItem(key) || "null");
    if (!kept) return;
    for (const [name, value] of kept.waiting.flatMap(([, values]) => values)) {
      const field = form.elements[name];
      if (field) field.value = value;
    }
    localStorage.removeItem(key);
    if (kept.revision !== form.revision.value) return say(form.dataset.restored);
    kept.waiting.forEach(([address, values]) => waiting.set(address, values));
    flush();
  }

  form.addEventListener("input", (event) => {
    const section = event.target.closest("[data-save]");
    if (section) note(section, event.target.type === "radio" ? 0 : 600);
  });
  form.addEventListener("keydown", (event) => {
    if (event.target.type !== "radio" || event.ctrlKey || event.altKey || event.metaKey) return;
    const choice = form.querySelector(`[name="${CSS.escape(event.target.name)}"][value="${CSS.escape(event.key)}"]`);
    if (!choice) return;
    choice.focus();
    choice.click();
  });
  form.addEventListener("submit", async (event) => {
    if (!waiting.size && !running) return;
    event.preventDefault();
    const by = event.submitter;
    await flush();
    waiting.clear(); // The form itself carries everything from here on.
    keep();
    stopped = true;
    form.requestSubmit(by);
  });
  window.addEventListener("online", flush);
  restore();
}

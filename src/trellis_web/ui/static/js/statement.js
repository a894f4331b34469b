// Counts the words of a statement while it is written, as the server does when it is saved.
// Without this file the count is that of the last save.
document.addEventListener("input", ({ target }) => {
  const shown = target.id && document.querySelector(`[data-words="${CSS.escape(target.id)}"]`);
  if (!shown) return;
  const count = target.value.split(/\s+/).filter(Boolean).length;
  const isOver = count > Number(shown.dataset.most);
  shown.querySelector("b").textContent = count;
  shown.classList.toggle("pm-over", isOver);
  target.setAttribute("aria-invalid", String(isOver));
});

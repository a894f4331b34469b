// Career map: a station opens beside the map, and arrows go to the nearest station. Without this
// file a station is a link that opens the same page.
const ways = { ArrowLeft: ["x", -1], ArrowRight: ["x", 1], ArrowUp: ["y", -1], ArrowDown: ["y", 1] };
const place = (station) => station.querySelector(".st").getBoundingClientRect();
// The station that lies this way and is nearest; what lies astray counts as twice as far.
function nearest(from, [axis, sign]) {
  const here = place(from);
  let found = null;
  let least = Infinity;
  for (const station of from.closest(".cmap").querySelectorAll("a")) {
    const there = place(station);
    const ahead = (there[axis] - here[axis]) * sign;
    const far = ahead + 2 * Math.abs(axis === "x" ? there.y - here.y : there.x - here.x);
    if (ahead > 1 && far < least) [found, least] = [station, far];
  }
  return found;
}
document.addEventListener("keydown", (event) => {
  const station = event.target.closest?.(".cmap a");
  if (!station || !ways[event.key] || event.altKey || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  nearest(station, ways[event.key])?.focus();
});
document.addEventListener("click", (event) => {
  const station = event.target.closest(".cmap a");
  if (!station || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  const address = station.getAttribute("href");
  htmx.ajax("GET", address, { target: "#station", swap: "outerHTML show:none", push: address })
    .then(() => station.closest(".maptall") && document.querySelector("#station").scrollIntoView());
  document.querySelectorAll(".cmap a[aria-current]").forEach((other) => other.removeAttribute("aria-current"));
  document.querySelectorAll(`.cmap a[href="${CSS.escape(address)}"]`).forEach((same) => same.setAttribute("aria-current", "true"));
});

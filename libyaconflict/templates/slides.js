"use strict";
// One slide at a time; without this script, and in print, they follow one another.
const slides = [...document.querySelectorAll(".slide")];
const place = document.getElementById("place");
let now = 0;

function show(number, focus) {
  now = Math.min(slides.length - 1, Math.max(0, number));
  slides.forEach((slide, at) => { slide.hidden = at !== now; });
  place.textContent = `Slide ${now + 1} of ${slides.length}`;
  document.querySelector("[data-step='-1']").disabled = now === 0;
  document.querySelector("[data-step='1']").disabled = now === slides.length - 1;
  history.replaceState(null, "", `#${now + 1}`);
  scrollTo(0, 0);
  if (focus) slides[now].querySelector("h1, h2").focus({ preventScroll: true });
}

function follow() {
  const name = decodeURIComponent(location.hash.slice(1));
  if (/^\d+$/.test(name)) return show(Number(name) - 1);
  const target = name && document.getElementById(name);
  const at = target ? slides.findIndex((slide) => slide.contains(target)) : 0;
  show(at < 0 ? 0 : at);
  if (target && at >= 0) target.scrollIntoView({ block: "center" });
}

const steps = { ArrowRight: 1, PageDown: 1, ArrowLeft: -1, PageUp: -1 };
addEventListener("keydown", (event) => {
  if (event.altKey || event.ctrlKey || event.metaKey) return;
  const inside = event.target.closest("summary, pre, .table, a, button");
  if (event.key in steps) {
    if (inside && inside.scrollWidth > inside.clientWidth && event.key.startsWith("Arrow")) return;
    show(now + steps[event.key], true);
  } else if (event.key === " " && !inside) show(now + (event.shiftKey ? -1 : 1), true);
  else if (event.key === "Home") show(0, true);
  else if (event.key === "End") show(slides.length - 1, true);
  else return;
  event.preventDefault();
});
for (const button of document.querySelectorAll("[data-step]")) {
  button.addEventListener("click", () => show(now + Number(button.dataset.step)));
}
addEventListener("hashchange", follow);
document.querySelector("nav").hidden = false;
document.documentElement.classList.add("one");
follow();

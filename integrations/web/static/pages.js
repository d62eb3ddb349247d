// What every page does with a script; without one every page still works.
import { watchPlaces } from "./panel.js";
import { watchUploads } from "./upload.js";

document.documentElement.classList.add("scripted");

const button = document.querySelector(".menu-button");
const menu = document.getElementById("menu");
if (button && menu) {
  button.hidden = !matchMedia("(max-width: 860px)").matches;
  matchMedia("(max-width: 860px)").addEventListener("change", (now) => { button.hidden = !now.matches; });
  button.addEventListener("click", () => {
    const open = menu.classList.toggle("open");
    button.setAttribute("aria-expanded", String(open));
  });
}

// Whoever types a name types it once: it is offered again on the next form of this browser.
const NAME = "clausewise-name";
for (const field of document.querySelectorAll("input[data-person]")) {
  if (!field.value) field.value = localStorage.getItem(NAME) ?? "";
  field.addEventListener("change", () => localStorage.setItem(NAME, field.value));
}

// What was typed into a form outlives the page: a session that ended, a browser that closed.
for (const form of document.querySelectorAll("form[data-keep]")) {
  const key = `clausewise-draft:${form.dataset.keep}`;
  const fields = () => [...form.querySelectorAll("textarea, input[type=text], input[type=date]")].filter((one) => !("person" in one.dataset));
  let held = {};
  try { held = JSON.parse(localStorage.getItem(key) ?? "{}"); } catch { held = {}; }
  for (const one of fields()) if (!one.value && held[one.name]) one.value = held[one.name];
  form.addEventListener("input", () => {
    const typed = Object.fromEntries(fields().filter((one) => one.value).map((one) => [one.name, one.value]));
    localStorage.setItem(key, JSON.stringify(typed));
  });
}
for (const done of document.querySelectorAll("[data-kept-done]")) localStorage.removeItem(`clausewise-draft:${done.dataset.keptDone}`);

// A form that sends its filters by itself when one is chosen.
for (const form of document.querySelectorAll("form[data-send-on-change]")) {
  form.addEventListener("change", (event) => { if (event.target.matches("select")) form.requestSubmit(); });
}

// A drawn chain begins where it was asked for, not at its left end.
for (const drawing of document.querySelectorAll(".drawing")) {
  const start = drawing.querySelector(".start rect")?.getBoundingClientRect();
  if (start) drawing.scrollLeft = start.left + start.width / 2 - drawing.getBoundingClientRect().left - drawing.clientWidth / 2;
}

watchUploads();
watchPlaces();

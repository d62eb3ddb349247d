// The page behind a citation, opened beside what is being read; on a narrow screen the link is followed.
const wide = matchMedia("(min-width: 1060px)");
let panel = null;
let opener = null;

export function watchPlaces() {
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-page]");
    if (!link || !wide.matches || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    open(link);
  });
  document.addEventListener("keydown", (event) => { if (event.key === "Escape" && panel) close(); });
}

async function open(link) {
  opener = link;
  panel ??= made();
  document.body.classList.add("with-panel");
  for (const other of document.querySelectorAll("a[data-page][aria-current]")) other.removeAttribute("aria-current");
  link.setAttribute("aria-current", "true");
  const inside = panel.querySelector(".panel-inside");
  inside.setAttribute("aria-busy", "true");
  try {
    const response = await fetch(`${link.href}${link.href.includes("?") ? "&" : "?"}panel=1`, { headers: { Accept: "text/html" } });
    const told = new DOMParser().parseFromString(await response.text(), "text/html");
    const shown = told.querySelector(".sheet") ?? told.querySelector("main") ?? told.body;
    inside.replaceChildren(...(shown.classList.contains("sheet") ? [shown] : shown.children));
  } catch {
    inside.textContent = "The page could not be fetched.";
  }
  inside.removeAttribute("aria-busy");
  panel.scrollTop = 0;
  panel.focus({ preventScroll: true });
}

function made() {
  const aside = document.createElement("aside");
  aside.className = "page-panel";
  aside.tabIndex = -1;
  aside.setAttribute("aria-label", "The page of the citation");
  const button = Object.assign(document.createElement("button"), { type: "button", textContent: "Close" });
  button.addEventListener("click", close);
  const inside = Object.assign(document.createElement("div"), { className: "panel-inside" });
  aside.append(button, inside);
  document.body.append(aside);
  return aside;
}

function close() {
  panel?.remove();
  panel = null;
  document.body.classList.remove("with-panel");
  opener?.removeAttribute("aria-current");
  opener?.focus();
}

// Each item is saved as it is written; what could not be sent waits in this browser and is sent later.
const token = () => document.querySelector("meta[name=csrf-token]")?.content ?? "";
const auditor = document.getElementById("auditor");
const waiting = new Map();

for (const form of document.querySelectorAll("form[data-item]")) watch(form);
for (const form of document.querySelectorAll("form[data-named]")) {
  form.addEventListener("submit", (event) => {
    if (!auditor) return;
    form.elements.by.value = auditor.value.trim();
    if (!form.elements.by.value) { event.preventDefault(); auditor.focus(); }
  });
}

function watch(form) {
  const key = `clausewise-item:${form.dataset.audit}:${form.dataset.item}`;
  restore(form, key);
  let timer = 0;
  const later = (wait) => {
    clearTimeout(timer);
    localStorage.setItem(key, JSON.stringify(typed(form)));
    timer = setTimeout(() => save(form, key), wait);
  };
  form.addEventListener("input", (event) => later(event.target.type === "radio" ? 200 : 2500));
  form.addEventListener("change", () => later(200));
  form.addEventListener("submit", (event) => { event.preventDefault(); clearTimeout(timer); save(form, key); });
}

function typed(form) {
  const of = (name) => form.elements[name].value;
  return { result: of("result") || null, evidence: of("evidence"), interviewed: of("interviewed"), note: of("note") };
}

function restore(form, key) {
  const kept = localStorage.getItem(key);
  if (!kept) return;
  try {
    for (const [name, value] of Object.entries(JSON.parse(kept))) if (value) form.elements[name].value = value;
    tell(form, "Not saved yet; kept in this browser", true);
    setTimeout(() => save(form, key), 800);
  } catch { localStorage.removeItem(key); }
}

async function save(form, key) {
  const by = auditor ? auditor.value.trim() : "signed in";
  if (!by) { tell(form, "Type your name above; until then this is kept in this browser", true); return; }
  if (form.dataset.busy) { form.dataset.again = "1"; return; }
  form.dataset.busy = "1";
  const seen = form.elements.seen.value.split(",").filter(Boolean).map(Number);
  const sent = typed(form);
  try {
    const response = await fetch(`/api/v1/audits/${encodeURIComponent(form.dataset.audit)}/items/${encodeURIComponent(form.dataset.item)}/entries`, {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-CSRF-Token": token() },
      body: JSON.stringify({ by, ...sent, based_on: seen }),
    });
    const answer = await response.json();
    if (!response.ok) throw new Error([answer.title, answer.detail].filter(Boolean).join(" "));
    form.elements.seen.value = [answer.item.entry, ...answer.item.in_conflict_with].join(",");
    if (JSON.stringify(typed(form)) === JSON.stringify(sent)) localStorage.removeItem(key);
    waiting.delete(key);
    tell(form, answer.item.in_conflict_with.length ? "Saved; somebody else wrote here too: look at the page anew" : `Saved ${new Date().toTimeString().slice(0, 5)}`, false);
    count();
  } catch (error) {
    waiting.set(key, form);
    tell(form, error instanceof TypeError ? "No connection; kept in this browser and sent later" : error.message, true);
  } finally {
    delete form.dataset.busy;
    if (form.dataset.again) { delete form.dataset.again; save(form, key); }
  }
}

const retry = () => { for (const [key, form] of waiting) save(form, key); };
addEventListener("online", retry);
setInterval(retry, 20_000);
auditor?.addEventListener("change", () => { for (const form of document.querySelectorAll("form[data-item]")) { const key = `clausewise-item:${form.dataset.audit}:${form.dataset.item}`; if (localStorage.getItem(key)) save(form, key); } });

function tell(form, message, bad) {
  const told = form.querySelector(".saved");
  told.textContent = message;
  told.classList.toggle("fault", bad);
}

function count() {
  const done = [...document.querySelectorAll("form[data-item]")].filter((one) => one.elements.result.value).length;
  document.querySelector(".audit-done").textContent = done;
  document.querySelector(".audit-progress").value = done;
}

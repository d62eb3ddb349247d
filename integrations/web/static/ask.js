// A question answered as it is made; the whole reply comes as the server draws it.
const form = document.getElementById("asking");
const talk = document.getElementById("talk");
const token = () => document.querySelector("meta[name=csrf-token]")?.content ?? "";

if (form) {
  const box = form.elements.question;
  box.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) { event.preventDefault(); form.requestSubmit(); }
  });
  form.addEventListener("submit", (event) => { event.preventDefault(); put(box.value.trim()); });
  if (box.value && !talk.children.length) box.focus();
}

document.addEventListener("click", (event) => {
  const choice = event.target.closest("[data-ask]");
  if (choice && form) { event.preventDefault(); put(choice.dataset.ask); }
});

async function put(question) {
  if (!question || form.dataset.busy) return;
  const turn = waiting(question);
  const ending = new AbortController();
  const stop = form.querySelector(".stop");
  busy(true);
  stop.onclick = () => ending.abort();
  try {
    const body = { question, conversation: form.elements.conversation.value || null, as_of: talk.dataset.day };
    const response = await fetch("/api/v1/questions", {
      method: "POST",
      signal: ending.signal,
      headers: { "Content-Type": "application/json", Accept: "text/event-stream", "X-CSRF-Token": token() },
      body: JSON.stringify(body),
    });
    if (!response.ok) throw new Refused(await response.json());
    await hear(response.body, turn);
    form.elements.question.value = "";
  } catch (error) {
    failed(turn, question, error);
  } finally {
    busy(false);
    form.elements.question.focus({ preventScroll: true });
  }
}

class Refused extends Error {
  constructor(problem) { super([problem.title, problem.detail].filter(Boolean).join(" ")); }
}

function waiting(question) {
  document.querySelector(".begin")?.remove();
  const turn = document.createElement("article");
  turn.className = "turn";
  turn.setAttribute("aria-label", "Reply");
  const asked = Object.assign(document.createElement("h2"), { className: "question", textContent: question });
  const state = Object.assign(document.createElement("p"), { className: "soft state", textContent: "Searching" });
  state.setAttribute("role", "status");
  const answer = Object.assign(document.createElement("div"), { className: "answer" });
  turn.append(asked, state, answer);
  talk.append(turn);
  turn.scrollIntoView({ block: "start", behavior: "smooth" });
  return turn;
}

async function hear(stream, turn) {
  const reader = stream.pipeThrough(new TextDecoderStream()).getReader();
  let held = "";
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    held += value;
    let end;
    while ((end = held.indexOf("\n\n")) >= 0) {
      await take(held.slice(0, end), turn);
      held = held.slice(end + 2);
    }
  }
}

async function take(told, turn) {
  const lines = told.split("\n");
  const name = lines.find((one) => one.startsWith("event: "))?.slice(7);
  const data = lines.find((one) => one.startsWith("data: "))?.slice(6);
  if (!name || !data) return;
  const content = JSON.parse(data);
  if (name === "token") turn.querySelector(".answer").append(content.text);
  if (name === "error") throw new Refused(content);
  if (name === "done") await draw(content, turn);
}

async function draw(reply, turn) {
  form.elements.conversation.value = reply.conversation;
  history.replaceState(null, "", `/ask?conversation=${encodeURIComponent(reply.conversation)}`);
  const response = await fetch(`/replies/${encodeURIComponent(reply.id)}?part=1`, { headers: { Accept: "text/html" } });
  if (!response.ok) { turn.querySelector(".state").textContent = ""; turn.querySelector(".answer").textContent = reply.answer; return; }
  const whole = new DOMParser().parseFromString(await response.text(), "text/html").querySelector(".turn");
  turn.replaceWith(whole);
  for (const field of whole.querySelectorAll("input[data-person]")) field.value = localStorage.getItem("clausewise-name") ?? "";
}

function failed(turn, question, error) {
  const told = turn.querySelector(".state") ?? turn;
  told.textContent = error.name === "AbortError" ? "Stopped." : error instanceof Refused ? error.message : "The server could not be reached. Your question is still below.";
  told.className = "fault";
  form.elements.question.value = question;
}

function busy(on) {
  if (on) form.dataset.busy = "1"; else delete form.dataset.busy;
  form.querySelector("button.first").disabled = on;
  form.querySelector(".stop").hidden = !on;
}

// What a person says of a reply goes off without leaving the conversation.
document.addEventListener("submit", async (event) => {
  const said = event.target.closest("form[data-feedback]");
  if (!said) return;
  event.preventDefault();
  const fields = new FormData(said);
  const wrong = event.submitter?.value === "nothing" ? "nothing" : fields.get("kind");
  const body = { wrong, by: fields.get("by"), correction: wrong === "nothing" ? "" : fields.get("correction") };
  localStorage.setItem("clausewise-name", body.by);
  const told = said.querySelector(".told");
  try {
    const response = await fetch(`/api/v1${new URL(said.action).pathname}`, {
      method: "POST", headers: { "Content-Type": "application/json", "X-CSRF-Token": token() }, body: JSON.stringify(body),
    });
    if (!response.ok) throw new Refused(await response.json());
    said.replaceWith(Object.assign(document.createElement("p"), { className: "kept soft", textContent: "What you said of this reply is kept." }));
  } catch (error) {
    told.textContent = error instanceof Refused ? error.message : "It could not be sent; it is still here.";
    told.className = "told fault";
  }
});

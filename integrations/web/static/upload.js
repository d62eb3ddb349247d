// Files dropped on the form, or chosen: sent with progress, then on to the job that reads them.
const token = () => document.querySelector("meta[name=csrf-token]")?.content ?? "";

export function watchUploads() {
  for (const form of document.querySelectorAll("form[data-upload]")) watch(form);
}

function watch(form) {
  const input = form.querySelector("input[type=file]");
  const over = (on) => form.classList.toggle("over", on);
  form.addEventListener("dragover", (event) => { event.preventDefault(); over(true); });
  form.addEventListener("dragleave", () => over(false));
  form.addEventListener("drop", (event) => {
    event.preventDefault();
    over(false);
    if (event.dataTransfer.files.length) send(form, event.dataTransfer.files);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    send(form, input.files);
  });
}

function send(form, files) {
  const told = form.querySelector(".told");
  const bar = form.querySelector("progress");
  const button = form.querySelector("button");
  const body = new FormData();
  for (const file of files) body.append("files", file, file.name);
  const request = new XMLHttpRequest();
  request.open("POST", "/api/v1/uploads");
  request.setRequestHeader("X-CSRF-Token", token());
  request.upload.addEventListener("progress", (event) => {
    if (event.lengthComputable) bar.value = (100 * event.loaded) / event.total;
  });
  const ended = (message) => {
    told.textContent = message;
    told.classList.add("fault");
    bar.hidden = true;
    button.disabled = false;
  };
  request.addEventListener("load", () => {
    let answer = {};
    try { answer = JSON.parse(request.responseText); } catch { /* told below */ }
    if (request.status === 202) location.assign(`/jobs/${encodeURIComponent(answer.id)}`);
    else ended([answer.title, answer.detail].filter(Boolean).join(" ") || "The upload was refused.");
  });
  request.addEventListener("error", () => ended("The upload did not arrive. The files are still chosen: try again."));
  told.classList.remove("fault");
  told.textContent = `Sending ${files.length === 1 ? files[0].name : `${files.length} files`}`;
  bar.hidden = false;
  bar.value = 0;
  button.disabled = true;
  request.send(body);
}

// A job that runs: asked for every second, and the page read anew when it has ended.
const box = document.querySelector("[data-job]");
const over = ["done", "failed", "interrupted"];

async function look() {
  try {
    const response = await fetch(`/api/v1/jobs/${encodeURIComponent(box.dataset.job)}`);
    if (response.ok) show(await response.json());
  } catch { /* the next look may reach it */ }
  if (!over.includes(box.dataset.state)) setTimeout(look, 900);
}

function show(job) {
  if (over.includes(job.state)) { box.dataset.state = job.state; location.reload(); return; }
  const bar = box.querySelector(".job-bar");
  bar.max = job.total || 1;
  bar.value = job.done;
  box.querySelector(".job-told").textContent = job.total ? `${job.done} of ${job.total}` : "";
  box.querySelector(".job-current").textContent = job.current;
}

if (box && !over.includes(box.dataset.state)) setTimeout(look, 400);

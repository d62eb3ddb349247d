// Places gone through with the keyboard. The letters work on the place that has the focus, nowhere else.
for (const form of document.querySelectorAll("form[data-deciding]")) {
  const places = [...form.querySelectorAll(".mapping")];
  for (const one of places) one.tabIndex = 0;
  form.addEventListener("keydown", (event) => {
    const place = event.target.closest(".mapping");
    if (!place || event.ctrlKey || event.metaKey || event.altKey || event.target.matches("input[type=text], textarea")) return;
    const at = places.indexOf(place);
    const box = place.querySelector("input[type=checkbox]");
    const act = (value) => {
      if (!box) return;
      for (const other of form.querySelectorAll("input[name=mapping]")) other.checked = other === box;
      form.querySelector(`button[value=${value}]`).click();
    };
    const keys = {
      j: () => places[Math.min(at + 1, places.length - 1)].focus(),
      k: () => places[Math.max(at - 1, 0)].focus(),
      x: () => { if (box) box.checked = !box.checked; },
      c: () => act("confirmed"),
      r: () => act("rejected"),
    };
    const done = keys[event.key.toLowerCase()];
    if (done) { event.preventDefault(); done(); }
  });
  form.addEventListener("submit", (event) => {
    const name = form.elements.by;
    const told = form.querySelector(".fault") ?? form.insertBefore(Object.assign(document.createElement("p"), { className: "fault" }), form.firstChild);
    told.setAttribute("role", "alert");
    if (!form.querySelector("input[name=mapping]:checked")) { event.preventDefault(); told.textContent = "Choose at least one place."; }
    else if (!name.value.trim()) { event.preventDefault(); told.textContent = "Type your name."; name.focus(); }
  });
}

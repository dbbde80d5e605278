/* What pages gain where scripts run: clean addresses, find boxes, copy buttons. Without scripts nothing is missing. */
"use strict";

/* An empty control is no condition: it stays out of the address, also of those that htmx asks for. */
document.addEventListener("formdata", ({ target, formData }) => {
  if (target.method !== "get") return;
  for (const [name, value] of [...formData]) {
    if (value === "") formData.delete(name);
  }
});

const fold = (text) => text.normalize("NFD").replace(/\p{Diacritic}/gu, "").toLowerCase();

function narrow(box) {
  const sought = fold(box.value);
  for (const choice of box.closest("details").querySelectorAll("li")) {
    choice.hidden = !choice.querySelector(":checked") && !fold(choice.textContent).includes(sought);
  }
}

function offerFindBoxes() {
  for (const box of document.querySelectorAll("[data-find]")) {
    box.hidden = false;
    narrow(box);
  }
}

document.addEventListener("input", ({ target }) => {
  if (target.matches("[data-find]")) narrow(target);
});

/* What is typed into a find box is for finding: neither Enter nor leaving it sends the form. */
document.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && event.target.matches("[data-find]")) event.preventDefault();
});
document.addEventListener("change", (event) => {
  if (event.target.matches("[data-find]")) event.stopPropagation();
}, true);

/* A control of the filters that stands outside their form, as the order does, speaks for the form. */
document.addEventListener("change", ({ target }) => {
  if (target.form?.id === "filters" && !target.form.contains(target)) target.form.dispatchEvent(new Event("change"));
});

/* A morph leaves a box as the reader ticked it: after a chip or another link was followed, the answer decides. */
document.addEventListener("htmx:after:swap", ({ detail }) => {
  const filters = document.getElementById("filters");
  if (filters && detail.ctx?.sourceElement !== filters) {
    for (const box of filters.querySelectorAll("[type=checkbox]")) box.checked = box.defaultChecked;
  }
  offerFindBoxes();
  goOnFromTheCount();
});

/* Who removed a filter by keyboard goes on from what is found now, and not from the top of the page. */
function goOnFromTheCount() {
  if (document.activeElement === document.body) document.getElementById("count")?.focus();
}

/* The other languages lead to what is asked now: results change without a new page. */
document.addEventListener("click", ({ target }) => {
  const link = target.closest(".languages a");
  if (link) link.search = location.search;
});

async function copy(button) {
  const words = document.getElementById(button.dataset.copy);
  const label = button.textContent;
  try {
    await navigator.clipboard.writeText(words.textContent.trim());
    button.textContent = button.dataset.copied;
  } catch {
    getSelection().selectAllChildren(words);
    button.textContent = button.dataset.selected;
  }
  setTimeout(() => { button.textContent = label; }, 3000);
}

document.addEventListener("click", ({ target }) => {
  const button = target.closest("[data-copy]");
  if (button) copy(button);
});

document.addEventListener("DOMContentLoaded", () => {
  for (const button of document.querySelectorAll("[data-copy]")) button.hidden = false;
  offerFindBoxes();
});

/* The source desk: a file is read as soon as it is chosen. Without scripts the button beside it does that. */
"use strict";

document.addEventListener("change", ({ target }) => {
  if (target.type !== "file" || !target.files.length) return;
  target.form.requestSubmit(target.form.querySelector("[name=read]"));
});

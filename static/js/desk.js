/* The reading desk: words selected in the text of the source go into a passage. Without scripts they are copied. */
"use strict";

function selectedIn(text) {
  const selection = getSelection();
  return text.contains(selection.anchorNode) && text.contains(selection.focusNode) ? selection.toString() : "";
}

document.addEventListener("DOMContentLoaded", () => {
  const text = document.getElementById("source-text");
  if (!text) return;
  let taken = "";
  document.addEventListener("selectionchange", () => { taken = selectedIn(text) || taken; });
  for (const button of document.querySelectorAll("[data-take]")) {
    button.hidden = false;
    button.addEventListener("click", () => {
      const passage = document.getElementById(button.dataset.take);
      if (taken) passage.value = taken;
      passage.focus();
    });
  }
});

/* A page that waits for work on the server asks how far it has come. Without scripts its link asks. */
"use strict";

const ASKED_EVERY = 700; // milliseconds

async function ask() {
  const shown = document.querySelector("[data-waits]");
  if (!shown) return;
  try {
    const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const told = page.getElementById(shown.id);
    if (answer.ok && told) shown.replaceWith(told);
  } catch {
    /* The server is away for a moment: ask again. */
  }
  setTimeout(ask, ASKED_EVERY);
}

document.addEventListener("DOMContentLoaded", () => setTimeout(ask, ASKED_EVERY));

/* The rows found, while they are fetched and where they cannot be: said where they stand, with a button that asks again. */
"use strict";

const rows = () => document.getElementById("results");

function again(asked) {
  if (asked.matches("form")) asked.dispatchEvent(new Event("change", { bubbles: true }));
  else asked.click();
}

function forget() {
  document.querySelector(".not-fetched")?.remove();
}

const failed = ({ ctx, error }) => Boolean(error) || ctx?.response?.status >= 500;

/* A request that a newer one replaced is no failure. */
function notFetched({ detail }) {
  if (!failed(detail) || detail.error?.name === "AbortError") return;
  forget();
  const said = document.getElementById("not-fetched").content.cloneNode(true);
  const asked = detail.ctx?.sourceElement ?? document.getElementById("filters");
  said.querySelector("button").addEventListener("click", () => again(asked));
  rows().before(said);
}

document.addEventListener("htmx:before:request", () => rows().setAttribute("aria-busy", "true"));
document.addEventListener("htmx:finally:request", () => rows().removeAttribute("aria-busy"));
document.addEventListener("htmx:after:swap", ({ detail }) => failed(detail) || forget());
document.addEventListener("htmx:response:error", notFetched);
document.addEventListener("htmx:error", notFetched);

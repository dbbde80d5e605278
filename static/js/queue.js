/* Keys of a queue: j and k move from item to item, Enter opens the one in focus as any link does. */
const items = [...document.querySelectorAll("[data-queue] h2 a")];

function step(by) {
  const here = items.findIndex((item) => item.closest("li").contains(document.activeElement));
  const next = items[here === -1 ? (by > 0 ? 0 : items.length - 1) : here + by];
  if (!next) return;
  next.focus();
  next.closest("li").scrollIntoView({ block: "nearest" });
}

document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("input, select, textarea, [contenteditable]");
  if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "j") step(1);
  if (event.key === "k") step(-1);
});

for (const help of document.querySelectorAll("[data-keys]")) help.hidden = false;

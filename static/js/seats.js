/* The grid of states by keyboard: arrows go from state to state, letters say who came. Without scripts it is a form. */

const grid = document.querySelector("[data-seats]");
const rows = [...grid.tBodies[0].rows];

function inColumn(row, control) {
  const cell = row.cells[control.closest("td").cellIndex];
  return cell.querySelector("input:checked") ?? cell.querySelector("input");
}

function goTo(control, step) {
  const row = rows[rows.indexOf(control.closest("tr")) + step];
  if (row) inColumn(row, control).focus();
}

function tally() {
  const counted = Object.groupBy(grid.querySelectorAll("input[type=radio]:checked"), (chosen) => chosen.value);
  const output = grid.querySelector("[data-tally]");
  const told = Object.entries(output.dataset).filter(([status]) => counted[status]);
  output.value = told.map(([status, label]) => `${label} ${counted[status].length}`).join(", ");
}

function choose(control, key) {
  const chosen = control.closest("td").querySelector(`[data-key="${key}"]`);
  if (!chosen) return false;
  chosen.checked = true;
  chosen.focus();
  tally();
  return true;
}

grid.addEventListener("keydown", (event) => {
  const { target, key } = event;
  const step = { ArrowUp: -1, ArrowDown: 1 }[key];
  const onStatus = target.type === "radio";
  if (step && (onStatus || event.altKey)) goTo(target, step);
  else if (onStatus && !event.ctrlKey && !event.metaKey && !event.altKey && choose(target, key.toLowerCase())) { /* chosen */ }
  else if (key === "Enter" && event.altKey && target.dataset.suggested && !target.value) target.value = target.dataset.suggested;
  else if (key === "Enter" && !onStatus) goTo(target, 1);
  else return;
  event.preventDefault();
});
grid.addEventListener("change", tally);
document.querySelector("[data-keys]").hidden = false;
tally();

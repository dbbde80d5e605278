// One tab stop for 35 states: arrows go to the nearest neighbour that way, letters to the next of that name.
const DIRECTIONS = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] };

// `spots` says where each state lies on the map of the hemisphere: the inset lies elsewhere on the screen.
export function roveWithKeys(states, spots, { onFocus, onBlur }) {
  const stopAt = (chosen) => states.forEach((state) => state.setAttribute('tabindex', state === chosen ? '0' : '-1'));
  stopAt(states[0]);
  for (const state of states) {
    state.addEventListener('focus', () => {
      stopAt(state);
      if (state.matches(':focus-visible')) onFocus(state);
    });
    state.addEventListener('blur', () => onBlur(state));
    state.addEventListener('keydown', (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const next = wanted(states, spots, state, event.key);
      if (next === undefined) return;
      event.preventDefault();
      next?.focus();
    });
  }
}

// The state that the key leads to; null where there is none, undefined where the key means nothing here.
function wanted(states, spots, from, key) {
  if (key in DIRECTIONS) return nearest(states, spots, from, DIRECTIONS[key]);
  if (key === 'Home') return states[0];
  if (key === 'End') return states.at(-1);
  if (!/^\p{L}$/u.test(key)) return undefined;
  const after = states.indexOf(from) + 1;
  const letter = key.toLowerCase();
  return [...states.slice(after), ...states.slice(0, after)]
    .find((state) => state.dataset.name.toLowerCase().startsWith(letter)) ?? null;
}

function nearest(states, spots, from, [right, down]) {
  const start = spots.get(from.dataset.iso3);
  let best = null;
  let shortest = Infinity;
  for (const state of states) {
    const spot = spots.get(state.dataset.iso3);
    const [x, y] = [spot.x - start.x, spot.y - start.y];
    const along = x * right + y * down;
    const aside = Math.abs(x * down) + Math.abs(y * right);
    // What lies more aside than ahead is another direction's.
    if (along > 0 && aside <= along * 1.5 && along + 2 * aside < shortest) [best, shortest] = [state, along + 2 * aside];
  }
  return best;
}

// The server's drawing and legend, repainted in place: what the server draws for a standing, and nothing else.
// Only what has changed is written: whatever is written has its style worked out anew.
import { fill } from './timeline.js';

export class Drawing {
  constructor(map) {
    this.states = [...map.querySelectorAll('.state')];
    // Of the two places where a small state is drawn, the one with a name is read and reached by keyboard.
    this.readable = this.states.filter((state) => state.dataset.name)
      .sort((a, b) => a.dataset.name.localeCompare(b.dataset.name));
    this.names = new Map(this.readable.map((state) => [state.dataset.iso3, state.dataset.name]));
    this.symbols = [...map.querySelectorAll('.glyph[data-of]')];
    this.entries = [...map.querySelectorAll('[data-symbol]')];
    this.icons = new Map(this.entries.map((entry) => [entry.dataset.symbol, entry.querySelector('svg')]));
    this.labels = new Map(this.entries.map((entry) => [entry.dataset.symbol, entry.querySelector('span').textContent]));
  }

  glyph(symbol) {
    return this.icons.get(symbol).querySelector('.glyph')?.getAttribute('d') ?? '';
  }

  show(standings) {
    for (const state of this.states) this.#paint(state, standings.get(state.dataset.iso3));
    for (const symbol of this.symbols) this.#draw(symbol, standings.get(symbol.dataset.of));
    this.#count([...standings.values()]);
  }

  #paint(state, standing) {
    write(state, 'href', standing.url);
    const words = standing.words ?? this.labels.get(standing.symbol);
    if (state.dataset.name) write(state, 'aria-label', `${standing.name}: ${words}`);
    for (const land of state.querySelectorAll('.land')) write(land, 'fill', fill(standing.paint));
  }

  #draw(symbol, standing) {
    write(symbol, 'class', `glyph glyph-${standing.symbol}`);
    write(symbol, 'd', this.glyph(standing.symbol));
  }

  #count(standings) {
    for (const entry of this.entries) {
      const count = standings.filter((standing) => standing.symbol === entry.dataset.symbol).length;
      const shown = entry.querySelector('[data-map="count"]');
      if (shown.textContent === String(count)) continue;
      shown.textContent = count;
      entry.classList.toggle('is-zero', count === 0);
    }
  }

  // A stance as the legend shows it: icon and label.
  badge({ symbol, paint }) {
    const entry = this.entries.find((each) => each.dataset.symbol === symbol);
    const line = Object.assign(document.createElement('p'), { className: symbol === 'none' ? 'badge badge-none' : 'badge' });
    const icon = entry.querySelector('svg').cloneNode(true);
    if (paint.startsWith('characterized-')) icon.querySelector('rect').setAttribute('fill', fill(paint));
    line.append(icon, entry.querySelector('span').cloneNode(true));
    return line;
  }

  // Where each state lies on the map of the hemisphere, in its units: at its symbol, or in the middle of its land.
  spots() {
    const symbols = this.symbols.filter((symbol) => symbol.closest('.map-main'));
    const lands = this.states.filter((state) => state.closest('.map-main'));
    const middles = lands.map((state) => {
      const { x, y, width, height } = state.querySelector('.land').getBBox();
      return [state.dataset.iso3, { x: x + width / 2, y: y + height / 2 }];
    });
    const marked = symbols.map((symbol) => {
      const { e: x, f: y } = symbol.transform.baseVal.consolidate().matrix;
      return [symbol.dataset.of, { x, y }];
    });
    return new Map([...middles, ...marked]);
  }

  // Where a card about the state should stand: at its symbol or bubble, in the coordinates of the window.
  place(state) {
    const symbol = this.symbols.find((each) => each.dataset.of === state.dataset.iso3);
    return middle((state.querySelector('circle') ?? symbol ?? state).getBoundingClientRect());
  }
}

// An attribute that is already so stays untouched.
export function write(element, name, value) {
  if (element.getAttribute(name) !== value) element.setAttribute(name, value);
}

export function middle({ left, top, width, height }) {
  return { clientX: left + width / 2, clientY: top + height / 2 };
}

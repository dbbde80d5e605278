// The server's drawing, legend and table, repainted in place: what the server draws for a standing, and nothing else.
import { fill } from './timeline.js';

export class Drawing {
  #shown = new Map();

  constructor(map, table) {
    this.states = [...map.querySelectorAll('.state')];
    // Of the two places where a small state is drawn, the one with a name is read and reached by keyboard.
    this.readable = this.states.filter((state) => state.dataset.name)
      .sort((a, b) => a.dataset.name.localeCompare(b.dataset.name));
    this.names = new Map(this.readable.map((state) => [state.dataset.iso3, state.dataset.name]));
    this.symbols = [...map.querySelectorAll('.glyph[data-of]')];
    this.entries = [...map.querySelectorAll('[data-symbol]')];
    this.templates = map.querySelector('[data-map="templates"]').content;
    this.rows = table?.querySelectorAll('tbody tr') ?? [];
    this.silent = table?.querySelectorAll('li') ?? [];
    this.icons = new Map(this.entries.map((entry) => [entry.dataset.symbol, entry.querySelector('svg')]));
  }

  glyph(symbol) {
    return this.icons.get(symbol).querySelector('.glyph')?.getAttribute('d') ?? '';
  }

  show(standings) {
    for (const state of this.states) this.#paint(state, standings.get(state.dataset.iso3));
    for (const symbol of this.symbols) this.#draw(symbol, standings.get(symbol.dataset.of));
    this.#count([...standings.values()]);
    this.#tabulate(standings);
  }

  #paint(state, standing) {
    state.setAttribute('href', standing.url);
    if (state.dataset.name) state.setAttribute('aria-label', `${standing.name}: ${standing.words}`);
    for (const land of state.querySelectorAll('.land')) land.setAttribute('fill', fill(standing.paint));
  }

  #draw(symbol, standing) {
    symbol.setAttribute('class', `glyph glyph-${standing.symbol}`);
    symbol.setAttribute('d', this.glyph(standing.symbol));
  }

  #count(standings) {
    for (const entry of this.entries) {
      const count = standings.filter((standing) => standing.symbol === entry.dataset.symbol).length;
      entry.querySelector('[data-map="count"]').textContent = count;
      entry.classList.toggle('is-zero', count === 0);
    }
  }

  #tabulate(standings) {
    for (const row of this.rows) {
      const standing = standings.get(row.dataset.iso3);
      row.hidden = standing.isSilent;
      const link = row.querySelector('[data-part="statements"]');
      link.href = standing.url;
      const key = `${standing.words} ${standing.evidence.map((each) => each.url)} ${standing.statements}`;
      if (this.#shown.get(standing.iso3) === key) continue;
      this.#shown.set(standing.iso3, key);
      link.textContent = standing.statements;
      link.setAttribute('aria-label', `Statements of ${standing.name}: ${standing.statements}`);
      row.querySelector('[data-part="evidence"]').replaceChildren(...this.said(standing));
    }
    for (const item of this.silent) item.hidden = !standings.get(item.dataset.iso3).isSilent;
  }

  // The passages that decide a standing, as nodes; all text goes in as text.
  said(standing) {
    if (standing.isBlank) return [this.#nothing(standing.words)];
    const passages = standing.evidence.map((each) => this.#passage(each));
    return standing.symbol === 'contested' ? [this.#copy('[data-of="differ"]'), ...passages] : passages;
  }

  #nothing(words) {
    const line = this.#copy('.badge-none');
    line.querySelector('[data-part="words"]').textContent = words;
    return line;
  }

  #passage(evidence) {
    const passage = this.#copy('.evidence');
    passage.className = `evidence evidence-${evidence.voice}`;
    for (const part of passage.querySelectorAll('[data-part]')) part.textContent = evidence[part.dataset.part];
    passage.querySelector('blockquote').lang = evidence.language;
    passage.querySelector('a').href = evidence.url;
    passage.querySelector('.voice').className = `voice voice-${evidence.voice}`;
    passage.querySelector('svg').replaceWith(this.#icon(evidence));
    return passage;
  }

  #icon({ stance, voice }) {
    const icon = this.icons.get(stance).cloneNode(true);
    if (voice === 'characterized') icon.querySelector('rect').setAttribute('fill', fill(`characterized-${stance}`));
    return icon;
  }

  #copy(selector) {
    return this.templates.querySelector(selector).cloneNode(true);
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

export function middle({ left, top, width, height }) {
  return { clientX: left + width / 2, clientY: top + height / 2 };
}

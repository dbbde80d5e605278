// The card beside the pointer: who said what, in which voice, when and where.
const GAP = 16;
const MARGIN = 8;

export class Card {
  #standing = null;

  constructor(element, frame, table) {
    this.element = element;
    this.frame = frame;
    this.table = table;
  }

  get isPinned() {
    return this.element.classList.contains('is-pinned');
  }

  holds(node) {
    return this.element.contains(node);
  }

  show(standing, at, { pinned = false } = {}) {
    this.#standing = standing;
    this.element.classList.toggle('is-pinned', pinned);
    this.element.replaceChildren(...this.#content(standing, pinned));
    this.element.hidden = false;
    this.#place(at);
  }

  // After the slider has moved: the same state, as it stands now, in the same place.
  refresh(standings) {
    if (this.element.hidden) return;
    this.#standing = standings.get(this.#standing.iso3);
    this.element.replaceChildren(...this.#content(this.#standing, this.isPinned));
  }

  follow(at) {
    if (!this.element.hidden && !this.isPinned) this.#place(at);
  }

  hide() {
    this.element.hidden = true;
    this.element.classList.remove('is-pinned');
  }

  #content(standing, pinned) {
    const name = document.createElement('h3');
    name.textContent = standing.name;
    const count = standing.statements === 1 ? '1 statement' : `${standing.statements} statements`;
    const last = document.createElement(pinned ? 'a' : 'p');
    last.className = 'more';
    last.textContent = pinned ? `Open ${standing.name}: ${count}` : count;
    if (pinned) last.href = standing.url;
    return [name, ...this.table.said(standing.iso3), ...(pinned || standing.statements ? [last] : [])];
  }

  // Beside the point and inside the frame; on the other side where it would not fit.
  #place({ clientX, clientY }) {
    const frame = this.frame.getBoundingClientRect();
    const { offsetWidth: width, offsetHeight: height } = this.element;
    const fit = (at, size, room) => {
      const place = at + GAP + size > room ? at - GAP - size : at + GAP;
      return Math.max(MARGIN, Math.min(place, room - size - MARGIN));
    };
    this.element.style.left = `${fit(clientX - frame.left, width, frame.width)}px`;
    this.element.style.top = `${fit(clientY - frame.top, height, frame.height)}px`;
  }
}

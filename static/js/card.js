// The card beside the pointer. What it says of a subject is made by ``content``, and may hold links once it is pinned.
const GAP = 16;
const MARGIN = 8;

export class Card {
  #subject = null;

  constructor(element, frame, content) {
    this.element = element;
    this.frame = frame;
    this.content = content;
  }

  get isPinned() {
    return this.element.classList.contains('is-pinned');
  }

  holds(node) {
    return this.element.contains(node);
  }

  show(subject, at, { pinned = false } = {}) {
    this.#subject = subject;
    this.element.classList.toggle('is-pinned', pinned);
    this.element.replaceChildren(...this.content(subject, pinned));
    this.element.hidden = false;
    this.#place(at);
  }

  // What has become of the subject, in the same place.
  refresh(renew) {
    if (this.element.hidden) return;
    this.#subject = renew(this.#subject);
    this.element.replaceChildren(...this.content(this.#subject, this.isPinned));
  }

  follow(at) {
    if (!this.element.hidden && !this.isPinned) this.#place(at);
  }

  hide() {
    this.element.hidden = true;
    this.element.classList.remove('is-pinned');
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

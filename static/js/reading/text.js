// The text as something to move and select in, with the mouse and with every key of an editor, and never to change.
import { TextOffsets } from './offsets.js';

const highlights = globalThis.CSS?.highlights;

export class ReadingText {
  constructor(element) {
    this.element = element;
    this.offsets = new TextOffsets(element);
    // A caret and its keys come with an editable element; inputmode keeps a phone's keyboard away.
    Object.assign(element, { contentEditable: 'true', inputMode: 'none', spellcheck: false });
    element.role = 'textbox';
    element.ariaMultiLine = 'true';
    element.ariaReadOnly = 'true';
    for (const change of ['beforeinput', 'paste', 'drop', 'dragstart']) {
      element.addEventListener(change, (event) => event.preventDefault());
    }
  }

  /** What is selected, in code points; start and end are the caret when nothing is. */
  get selection() {
    const selection = getSelection();
    if (!selection.rangeCount) return null;
    const { startContainer, startOffset, endContainer, endOffset } = selection.getRangeAt(0);
    const start = this.offsets.offsetOf(startContainer, startOffset);
    const end = this.offsets.offsetOf(endContainer, endOffset);
    return start === null || end === null ? null : { start, end };
  }

  select(start, end, { focus = true } = {}) {
    if (focus) this.element.focus({ preventScroll: true });
    const range = this.offsets.range(start, end);
    const selection = getSelection();
    selection.removeAllRanges();
    selection.addRange(range);
    this.#show(range);
  }

  /** Keep the words marked that are being coded, when the selection has moved on. */
  take(start, end) {
    highlights?.set('taken', new Highlight(this.offsets.range(start, end)));
  }

  release() {
    highlights?.delete('taken');
  }

  #show(range) {
    const words = range.getBoundingClientRect();
    const frame = this.element.getBoundingClientRect();
    const [top, bottom] = [Math.max(frame.top, 0), Math.min(frame.bottom, innerHeight)];
    if (words.height && words.top >= top + 40 && words.bottom <= bottom - 40) return;
    const line = range.startContainer.parentElement.closest('[data-at]') ?? this.element;
    line.scrollIntoView({ block: 'center' });
  }
}

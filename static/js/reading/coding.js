// The form beside the text: it comes from the server for each passage, and is confirmed group by group.
import { say } from '../words.js';

const FIRST = '[data-confirm]:not(:checked), .coded-group :is(select, input):invalid, [name=summary]';

export class CodingForm {
  constructor(region, address) {
    this.region = region;
    this.address = address;
    region.addEventListener('keydown', (event) => this.#key(event));
    region.addEventListener('input', () => { this.isTyped = true; });
  }

  get form() {
    return this.region.querySelector('.coding-form');
  }

  /** Ask for the form of a passage. What was typed for another is lost only when the editor says so. */
  async open(start, end) {
    if (this.isTyped && !confirm(say('leave'))) return false;
    const answer = await fetch(`${this.address}?start=${start}&end=${end}`, { headers: { 'HX-Request': 'true' } });
    if (!answer.ok || answer.redirected) throw new Error('The server gave no form for this passage.');
    this.region.innerHTML = await answer.text();
    this.settle();
    return true;
  }

  settle() {
    this.isTyped = false;
    this.focusFirst();
  }

  focusFirst() {
    const faulty = this.region.querySelector('[aria-invalid=true]');
    (faulty ?? this.region.querySelector(FIRST) ?? this.region).focus();
  }

  /** Another passage of the same position: a fieldset of its own, filled. */
  add(words, start) {
    const details = this.region.querySelector('.further');
    const total = this.form.elements['passages-TOTAL_FORMS'];
    let fields = [...details.querySelectorAll('[data-passage]')].find((each) => !each.querySelector('textarea').value);
    if (!fields) {
      const template = this.region.querySelector('[data-another]').innerHTML;
      details.insertAdjacentHTML('beforeend', template.replaceAll('__prefix__', total.value));
      total.value = Number(total.value) + 1;
      fields = details.lastElementChild;
    }
    details.open = true;
    fields.querySelector('textarea').value = words;
    fields.querySelector('[name$=-place]').value = start;
    fields.querySelector('select').focus();
    this.isTyped = true;
  }

  save({ submit }) {
    const name = submit ? '[name=submit]' : '.actions button:not([name])';
    this.form?.requestSubmit(this.form.querySelector(name));
  }

  #key(event) {
    const { target, key } = event;
    if (key !== 'Enter' || event.ctrlKey || event.metaKey || !this.form) return;
    if (target.matches('[data-confirm]')) {
      event.preventDefault();
      target.checked = true;
      this.isTyped = true;
      this.#next(target);
    } else if (target.matches('input, select')) {
      event.preventDefault(); // Enter in a field must not send a form that is half seen
      this.#next(target);
    }
  }

  /** From a confirmed group to the next that is not; then to what only an editor can write. */
  #next(target) {
    const following = [...this.form.querySelectorAll(FIRST)].find(
      (each) => target.compareDocumentPosition(each) & Node.DOCUMENT_POSITION_FOLLOWING,
    );
    (following ?? this.form.querySelector('[name=submit]')).focus();
  }
}

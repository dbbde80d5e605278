// The form: issue, month, play. It keeps the address of the page and says in words what has changed.
import { say } from '../words.js';

const STEP = 1100;
const MONTHS = new Intl.DateTimeFormat(document.documentElement.lang, { month: 'long', year: 'numeric', timeZone: 'UTC' });
const stillness = window.matchMedia('(prefers-reduced-motion: reduce)');

export class Question {
  // The month or issue is another; and the slider rests, and what is shown is to be what the server says.
  onChange = async () => {};
  onRest = async () => {};
  #timer = null;
  #settling = null;

  constructor(form) {
    this.form = form;
    this.select = form.elements.issue;
    this.slider = form.elements.month;
    this.play = this.#part('play');
    this.status = this.#part('status');
    this.stops = [...form.querySelectorAll('datalist option')].map((option) => Number(option.value));
  }

  get issue() {
    return this.select.value;
  }

  get month() {
    const number = this.slider.valueAsNumber;
    return `${String(Math.floor(number / 12)).padStart(4, '0')}-${String((number % 12) + 1).padStart(2, '0')}`;
  }

  get name() {
    return `americas-${this.issue}-${this.month}`;
  }

  start() {
    // Sent with scripts or without them, the form asks for a date that can be cited.
    this.asOf = Object.assign(document.createElement('input'), { type: 'hidden', name: 'as_of' });
    this.slider.removeAttribute('name');
    this.form.append(this.asOf);
    this.#part('show').hidden = true;
    this.play.hidden = this.stops.length < 2;
    this.#label(false);
    this.form.addEventListener('input', () => this.#ask());
    this.slider.addEventListener('pointerdown', () => this.#stop());
    this.play.addEventListener('click', () => (this.#timer ? this.#stop() : this.#begin()));
    stillness.addEventListener('change', () => this.#stop());
    this.#tell();
  }

  #part(name) {
    return this.form.querySelector(`[data-map="${name}"]`);
  }

  #ask() {
    this.#tell();
    this.#part('as-of').textContent = this.slider.ariaValueText;
    this.#part('proposition').textContent = this.select.selectedOptions[0].dataset.proposition;
    this.onChange().catch((fault) => this.#ownUp(fault));
    clearTimeout(this.#settling);
    this.#settling = setTimeout(() => this.#settle().catch((fault) => this.#ownUp(fault)), 250);
  }

  #tell() {
    const number = this.slider.valueAsNumber;
    this.slider.ariaValueText = MONTHS.format(Date.UTC(Math.floor(number / 12), number % 12));
    this.asOf.value = this.month;
  }

  // Once the slider rests: the sentence that is read out, and the addresses of what is shown.
  async #settle() {
    await this.onRest();
    const counts = [...document.querySelectorAll('[data-symbol]')]
      .map((entry) => [entry.dataset.symbol, Number(entry.querySelector('[data-map="count"]').textContent)]);
    const all = counts.reduce((sum, [, count]) => sum + count, 0);
    const recorded = all - Object.fromEntries(counts).none;
    this.status.textContent = say('said', { day: this.slider.ariaValueText, recorded, all });
    window.history.replaceState(window.history.state, '', this.#address(window.location.href));
    for (const link of document.querySelectorAll('a[data-map="svg"]')) link.href = this.#address(link.href);
    for (const markup of document.querySelectorAll('[data-embed]')) this.#readdress(markup);
  }

  // The markup for other sites, in which & is written &amp;.
  #readdress(markup) {
    const written = (address) => address.replaceAll('&', '&amp;');
    const address = this.#address(markup.dataset.embed);
    markup.textContent = markup.textContent.replace(written(markup.dataset.embed), written(address));
    markup.dataset.embed = address;
  }

  // What cannot be fetched piecemeal can be asked for as a whole page.
  #ownUp(fault) {
    console.warn('The map waits for “Show”:', fault);
    this.#part('show').hidden = false;
  }

  #address(href) {
    const address = new URL(href);
    address.searchParams.delete('month');
    address.searchParams.set('issue', this.issue);
    address.searchParams.set('as_of', this.month);
    return address.href;
  }

  // Who asked for less motion steps from change to change by hand.
  #begin() {
    this.#next();
    if (stillness.matches || !this.#following()) return;
    this.#timer = setInterval(() => this.#next(), STEP);
    this.#label(true);
  }

  #next() {
    const next = this.#following() ?? this.stops[0];
    this.slider.valueAsNumber = next;
    this.#ask();
    if (!this.#following()) this.#stop();
  }

  #following() {
    return this.stops.find((stop) => stop > this.slider.valueAsNumber);
  }

  #stop() {
    clearInterval(this.#timer);
    this.#timer = null;
    this.#label(false);
  }

  #label(isPlaying) {
    const [mark, word] = stillness.matches ? ['⏭', say('next')] : isPlaying ? ['⏸', say('pause')] : ['▶', say('play')];
    this.play.firstElementChild.textContent = mark;
    this.play.lastChild.textContent = ` ${word}`;
  }
}

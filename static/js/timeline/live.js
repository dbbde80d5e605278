// plotly.js above the drawn timeline: a period enlarged, dragged along, its marks pointed at. What has no place in time (the
// names of lanes, the symbols of rows) stays the drawing's, and so does the mark that the keyboard is on.
import { CONFIG, loadPlotly, scaled } from '../plotting.js';

const WEEK = 7 * 86_400_000;
const darkness = window.matchMedia('(prefers-color-scheme: dark)');
const fingers = window.matchMedia('(hover: none)');

export class LiveTimeline {
  onPoint = () => {};
  onLeave = () => {};
  onOpen = () => {};
  #loading = null;
  #figures = null;
  #drawn = null;
  #name = null;
  #isHome = true;

  constructor(stage) {
    this.stage = stage;
    this.plot = stage.querySelector('.chronicle-plot');
    this.drawings = new Map(['wide', 'narrow'].map((name) => [name, stage.querySelector(`.chronicle-${name}`)]));
    this.zoom = stage.parentElement.querySelector('.zoom');
  }

  get isLive() {
    return this.stage.classList.contains('is-live');
  }

  loadWhenWanted() {
    this.zoom.hidden = false;
    this.zoom.addEventListener('click', ({ target }) => target.dataset.zoom && this.#zoomBy(Number(target.dataset.zoom)));
    if (navigator.connection?.saveData) return;
    for (const event of ['pointerenter', 'touchstart']) {
      this.stage.addEventListener(event, () => this.load(), { once: true, passive: true });
    }
  }

  load() {
    this.#loading ??= this.#load().catch((fault) => console.warn('The timeline stays as drawn:', fault));
    return this.#loading;
  }

  async #load() {
    const { timeline, script, style } = this.stage.dataset;
    const answer = await fetch(timeline);
    if (!answer.ok) throw new Error(`${timeline} answers ${answer.status}`);
    [this.#figures] = await Promise.all([answer.json(), loadPlotly({ script, style })]);
    await this.#draw();
    this.#listen();
    this.stage.classList.add('is-live');
    new ResizeObserver(() => this.#fit()).observe(this.stage);
    darkness.addEventListener('change', () => this.#draw());
  }

  #listen() {
    let over = null;
    this.plot.on('plotly_hover', ({ points: [point], event }) => {
      const [url, words] = point.customdata;
      over = { url, words };
      this.stage.classList.add('is-over');
      this.onPoint(over, event);
    });
    this.plot.on('plotly_unhover', () => {
      over = null;
      this.stage.classList.remove('is-over');
      this.onLeave();
    });
    // On the way down, as plotly.js lets no click back up.
    this.plot.addEventListener('click', (event) => over && this.onOpen(over, event), true);
    this.plot.on('plotly_clickannotation', ({ annotation }) => annotation.name && window.location.assign(annotation.name));
    this.plot.on('plotly_afterplot', () => this.#dress());
    this.plot.on('plotly_relayout', () => this.#settle());
    this.plot.on('plotly_relayouting', () => this.onLeave());
  }

  // The drawing that the width has room for, in the page's colours of now.
  async #draw() {
    this.#name = this.#shown();
    if (!this.#name) return;
    this.#drawn = painted(this.#figures[this.#name], this.stage);
    this.#isHome = true;
    const { data, layout } = this.#drawn;
    await window.Plotly.react(this.plot, data, { ...structuredClone(layout), dragmode: this.#drag() }, CONFIG);
    this.#fit();
    this.#dress();
  }

  #shown() {
    return [...this.drawings.keys()].find((name) => this.drawings.get(name).getClientRects().length);
  }

  // plotly.js draws in the units of the drawing, and is scaled as a whole to cover it.
  #fit() {
    const shown = this.#shown();
    if (!shown) return;
    if (shown !== this.#name) {
      this.#draw();
      return;
    }
    const { a: scale, e: left, f: top } = this.drawings.get(shown).getScreenCTM();
    const { left: x, top: y } = this.stage.getBoundingClientRect();
    const { clientLeft, clientTop } = this.stage;
    this.plot.style.transform = `translate(${left - x - clientLeft}px, ${top - y - clientTop}px) scale(${scale})`;
  }

  // At first a drag enlarges a period; enlarged, it moves along. A finger scrolls the page until something is enlarged.
  #drag() {
    if (!this.#isHome) return 'pan';
    return fingers.matches ? false : 'zoom';
  }

  // The drawing's own years at first, plotly.js's days and months within them.
  #settle() {
    const { range } = this.plot.layout.xaxis;
    const isHome = this.#home().every((time, at) => Math.abs(time - milliseconds(range[at])) < 120_000);
    if (isHome === this.#isHome) return;
    this.#isHome = isHome;
    const { tickvals, ticktext } = this.#drawn.layout.xaxis;
    const ticks = isHome ? { 'xaxis.tickmode': 'array', 'xaxis.tickvals': tickvals, 'xaxis.ticktext': ticktext } : { 'xaxis.tickmode': 'auto' };
    window.Plotly.relayout(this.plot, { ...ticks, dragmode: this.#drag() });
  }

  #home() {
    return this.#drawn.layout.xaxis.range.map(milliseconds);
  }

  async #zoomBy(factor) {
    await this.load();
    if (!this.isLive) return;
    const home = this.#home();
    const [first, last] = this.plot.layout.xaxis.range.map(milliseconds);
    const width = Math.min(Math.max((last - first) / factor, WEEK), home[1] - home[0]);
    const centre = factor > 1 ? this.#nearest((first + last) / 2, first, last) : (first + last) / 2;
    const begin = Math.min(Math.max(centre - width / 2, home[0]), home[1] - width);
    this.#show(factor ? [begin, begin + width] : home);
  }

  // The mark in sight that is nearest to a time: to enlarge what is empty would show nothing.
  #nearest(time, first, last) {
    const marks = this.#drawn.data.find((each) => each.name === 'marks').x.map(milliseconds);
    const inSight = marks.filter((each) => first <= each && each <= last);
    return inSight.sort((one, other) => Math.abs(one - time) - Math.abs(other - time))[0] ?? time;
  }

  // Where the keyboard is, the drawing shows: the whole of the time.
  showAll() {
    if (this.isLive && !this.#isHome) this.#show(this.#home());
  }

  #show(range) {
    window.Plotly.relayout(this.plot, { 'xaxis.range': range.map((time) => new Date(time).toISOString().replace('Z', '')) });
  }

  // The page's own symbols, dots and broken rims on the shapes of plotly.js, which knows none of them. Its shapes are found by
  // the data it binds to them: should that change, its own symbols stand in.
  #dress() {
    for (const trace of this.plot.querySelectorAll('.scatterlayer .trace')) {
      const name = trace.__data__?.[0]?.trace?.name;
      for (const point of name ? trace.querySelectorAll('.point') : []) {
        const told = this.#drawn.data.find((each) => each.name === name)?.customdata?.[point.__data__?.i];
        if (told && name === 'glyphs') this.#mark(point, told);
        if (told && name === 'marks') roughen(point, told);
      }
    }
  }

  #mark(point, [stance, size, ink]) {
    point.setAttribute('d', scaled(document.getElementById(`glyph-${stance}`).getAttribute('d'), size));
    Object.assign(point.style, { fill: ink, stroke: 'none' });
  }
}

// A reporter's reading is dotted; a broken rim is whatever was not said under the speaker's name.
function roughen(point, [, , voice, stance]) {
  if (voice === 'characterized') point.style.fill = `url(#dotted-${stance})`;
  if (voice === 'characterized' || voice === 'anonymous') point.style.strokeDasharray = '2.5 2';
}

// plotly.js reads no custom properties: each becomes the colour that it is here and now.
function painted(figure, element) {
  const probe = element.appendChild(document.createElement('i'));
  const colour = (property) => {
    probe.style.color = property;
    return getComputedStyle(probe).color;
  };
  const made = JSON.parse(JSON.stringify(figure), (_, value) => (typeof value === 'string' && value.startsWith('var(--') ? colour(value) : value));
  probe.remove();
  return made;
}

// plotly.js writes 2012-04-14 12:00, and leaves out midnight.
function milliseconds(time) {
  const [day, hour = '00:00'] = String(time).split(/[ T]/);
  return Date.parse(`${day}T${hour}Z`);
}

// plotly.js over the drawing: zooming, dragging and exact pointing. This is fetched when a reader reaches for the map.
import { CONFIG, loadPlotly, scaled } from '../plotting.js';
import { middle, write } from './drawing.js';
import { fill } from './timeline.js';

const SYMBOL_SIZE = 1.7;
// From this magnification on, small islands show their symbols in place.
const ISLANDS_AT = 3;
export class LiveMap {
  onPoint = () => {};
  onLeave = () => {};
  onOpen = () => {};
  #standings = null;
  #outlined = null;
  #outline = null;
  // Pixels of the plot to a unit of the drawing: measured when it is fitted, as asking later would lay the page out at once.
  #scale = 1;

  constructor(map, { figure, script, style, topology }, drawing) {
    Object.assign(this, { map, figure, drawing, assets: { script, style, topology } });
    this.plot = map.querySelector('[data-map="plot"]');
    this.home = { ...figure.layout.geo.projection.rotation };
    this.view = map.querySelector('.map-main').viewBox.baseVal;
    this.inPlace = new Set(drawing.symbols.filter((each) => each.closest('.map-main')).map((each) => each.dataset.of));
  }

  get isLive() {
    return this.map.classList.contains('is-live');
  }

  async draw() {
    const { script, style, topology } = this.assets;
    const land = fetch(topology).then((answer) => answer.json());
    await loadPlotly({ script, style });
    window.PlotlyGeoAssets = { topojson: { world_110m: await land } };
    const { data, layout } = this.figure;
    await window.Plotly.newPlot(this.plot, data, layout, CONFIG);
    this.#listen();
    this.#fit();
    this.#dress();
    this.map.classList.add('is-live');
    new ResizeObserver(() => this.#fit()).observe(this.plot);
  }

  #listen() {
    let over = null;
    this.plot.on('plotly_hover', ({ points, event }) => {
      over = points[0].location;
      this.onPoint(over, event);
    });
    this.plot.on('plotly_unhover', ({ points }) => {
      over = null;
      this.onLeave(points[0].location);
    });
    // Not plotly_click, which holds back a second click; and on the way down, as plotly.js lets no click back up.
    this.plot.addEventListener('click', (event) => over && this.onOpen(over, event), true);
    this.plot.on('plotly_afterplot', () => this.#dress());
    this.plot.on('plotly_relayout', () => this.#settle());
    this.plot.on('plotly_relayouting', () => this.onLeave(this.#outlined));
  }

  // A drag turns the globe and leaves `center` behind: the next redraw would jump back to it.
  #settle() {
    const { geo } = this.plot.layout;
    geo.center = { lon: geo.projection.rotation.lon, lat: geo.projection.rotation.lat };
    this.#dress();
  }

  show(standings) {
    this.#standings = standings;
    const { codes } = this.figure.layout.meta;
    const [land, symbols] = this.figure.data;
    const now = land.locations.map((iso3) => codes[standings.get(iso3).symbol]);
    land.z = now.map((code) => code.z);
    symbols.marker.symbol = now.map((code) => code.symbol);
    symbols.marker.color = now.map((code) => code.ink);
    symbols.marker.opacity = now.map((code) => code.opacity);
    if (this.isLive) this.#dress();
  }

  // The page's own colours, patterns and symbols on the shapes of plotly.js, which knows none of them. Its shapes are found
  // by the data it binds to them: should that change, a redraw shows its own colours and symbols.
  #dress() {
    const lands = this.#lands();
    if (!lands.size) {
      window.Plotly.redraw(this.plot);
      return;
    }
    for (const [iso3, land] of lands) land.style.fill = fill(this.#standings.get(iso3).paint, 'live');
    const places = this.figure.data[0].locations;
    const paths = new Map([...this.drawing.icons.keys()].map((symbol) => [symbol, this.#path(symbol)]));
    this.plot.querySelectorAll('.scattergeo .point').forEach((symbol, i) => this.#mark(symbol, places[i], paths));
    this.outline(this.#outlined);
  }

  #path(symbol) {
    return scaled(this.drawing.glyph(symbol), SYMBOL_SIZE * this.#scale);
  }

  #mark(symbol, iso3, paths) {
    const standing = this.#standings.get(iso3);
    const isShown = this.inPlace.has(iso3) || this.#magnification >= ISLANDS_AT;
    write(symbol, 'class', `point glyph glyph-${standing.symbol}`);
    write(symbol, 'd', isShown ? paths.get(standing.symbol) : '');
    for (const property of ['fill', 'stroke', 'stroke-width', 'opacity']) symbol.style.removeProperty(property);
  }

  #lands() {
    const bound = [...this.plot.querySelectorAll('.choroplethlocation')].filter((land) => land.__data__?.loc);
    return new Map(bound.map((land) => [land.__data__.loc, land]));
  }

  get #magnification() {
    return this.plot.layout.geo.projection.scale ?? 1;
  }

  // The drawing's patterns are made for its units; plotly.js draws in pixels.
  #fit() {
    this.#scale = this.plot.clientHeight / this.view.height;
    const defs = this.map.querySelector('.stance-paints defs');
    for (const pattern of defs.querySelectorAll('[id^="paint-"]')) {
      const id = pattern.id.replace('paint', 'live');
      const copy = defs.querySelector(`#${id}`) ?? defs.appendChild(Object.assign(pattern.cloneNode(true), { id }));
      copy.setAttribute('patternTransform', `scale(${this.#scale}) ${pattern.getAttribute('patternTransform') ?? ''}`);
    }
    window.Plotly.Plots.resize(this.plot);
  }

  zoomBy(factor) {
    const { maxscale } = this.figure.layout.geo.projection;
    const change = factor
      ? { 'geo.projection.scale': Math.max(1, Math.min(maxscale, this.#magnification * factor)) }
      : { 'geo.projection.scale': 1, 'geo.projection.rotation': { ...this.home }, 'geo.center': { ...this.home } };
    window.Plotly.relayout(this.plot, change);
  }

  // A rim round one state, above its neighbours.
  outline(iso3) {
    this.#outlined = iso3;
    this.#outline?.remove();
    const land = this.isLive && iso3 && this.#lands().get(iso3);
    if (!land) return;
    this.#outline = land.cloneNode();
    this.#outline.setAttribute('class', 'map-outline');
    this.#outline.removeAttribute('style');
    land.closest('.choroplethlayer').append(this.#outline);
  }

  // Where the state is now, dragged and magnified; null for what is read in the inset, or out of sight.
  place(iso3) {
    const land = this.isLive && this.inPlace.has(iso3) && this.#lands().get(iso3);
    if (!land || this.#magnification === 1) return null;
    return middle(land.getBoundingClientRect());
  }
}

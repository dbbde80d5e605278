// The map of the home page: one state of affairs (issue, month), shown by the drawing, the table, the card and plotly.js.
import { Card } from './card.js';
import { Drawing } from './map/drawing.js';
import { roveWithKeys } from './map/keyboard.js';
import { Question } from './map/question.js';
import { Table } from './map/table.js';
import { Timeline } from './map/timeline.js';
import { say, statements } from './words.js';

// Pixels between press and release from which a click was a drag.
const DRAG = 6;

const part = (name, within = document) => within.querySelector(`[data-map="${name}"]`);
const json = (id) => JSON.parse(document.getElementById(id).textContent);

const map = part('map');
const frame = part('frame', map);
const form = part('form', map);
const timeline = new Timeline(form.dataset.steps);
const drawing = new Drawing(map);
const table = new Table(part('table'), form.dataset.standings, drawing);
const card = new Card(part('card', map), frame, told);
const question = new Question(form);
// plotly.js over the drawing, once a reader has reached for it; `arriving` is its promise.
let live = null;
let arriving = null;

let standings = table.standings;
let pointed = null;
let press = { pointerType: 'mouse', clientX: 0, clientY: 0 };

function show(now) {
  standings = now;
  drawing.show(standings);
  live?.show(standings);
  card.refresh(({ iso3 }) => standings.get(iso3));
}

question.onChange = async () => {
  const asked = question.name;
  const now = await timeline.standings(question.issue, question.month, drawing.names);
  if (asked !== question.name) return;
  table.follow(now);
  show(now);
};
question.onRest = async () => {
  if (await table.settle(question.issue, question.month)) show(table.standings);
};

// A state on its card: its name, the passages that decide, and how many statements it opens.
function told(standing, pinned) {
  const name = document.createElement('h3');
  name.textContent = standing.name;
  const count = statements(standing.statements);
  const last = document.createElement(pinned ? 'a' : 'p');
  last.className = 'more';
  last.textContent = pinned ? say('open', { name: standing.name, count }) : count;
  if (pinned) last.href = standing.url;
  return [name, ...table.said(standing.iso3), ...(pinned || standing.statements ? [last] : [])];
}

function point(iso3, at) {
  if (card.isPinned) return;
  pointed = iso3;
  card.show(standings.get(iso3), at);
  live?.outline(iso3);
}

// plotly.js reports a leaving late, when the next state may already be pointed at.
function leave(iso3) {
  if (card.isPinned || iso3 !== pointed) return;
  pointed = null;
  card.hide();
  live?.outline(null);
}

// A finger has no hover: its first touch shows the card, and the card holds the link.
function open(iso3, event) {
  if (Math.hypot(event.clientX - press.clientX, event.clientY - press.clientY) > DRAG) return;
  if (press.pointerType === 'touch') {
    event.preventDefault();
    live?.outline(iso3);
    card.show(standings.get(iso3), event, { pinned: true });
    return;
  }
  if (event.currentTarget instanceof SVGAElement) return;
  const { url } = standings.get(iso3);
  if (event.ctrlKey || event.metaKey) window.open(url, '_blank', 'noopener');
  else window.location.assign(url);
}

async function fetchLive() {
  const { LiveMap } = await import('./map/live.js');
  live = new LiveMap(map, json('map-live'), drawing);
  Object.assign(live, { onPoint: point, onLeave: leave, onOpen: open });
  live.show(standings);
  await live.draw();
  return live;
}

function liven() {
  arriving ??= fetchLive().catch((fault) => console.warn('The map stays as drawn:', fault));
  return arriving;
}

// On a fast line as soon as the page rests; on any other when the map is touched, focused, zoomed or moved in time.
function livenWhenWanted() {
  const zoom = part('zoom', map);
  zoom.hidden = false;
  zoom.addEventListener('click', async ({ target: { dataset } }) => {
    if (dataset.zoom) (await liven())?.zoomBy(Number(dataset.zoom));
  });
  const { saveData, effectiveType } = navigator.connection ?? {};
  if (saveData) return;
  for (const event of ['pointerenter', 'touchstart', 'focusin']) {
    frame.addEventListener(event, liven, { once: true, passive: true });
  }
  form.addEventListener('input', liven, { once: true });
  const idle = window.requestIdleCallback ?? setTimeout;
  if (effectiveType === '4g') window.addEventListener('load', () => idle(liven), { once: true });
}

for (const state of drawing.states) {
  const { iso3 } = state.dataset;
  state.addEventListener('pointerenter', (event) => event.pointerType === 'mouse' && point(iso3, event));
  state.addEventListener('pointerleave', () => leave(iso3));
  state.addEventListener('click', (event) => open(iso3, event));
}

roveWithKeys(drawing.readable, drawing.spots(), {
  onFocus: (state) => {
    live?.show(standings);
    point(state.dataset.iso3, live?.place(state.dataset.iso3) ?? drawing.place(state));
  },
  onBlur: (state) => leave(state.dataset.iso3),
});

frame.addEventListener('pointermove', (event) => event.pointerType === 'mouse' && card.follow(event));
document.addEventListener('pointerdown', (event) => {
  press = event;
  if (card.isPinned && !card.holds(event.target)) card.hide();
}, true);
document.addEventListener('keydown', (event) => event.key === 'Escape' && card.hide());

const png = part('png', map);
png.hidden = false;
png.addEventListener('click', async () => {
  const { keepPng } = await import('./map/picture.js');
  keepPng(png, part('svg', map), question.name);
});
// The steps are there before the slider moves: fetched when a reader reaches for it.
for (const event of ['pointerenter', 'touchstart', 'focusin']) {
  form.addEventListener(event, () => timeline.steps(question.issue).catch(() => {}), { once: true, passive: true });
}
question.start();
livenWhenWanted();

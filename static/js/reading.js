// The reading desk: select words with mouse or keys, code them, go on. Without scripts passages are pasted.
import { CodingForm } from './reading/coding.js';
import { Places } from './reading/places.js';
import { ReadingText } from './reading/text.js';
import { say as words } from './words.js';

const desk = document.querySelector('[data-reading]');
const said = document.querySelector('[data-said]');
const dialog = document.getElementById('keys');
const worklist = document.querySelector('[data-worklist]');
const text = new ReadingText(document.getElementById('source-text'));
const places = new Places(text, JSON.parse(document.getElementById('reading-places').textContent));
const coding = new CodingForm(document.getElementById('coding'), desk.dataset.reading);
let reading = null; // where the caret was when it left the text
let keys = true; // whether the last word was a key's or a pointer's
const dismissals = [];

const say = (name, values) => { said.textContent = words(name, values); };
const token = () => desk.querySelector('[name=csrfmiddlewaretoken]').value;

async function code(start, end) {
  if (start === end) return say('nothingSelected');
  if (!await coding.open(start, end)) return undefined;
  const { start: from, end: to } = coding.form.dataset; // whole words
  text.take(Number(from), Number(to));
  return coding.region.scrollIntoView({ block: 'nearest' });
}

function go(span) {
  if (!span) return say('noMore');
  const [start, end, reason] = span;
  text.select(start, end);
  return reason && say('place', { number: places.number, all: places.proposed.length, reason });
}

/** Send a small act and show the lists as they are now. */
async function act(address, fields = {}) {
  const body = new URLSearchParams({ csrfmiddlewaretoken: token(), ...fields });
  const answer = await fetch(address, { method: 'POST', body, headers: { 'HX-Request': 'true' } });
  if (!answer.ok) return say('failed');
  worklist.innerHTML = await answer.text();
  return true;
}

function mark(start, end, from, to) {
  for (const piece of text.element.querySelectorAll(`.mark-${from}[data-start="${start}"][data-end="${end}"]`)) {
    piece.classList.replace(`mark-${from}`, `mark-${to}`);
  }
}

async function dismiss(span) {
  if (!span) return say('noProposal');
  const [start, end] = span;
  if (!await act(desk.dataset.dismissing, { start, end })) return undefined;
  dismissals.push(span);
  places.proposed = places.proposed.filter((each) => each !== span);
  mark(start, end, 'proposed', 'dismissed');
  say('aside');
  return go(places.proposal(true) ?? places.proposal(false));
}

async function bringBack(span = dismissals.at(-1)) {
  if (!span) return say('nothingAside');
  const [start, end] = span;
  const entry = worklist.querySelector(`[data-list=dismissed] [data-start="${start}"][data-end="${end}"] form`);
  if (!entry || !await act(entry.action)) return undefined;
  dismissals.splice(dismissals.indexOf(span), 1);
  places.proposed = [...places.proposed, span].sort((one, other) => one[0] - other[0]);
  mark(start, end, 'dismissed', 'proposed');
  return go(span);
}

function add() {
  const chosen = text.selection;
  if (!coding.form || !chosen || chosen.start === chosen.end) return say('codeFirst');
  return coding.add(getSelection().toString(), chosen.start);
}

function openEntry() {
  const { start } = text.selection ?? {};
  const entry = [...document.querySelectorAll('[data-list=coded] [data-start]')].find(
    ({ dataset }) => Number(dataset.start) <= start && start < Number(dataset.end),
  );
  const link = entry?.querySelector('a');
  link?.scrollIntoView({ block: 'center' });
  return link ? link.focus() : say('notCoded');
}

const KEYS = {
  n: () => go(places.proposal(true)),
  p: () => go(places.proposal(false)),
  j: () => go(places.sentence(true)),
  k: () => go(places.sentence(false)),
  J: () => go(places.extended(true)),
  K: () => go(places.extended(false)),
  c: () => go(places.coded(true)),
  C: () => go(places.coded(false)),
  d: () => dismiss(places.selectedProposal),
  u: () => bringBack(),
  a: add,
  o: openEntry,
  f: () => (coding.form ? coding.focusFirst() : say('noForm')),
  '?': () => dialog.showModal(),
  Enter: () => { const { start, end } = text.selection ?? {}; return code(start, end); },
};

const typing = (target) => target.matches('input, select, textarea, button, a, summary') || dialog.open;

document.addEventListener('keydown', (event) => {
  const { key, target } = event;
  if ((event.ctrlKey || event.metaKey) && coding.form && (key === 'Enter' || key === 's')) {
    event.preventDefault();
    coding.save({ submit: key === 'Enter' });
  } else if (key === 'Escape' && !dialog.open && target !== text.element && reading) {
    text.select(reading.start, reading.end);
  } else if (!event.ctrlKey && !event.metaKey && !event.altKey && KEYS[key] && !typing(target)) {
    event.preventDefault();
    KEYS[key]();
  }
});

document.addEventListener('selectionchange', () => { reading = text.selection ?? reading; });

/* Who selects with a pointer is shown a button for it. */
document.addEventListener('selectionchange', () => {
  const { start, end } = text.selection ?? {};
  button.hidden = !(end > start) || keys;
});
for (const pointer of ['pointerdown', 'keydown']) {
  text.element.addEventListener(pointer, () => { keys = pointer === 'keydown'; });
}

const button = document.createElement('button');
Object.assign(button, { type: 'button', className: 'primary code-selection', textContent: words('selection'), hidden: true });
text.element.after(button);
button.addEventListener('mousedown', (event) => event.preventDefault());
button.addEventListener('click', () => { button.hidden = true; code(reading.start, reading.end); });

text.element.addEventListener('click', (event) => {
  const piece = event.target.closest('.mark');
  if (!piece || getSelection().toString()) return;
  event.preventDefault();
  const [start, end] = [Number(piece.dataset.start), Number(piece.dataset.end)];
  if (piece.matches('.mark-proposed')) code(start, end);
  else document.getElementById(`place-${start}-${end}`)?.querySelector('a, button')?.focus();
});

worklist.addEventListener('click', (event) => {
  const entry = event.target.closest('[data-start]');
  if (!entry || !event.target.matches('[data-code], [data-dismiss], [data-undo]')) return;
  event.preventDefault();
  const span = [Number(entry.dataset.start), Number(entry.dataset.end)];
  const known = places.proposed.find(([start, end]) => start === span[0] && end === span[1]) ?? span;
  text.select(...span);
  if (event.target.matches('[data-code]')) code(...span);
  else if (event.target.matches('[data-dismiss]')) dismiss(known);
  else bringBack(span);
});

for (const opener of document.querySelectorAll('[data-keys]')) {
  opener.hidden = false;
  opener.addEventListener('click', () => dialog.showModal());
}
for (const hint of document.querySelectorAll('[data-hint]')) hint.hidden = false;
for (const search of document.querySelectorAll('[data-search]')) search.classList.add('of-no-use');

/* Where reading goes on: behind the passage that was saved, in the form that was refused, or at the beginning. */
const at = Number(/^#at-(\d+)$/.exec(location.hash)?.[1] ?? 0);
if (coding.form) {
  text.take(Number(coding.form.dataset.start), Number(coding.form.dataset.end));
  coding.settle();
} else {
  text.select(at, at);
}

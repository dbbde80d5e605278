// The timeline of a country or a leader: its marks show what was said on a card, and plotly.js makes it live when a reader
// reaches for it. The server's drawing stays the keyboard's and the screen reader's, and the whole of it without scripts.
import { Card } from './card.js';
import { middle } from './map/drawing.js';
import { LiveTimeline } from './timeline/live.js';

// Pixels between press and release from which a click was a drag.
const DRAG = 6;

const stage = document.querySelector('[data-timeline]');
if (stage) begin(stage);

function begin(stage) {
  const card = new Card(stage.querySelector('.card'), stage, told);
  const live = new LiveTimeline(stage);
  let press = { pointerType: 'mouse', clientX: 0, clientY: 0 };

  // A finger has no hover: its first touch shows the card, and the card holds the link.
  const open = (mark, event) => {
    if (Math.hypot(event.clientX - press.clientX, event.clientY - press.clientY) > DRAG) return;
    if (press.pointerType === 'touch') {
      event.preventDefault();
      card.show(mark, event, { pinned: true });
    } else if (!(event.currentTarget instanceof SVGAElement)) {
      if (event.ctrlKey || event.metaKey) window.open(mark.url, '_blank', 'noopener');
      else window.location.assign(mark.url);
    }
  };
  const leave = () => card.isPinned || card.hide();

  for (const link of stage.querySelectorAll('svg a')) {
    const title = link.querySelector('title');
    const mark = { url: link.getAttribute('href'), words: title.textContent };
    link.setAttribute('aria-label', mark.words);
    title.remove();
    link.addEventListener('pointerenter', (event) => event.pointerType === 'mouse' && card.show(mark, event));
    link.addEventListener('pointerleave', leave);
    link.addEventListener('click', (event) => open(mark, event));
    link.addEventListener('focus', () => {
      if (!link.matches(':focus-visible')) return;
      live.showAll();
      card.show(mark, middle(link.getBoundingClientRect()));
    });
    link.addEventListener('blur', leave);
  }
  live.onPoint = (mark, event) => card.isPinned || card.show(mark, event);
  live.onLeave = leave;
  live.onOpen = open;

  stage.addEventListener('pointermove', (event) => event.pointerType === 'mouse' && card.follow(event));
  document.addEventListener('pointerdown', (event) => {
    press = event;
    if (card.isPinned && !card.holds(event.target)) card.hide();
  }, true);
  document.addEventListener('keydown', (event) => event.key === 'Escape' && card.hide());
  live.loadWhenWanted();
}

// A mark on its card: its words, and the passage as the list of statements below has it.
function told({ url, words }, pinned) {
  const name = document.createElement('h3');
  name.textContent = words;
  const links = document.querySelectorAll('.statement a');
  const statement = [...links].find((link) => link.getAttribute('href') === url)?.closest('.statement');
  const passage = [...(statement?.querySelectorAll(':scope > .said') ?? [])].map((part) => part.cloneNode(true));
  const last = document.createElement('a');
  last.className = 'more';
  last.textContent = stage.dataset.open;
  last.href = url;
  return [name, ...passage, ...(pinned ? [last] : [])];
}

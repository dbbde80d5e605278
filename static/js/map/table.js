// The table of the states: what the server says of each, in words and passages. While the slider moves it follows in counts and
// stances alone; once it rests, the server's own table takes its place.
import { write } from './drawing.js';
import { standing } from './timeline.js';
import { say } from '../words.js';

export class Table {
  #asked = '';

  constructor(element, address, drawing) {
    Object.assign(this, { element, address, drawing });
  }

  get #rows() {
    return [...this.element.querySelectorAll('tbody tr')];
  }

  #part(row, name) {
    return row.querySelector(`[data-part="${name}"]`);
  }

  get standings() {
    return new Map(this.#rows.map((row) => {
      const { iso3, paint, words } = row.dataset;
      const link = this.#part(row, 'statements');
      const name = this.#part(row, 'name').textContent;
      return [iso3, standing({ iso3, name, paint, words, statements: Number(link.textContent), url: link.getAttribute('href') })];
    }));
  }

  // Copies of the passages that decide where a state stands.
  said(iso3) {
    const row = this.#rows.find((each) => each.dataset.iso3 === iso3);
    return [...this.#part(row, 'evidence').cloneNode(true).childNodes];
  }

  follow(standings) {
    for (const row of this.#rows) {
      const now = standings.get(row.dataset.iso3);
      const link = this.#part(row, 'statements');
      hide(row, now.isSilent);
      write(link, 'href', now.url);
      write(link, 'aria-label', say('statements', { name: now.name, count: now.statements }));
      if (row.dataset.paint === now.paint && link.textContent === String(now.statements)) continue;
      link.textContent = now.statements;
      row.dataset.paint = now.paint;
      this.#part(row, 'evidence').replaceChildren(this.drawing.badge(now));
    }
    for (const item of this.element.querySelectorAll('li')) {
      hide(item, !standings.get(item.dataset.iso3).isSilent);
    }
  }

  // True once the table is the server's; false when the slider has moved on meanwhile.
  async settle(issue, month) {
    const address = new URL(this.address, window.location.href);
    address.searchParams.set('issue', issue);
    address.searchParams.set('as_of', month);
    this.#asked = address.href;
    const answer = await fetch(address);
    if (!answer.ok) throw new Error(`${address} answered ${answer.status}`);
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    if (this.#asked !== address.href) return false;
    const fresh = page.querySelector('[data-map="table"]');
    this.element.replaceWith(fresh);
    this.element = fresh;
    return true;
  }
}

function hide(element, isHidden) {
  if (element.hidden !== isHidden) element.hidden = isHidden;
}

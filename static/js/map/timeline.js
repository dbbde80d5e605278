// Who stood where in which month, out of the change points of an issue: these are fetched when they are first needed.
const PLAIN = /^(?!none$|characterized-|contested-)/;

export class Timeline {
  #steps = new Map();

  constructor(address) {
    this.address = address;
  }

  // The steps of an issue, asked for once; who is refused asks again the next time.
  steps(issue) {
    if (!this.#steps.has(issue)) {
      const asked = this.#fetch(issue);
      this.#steps.set(issue, asked);
      asked.catch(() => this.#steps.delete(issue));
    }
    return this.#steps.get(issue);
  }

  async #fetch(issue) {
    const address = new URL(this.address, window.location.href);
    address.searchParams.set('issue', issue);
    const answer = await fetch(address);
    if (!answer.ok) throw new Error(`${address} answered ${answer.status}`);
    return answer.json();
  }

  // A standing for each of `names` (iso3 -> name) at the end of the month, written as 2012-04; its rows are those until then.
  async standings(issue, month, names) {
    const { url, changes } = await this.steps(issue);
    return new Map([...names].map(([iso3, name]) => {
      const [, paint, statements] = last(changes[iso3] ?? [], month) ?? ['', 'none', 0];
      const rows = url.replace('{country}', iso3).replace('{as_of}', month);
      return [iso3, standing({ iso3, name, paint, statements, url: rows })];
    }));
  }
}

// A step is [from, paint, statements]. `from` is a day, `month` its first seven letters: a day of that month is not after it.
function last(steps, month) {
  return steps.findLast(([from]) => from.slice(0, 7) <= month);
}

export function standing(told) {
  const symbol = told.paint.startsWith('contested-') ? 'contested' : told.paint.replace('characterized-', '');
  return { ...told, symbol, isSilent: symbol === 'none' && !told.statements };
}

// What goes into `fill`: a stance is a colour of the style sheet, anything else a pattern of the page.
export function fill(paint, patterns = 'paint') {
  return PLAIN.test(paint) ? `var(--stance-${paint})` : `url(#${patterns}-${paint})`;
}

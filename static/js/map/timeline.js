// Who stood where in which month, out of the change points that the page carries.
const PLAIN = /^(?!none$|characterized-|contested-)/;

export class Timeline {
  constructor({ issues, blank, evidence, changes }) {
    this.issues = issues;
    this.blank = blank;
    this.evidence = evidence;
    this.changes = changes;
  }

  // A standing for each of `names` (iso3 -> name) at the end of the month, written as 2012-04; its rows are those until then.
  standings(issue, month, names) {
    const standings = new Map();
    for (const [iso3, name] of names) {
      const step = this.#last(this.changes[issue][iso3] ?? [], month) ?? this.#nothing(iso3, issue);
      const isBlank = step.symbol === 'none';
      const url = step.url.replace(/([?&]as_of=)[^&]*/, `$1${month}`);
      const evidence = (step.evidence ?? []).map((number) => this.evidence[number]);
      standings.set(iso3, { ...step, url, iso3, name, evidence, isBlank, isSilent: isBlank && !step.statements });
    }
    return standings;
  }

  // `from` is a day, `month` its first seven letters: a day of that month is not after it.
  #last(steps, month) {
    return steps.findLast((step) => step.from.slice(0, 7) <= month);
  }

  #nothing(iso3, issue) {
    const url = this.blank.url.replace('{iso3}', iso3).replace('{issue}', issue);
    return { ...this.blank, url, statements: 0 };
  }
}

// What goes into `fill`: a stance is a colour of the style sheet, anything else a pattern of the page.
export function fill(paint, patterns = 'paint') {
  return PLAIN.test(paint) ? `var(--stance-${paint})` : `url(#${patterns}-${paint})`;
}

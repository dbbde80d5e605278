// The record counts code points of the raw text; a browser counts UTF-16 units within nodes. Between the two.

/** How many code points the first `units` UTF-16 units of a string hold. */
function pointsIn(string, units = string.length) {
  let points = 0;
  for (let at = 0; at < units; at += string.codePointAt(at) > 0xffff ? 2 : 1) points += 1;
  return points;
}

/** Where the code point of that number begins, in UTF-16 units. */
function unitsOf(string, points) {
  let at = 0;
  for (let seen = 0; seen < points && at < string.length; seen += 1) {
    at += string.codePointAt(at) > 0xffff ? 2 : 1;
  }
  return at;
}

export class TextOffsets {
  /** `text` holds lines, each an element whose data-at is the offset of its first code point. */
  constructor(text) {
    this.text = text;
    this.lines = [...text.children];
    this.starts = this.lines.map((line) => Number(line.dataset.at));
    const last = this.lines.at(-1);
    this.length = last ? this.starts.at(-1) + pointsIn(last.textContent) : 0;
  }

  /** The offset of a place in the document; null when it lies outside the text. */
  offsetOf(node, units) {
    if (node === this.text) return units < this.lines.length ? this.starts[units] : this.length;
    if (!this.text.contains(node)) return null;
    let line = node;
    while (line.parentNode !== this.text) line = line.parentNode;
    const before = document.createRange();
    before.setStart(line, 0);
    before.setEnd(node, units);
    return Number(line.dataset.at) + pointsIn(before.cloneContents().textContent);
  }

  /** The node and its unit at an offset. */
  placeOf(offset) {
    const line = this.lines[this.#lineAt(offset)];
    let left = offset - Number(line.dataset.at);
    const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
    let node = walker.nextNode();
    for (; node; node = walker.nextNode()) {
      const points = pointsIn(node.data);
      if (left <= points) return { node, units: unitsOf(node.data, left) };
      left -= points;
    }
    return { node: line, units: line.childNodes.length };
  }

  range(start, end) {
    const [from, to] = [this.placeOf(start), this.placeOf(end)];
    const range = document.createRange();
    range.setStart(from.node, from.units);
    range.setEnd(to.node, to.units);
    return range;
  }

  #lineAt(offset) {
    let [low, high] = [0, this.starts.length - 1];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if (this.starts[middle] <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}

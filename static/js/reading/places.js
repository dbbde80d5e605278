// Where to go next in the text: proposals, sentences and coded passages, in their order.

export class Places {
  constructor(text, { sentences, proposed }) {
    this.text = text;
    this.sentences = sentences;
    this.proposed = proposed;
  }

  /** The first of `spans` behind what is selected, or the last before it; null at the end. */
  #beside(spans, forward) {
    const { start, end } = this.text.selection ?? { start: 0, end: 0 };
    if (forward) return spans.find(([from]) => from > start || (from === start && start === end)) ?? null;
    return spans.findLast(([from]) => from < start) ?? null;
  }

  proposal(forward) {
    return this.#beside(this.proposed, forward);
  }

  sentence(forward) {
    return this.#beside(this.sentences, forward);
  }

  coded(forward) {
    const entries = document.querySelectorAll('[data-list=coded] [data-start]');
    const spans = [...entries].map(({ dataset }) => [Number(dataset.start), Number(dataset.end)]);
    return this.#beside(spans.sort((one, other) => one[0] - other[0]), forward);
  }

  /** What is selected and a sentence more, or less by the last one. */
  extended(forward) {
    const { start, end } = this.text.selection ?? { start: 0, end: 0 };
    if (forward) {
      const next = this.sentences.find(([, to]) => to > end);
      return next ? [start, next[1]] : null;
    }
    const last = this.sentences.findLast(([, to]) => to < end && to > start);
    return last ? [start, last[1]] : null;
  }

  /** The proposal that is selected, or that the caret is in. */
  get selectedProposal() {
    const { start, end } = this.text.selection ?? { start: -1, end: -1 };
    return this.proposed.find(([from, to]) => from <= start && end <= to) ?? null;
  }

  get number() {
    return this.proposed.indexOf(this.selectedProposal) + 1;
  }
}

/* What the scripts of a page say: one element of it holds the words, in the language of the page. */

const words = document.querySelector('[data-words]').dataset;

/* {name} in the words is filled by the value of that name. */
export const say = (name, values = {}) => words[name].replace(/\{(\w+)\}/g, (_, value) => values[value]);

export const statements = (count) => (count === 1 ? say('one') : say('many', { count }));

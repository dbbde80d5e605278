// Prints the style sheet that plotly.js otherwise writes into the page, which a strict Content-Security-Policy forbids.
// Usage: node plotly-css.mjs PACKAGE/build/plotcss.js > static/vendor/plotly.css
import { readFileSync } from 'node:fs';

const source = readFileSync(process.argv[2], 'utf8');
const literal = source.match(/var rules = (\{[\s\S]*?\n\})/)[1];
const rules = Function(`return ${literal}`)();

for (const [selector, declarations] of Object.entries(rules)) {
  const full = selector.replace(/^,/, ' ,').replaceAll('X', '.js-plotly-plot .plotly').replaceAll('Y', '.plotly-notifier');
  console.log(`${full} {${declarations}}`);
}

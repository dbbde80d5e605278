// Writes static/geo: topology.json for plotly.js; americas.json for the maps that the server draws, americas.svg for small ones.
import { writeFileSync } from 'node:fs';
import { brotliCompressSync } from 'node:zlib';
import { feature } from 'topojson-client';
import { pathOf } from './draw.mjs';
import { BUBBLE, callouts, places } from './places.mjs';
import { FRAME, INSET_VIEW, insetProjection, mainProjection } from './frame.mjs';
import { IN_INSET } from './states.mjs';
import { americas } from './topology.mjs';

const OUT = process.argv[2] ?? '../../static/geo';

const hemisphere = americas();
const states = feature(hemisphere, hemisphere.objects.countries).features.sort((a, b) => (a.id < b.id ? -1 : 1));
const context = feature(hemisphere, hemisphere.objects.context);
const lonLat = places(states);

const { projection, view } = mainProjection();
const inset = insetProjection();
const within = Object.keys(lonLat).filter((iso3) => IN_INSET.has(iso3));
const outside = Object.keys(lonLat).filter((iso3) => !IN_INSET.has(iso3));

write('topology.json', `${JSON.stringify(hemisphere)}\n`);
write('americas.json', `${JSON.stringify({
  frame: FRAME,
  places: lonLat,
  main: { view, context: pathOf(projection, context), paths: paths(projection), points: points(projection, outside) },
  inset: {
    view: INSET_VIEW,
    context: pathOf(inset, context),
    paths: paths(inset),
    points: points(inset, within),
    callouts: callouts(inset, lonLat),
    bubble: BUBBLE,
  },
})}\n`);
write('americas.svg', sprite());

// The whole hemisphere once, for every small map of a page to point into.
function sprite() {
  const drawn = Object.entries({ context: pathOf(projection, context), ...paths(projection) });
  const shapes = drawn.map(([id, path]) => `<path id="${id}" d="${path}"/>`).join('');
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${view.join(' ')}">${shapes}</svg>\n`;
}

function paths(through) {
  const drawn = states.map((state) => [state.id, pathOf(through, state)]);
  return Object.fromEntries(drawn.filter(([, path]) => path));
}

function points(through, chosen) {
  return Object.fromEntries(chosen.map((iso3) => [iso3, through(lonLat[iso3]).map((units) => Math.round(units))]));
}

function write(name, text) {
  writeFileSync(`${OUT}/${name}`, text);
  console.log(`${name}: ${text.length} bytes, ${brotliCompressSync(text).length} with brotli`);
}

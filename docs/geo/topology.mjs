// From Natural Earth's countries to one light topology of the Americas, in longitude and latitude.
import { readFileSync } from 'node:fs';
import { geoArea, geoBounds, geoCentroid } from 'd3-geo';
import { feature, mergeArcs, meshArcs, quantize } from 'topojson-client';
import { topology } from 'topojson-server';
import { presimplify, simplify, sphericalTriangleArea } from 'topojson-simplify';
import { DETAIL } from './frame.mjs';
import { PARTS_OF_EUROPE, STATES, TERRITORIES } from './states.mjs';

const SOURCE = 'node_modules/world-atlas/countries-10m.json';
// Steradians (1e-6 is 40 km2): the least triangle that shapes a coast, the least island, and how much finer the inset is.
const LEAST_TRIANGLE = 8e-6;
const LEAST_ISLAND = 1.4e-5;
const FINER = 20;
const FINER_ISLANDS = 9;
const CELLS = 3e4;

const CODES = Object.fromEntries(
  Object.entries({ ...STATES, ...TERRITORIES }).map(([iso3, numeric]) => [numeric, iso3]),
);

export function americas() {
  const drawn = simplified(topology({ all: { type: 'FeatureCollection', features: chosen() } }));
  const geometries = drawn.objects.all.geometries;
  const states = geometries.filter((geometry) => geometry.id in STATES);
  const missing = Object.keys(STATES).filter((iso3) => !states.some((s) => s.id === iso3 && s.arcs?.length));
  if (missing.length) throw new Error(`states lost in simplification: ${missing.join(', ')}`);
  const collection = (members) => ({ type: 'GeometryCollection', geometries: members });
  drawn.objects = {
    countries: collection(states),
    context: collection(geometries.filter((geometry) => !(geometry.id in STATES))),
    land: collection([mergeArcs(drawn, geometries)]),
    coastlines: collection([meshArcs(drawn, drawn.objects.all, (a, b) => a === b)]),
  };
  // Layers that plotly.js asks for by name, whether it draws them or not.
  for (const layer of ['ocean', 'lakes', 'rivers', 'subunits']) drawn.objects[layer] = collection([]);
  return quantize(drawn, CELLS);
}

function chosen() {
  const world = JSON.parse(readFileSync(SOURCE));
  return feature(world, world.objects.countries).features.flatMap((country) => {
    const iso3 = CODES[country.id] ?? PARTS_OF_EUROPE[country.id];
    if (!iso3) return [];
    const polygons = worthDrawing(polygonsOf(country.geometry).filter(inFrame), iso3);
    if (!polygons.length) return [];
    const largest = polygons[0];
    // `ct` is where plotly.js puts the label of a hovered place.
    const ct = geoCentroid(largest).map((degrees) => +degrees.toFixed(2));
    const geometry = { type: 'MultiPolygon', coordinates: polygons.map((polygon) => polygon.coordinates) };
    return [{ type: 'Feature', id: iso3, properties: { ct }, geometry }];
  });
}

function polygonsOf(geometry) {
  const list = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
  return list.map((coordinates) => ({ type: 'Polygon', coordinates }));
}

function inFrame(polygon) {
  const [lon, lat] = geoCentroid(polygon);
  return lon > -170 && lon < -11 && lat > -57 && !(lat < 0 && lon < -95) && !(lat < 24 && lon < -140);
}

// Largest first. A state always keeps its largest polygon.
function worthDrawing(polygons, iso3) {
  const sized = polygons.map((polygon) => ({ polygon, area: geoArea(polygon) })).sort((a, b) => b.area - a.area);
  const least = ({ polygon }) => LEAST_ISLAND / (inDetail(geoCentroid(polygon)) ? FINER * FINER_ISLANDS : 1);
  return sized.filter((each, rank) => (rank === 0 && iso3 in STATES) || each.area > least(each)).map((each) => each.polygon);
}

function inDetail([lon, lat]) {
  return lon > DETAIL.west && lon < DETAIL.east && lat > DETAIL.south && lat < DETAIL.north;
}

function simplified(full) {
  const weighted = presimplify(full, sphericalTriangleArea);
  for (const arc of weighted.arcs) {
    for (const point of arc) if (inDetail(point)) point[2] *= FINER;
  }
  return simplify(weighted, LEAST_TRIANGLE);
}

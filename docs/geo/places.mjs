// Where a state's symbol stands, and the callouts of states too small to hold one.
import { geoCentroid, geoContains } from 'd3-geo';

// Longitude and latitude, where the centroid of the largest part would sit badly.
const BY_HAND = {
  ARG: [-65.5, -34.5], BOL: [-64.6, -17], CAN: [-106, 58.5], CHL: [-71.2, -35.2], COL: [-73.3, 3.6], CUB: [-78.6, 21.7],
  ECU: [-78.4, -1.4], GTM: [-90.4, 15.3], HTI: [-72.25, 19.05], DOM: [-70.3, 18.9], HND: [-86.6, 14.85], MEX: [-102.6, 23.9],
  NIC: [-85.1, 12.9], PAN: [-80.1, 8.5], PER: [-74.9, -9.6], USA: [-98.5, 39.6], VEN: [-66.2, 7.2], BHS: [-78.05, 24.6],
  VCT: [-61.2, 13.25], KNA: [-62.75, 17.33],
};

// Bubbles of the inset, in its own units: a row every 38 units keeps each a target that a finger can hit.
const CALLOUTS = {
  BHS: [278, 38], JAM: [204, 182], BLZ: [98, 146], SLV: [26, 250], PAN: [150, 330],
  KNA: [498, 60], ATG: [498, 98], DMA: [498, 136], LCA: [498, 174], BRB: [498, 212], TTO: [498, 256],
  VCT: [402, 194], GRD: [402, 232],
};
const LABEL_ON_THE_LEFT = new Set(['VCT', 'GRD']);
export const BUBBLE = 14;

export function places(states) {
  return Object.fromEntries(states.map((state) => {
    const place = BY_HAND[state.id] ?? geoCentroid(largest(state));
    if (!geoContains(state, place)) throw new Error(`${state.id}: ${place} is not on its land`);
    return [state.id, place.map((degrees) => +degrees.toFixed(2))];
  }));
}

export function callouts(inset, lonLat) {
  return Object.fromEntries(Object.entries(CALLOUTS).map(([iso3, [x, y]]) => {
    const [px, py] = inset(lonLat[iso3]);
    const distance = Math.hypot(px - x, py - y);
    const edge = [x + ((px - x) * BUBBLE) / distance, y + ((py - y) * BUBBLE) / distance];
    const leader = [...edge, px, py].map((units) => +units.toFixed(1));
    return [iso3, { at: [x, y], leader, label: LABEL_ON_THE_LEFT.has(iso3) ? 'left' : 'right' }];
  }));
}

function largest(state) {
  const sized = state.geometry.coordinates.map((coordinates) => ({ type: 'Polygon', coordinates }));
  return sized.reduce((a, b) => (a.coordinates[0].length >= b.coordinates[0].length ? a : b));
}

// How the hemisphere is framed: numbers shared by the drawn SVG, the inset and the live map.
import { geoAzimuthalEqualArea, geoMercator, geoPath } from 'd3-geo';

// plotly.js fits the box of lonaxis and lataxis into its frame, then puts the centre of rotation in the middle.
// These ranges give a box of about 1.04 : 1 that holds Ellesmere Island, Alaska, Cape Horn and Recife.
export const FRAME = { rotation: { lon: -80, lat: 13 }, lonaxis: [-155, -5], lataxis: [-55, 76] };
const SCALE = 500;
const PLOTLY_CLIP_PAD = 1e-3;

// In the units of the main view: beside it on a wide screen, both have the same scale, so hatches and symbols match.
export const INSET_VIEW = [562, 354];
const INSET = { west: -92.9, north: 28, scale: 824 };

// Inside this box small islands and narrow states are kept in finer detail.
export const DETAIL = { west: -93, east: -58, south: 6.5, north: 27.5 };

export function mainProjection() {
  const { rotation } = FRAME;
  const projection = geoAzimuthalEqualArea().rotate([-rotation.lon, -rotation.lat]).scale(SCALE).translate([0, 0]);
  const [[x0, y0], [x1, y1]] = geoPath(projection).bounds(rangeBox(FRAME.lonaxis, FRAME.lataxis));
  const view = [x1 - x0, y1 - y0].map(Math.round);
  projection.translate([view[0] / 2, view[1] / 2]).clipExtent([[0, 0], view]);
  return { projection, view };
}

export function insetProjection() {
  const projection = geoMercator().rotate([78, 0]).scale(INSET.scale).translate([0, 0]);
  const [x, y] = projection([INSET.west, INSET.north]);
  projection.translate([-x, -y]).clipExtent([[0, 0], INSET_VIEW]);
  return projection;
}

// The same eleven corners that plotly.js takes in makeRangeBox, so that both frames agree to the pixel.
function rangeBox([west, east], [south, north]) {
  const [w, e, s, n] = [west + PLOTLY_CLIP_PAD, east - PLOTLY_CLIP_PAD, south + PLOTLY_CLIP_PAD, north - PLOTLY_CLIP_PAD];
  const step = (e - w) / 4;
  const top = [0, 1, 2, 3, 4].map((i) => [w + i * step, n]);
  const bottom = [4, 3, 2, 1, 0].map((i) => [w + i * step, s]);
  return { type: 'Polygon', coordinates: [[[w, s], ...top, ...bottom]] };
}

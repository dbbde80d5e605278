// SVG path data in whole units, relative and without repeated points: about half the bytes of absolute paths.
import { geoPath } from 'd3-geo';

export function pathOf(projection, shape) {
  const pen = new Pen();
  geoPath(projection, pen)(shape);
  return pen.toString();
}

class Pen {
  rings = [];

  moveTo(x, y) {
    this.rings.push([[Math.round(x), Math.round(y)]]);
  }

  lineTo(x, y) {
    const ring = this.rings.at(-1);
    const point = [Math.round(x), Math.round(y)];
    const last = ring.at(-1);
    if (point[0] !== last[0] || point[1] !== last[1]) ring.push(point);
  }

  closePath() {}

  arc() {}

  toString() {
    let from = [0, 0];
    return this.rings.filter((ring) => ring.length > 2).map((ring) => {
      const steps = withoutClosing(ring).map((point) => {
        const step = `${point[0] - from[0]},${point[1] - from[1]}`;
        from = point;
        return step;
      });
      from = ring[0];
      return `m${steps.join(' ').replaceAll(/[ ,]-/g, '-')}z`;
    }).join('');
  }
}

function withoutClosing(ring) {
  const [first, last] = [ring[0], ring.at(-1)];
  return first[0] === last[0] && first[1] === last[1] ? ring.slice(0, -1) : ring;
}

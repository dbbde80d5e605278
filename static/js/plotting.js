// plotly.js, fetched once a reader reaches for a picture; it is given everything, and asks nowhere for anything.
export const CONFIG = {
  displayModeBar: false, displaylogo: false, doubleClick: false, scrollZoom: false, showSendToCloud: false,
  showTips: false, plotlyServerURL: '', topojsonURL: '/nowhere/',
};

let fetched = null;

export function loadPlotly({ script, style }) {
  // plotly.js looks for this very link before it writes a style element, which the page's policy forbids.
  const link = { rel: 'stylesheet', href: style, id: 'plotly.js-style-global', className: 'no-inline-styles' };
  fetched ??= Promise.all([attach('link', link), attach('script', { src: script })]);
  return fetched;
}

function attach(tag, properties) {
  return new Promise((done, failed) => {
    const element = Object.assign(document.createElement(tag), properties);
    element.addEventListener('load', done);
    element.addEventListener('error', () => failed(new Error(`${properties.href ?? properties.src} did not load`)));
    document.head.append(element);
  });
}

// A path of the page's own symbols at another size: they are written so that every number may be scaled.
export function scaled(path, by) {
  return path.replace(/-?(\d+\.?\d*|\.\d+)/g, (number) => (Number(number) * by).toFixed(2));
}

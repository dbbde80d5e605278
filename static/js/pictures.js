// Each picture that the server offers as SVG can be had as PNG too.
import { offerPng } from './map/picture.js';

for (const files of document.querySelectorAll('[data-picture]')) {
  offerPng(files.querySelector('button'), files.querySelector('a'), () => files.dataset.picture);
}

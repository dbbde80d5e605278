// Each picture that the server offers as SVG can be had as PNG too.
import { keepPng } from './map/picture.js';

for (const files of document.querySelectorAll('[data-picture]')) {
  const button = files.querySelector('button');
  button.hidden = false;
  button.addEventListener('click', () => keepPng(button, files.querySelector('a'), files.dataset.picture));
}

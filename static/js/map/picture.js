// The PNG is the server's SVG, drawn at twice its size: both carry title, date, legend, source and address.
const DENSITY = 2;

export async function keepPng(button, link, name) {
  button.disabled = true;
  try {
    save(await png(link.href), `${name}.png`);
  } finally {
    button.disabled = false;
  }
}

async function png(address) {
  const picture = new Image();
  picture.src = address;
  await picture.decode();
  const canvas = document.createElement('canvas');
  canvas.width = picture.naturalWidth * DENSITY;
  canvas.height = picture.naturalHeight * DENSITY;
  canvas.getContext('2d').drawImage(picture, 0, 0, canvas.width, canvas.height);
  return new Promise((done) => { canvas.toBlob(done, 'image/png'); });
}

function save(blob, name) {
  const address = URL.createObjectURL(blob);
  Object.assign(document.createElement('a'), { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

// What a camera reads off a QR code.
import jsQR from 'jsqr';

const SIDE = 600;

/** What is in the code of an SVG picture, as text. */
export async function read(page, svg) {
  // One letter a pixel, of its red alone: as a list, a picture takes seconds on its way out of the browser.
  const letters = await page.evaluate(
    async ([drawn, side]) => {
      const image = new Image();
      image.src = `data:image/svg+xml,${encodeURIComponent(drawn)}`;
      await image.decode();
      const canvas = Object.assign(document.createElement('canvas'), { width: side, height: side });
      const context = canvas.getContext('2d');
      context.fillStyle = '#fff';
      context.fillRect(0, 0, side, side);
      context.drawImage(image, 0, 0, side, side);
      let reds = '';
      context.getImageData(0, 0, side, side).data.forEach((value, at) => {
        if (at % 4 === 0) reds += String.fromCharCode(value);
      });
      return reds;
    },
    [svg, SIDE],
  );
  const picture = new Uint8ClampedArray(SIDE * SIDE * 4).fill(255);
  Buffer.from(letters, 'latin1').forEach((red, at) => picture.fill(red, at * 4, at * 4 + 3));
  const code = jsQR(picture, SIDE, SIDE);
  return Buffer.from(code.binaryData).toString('utf8');
}

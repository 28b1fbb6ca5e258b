// What a camera reads off a QR code.
import jsQR from 'jsqr';

/** What is in the code of an SVG picture, as text. */
export async function read(page, svg) {
  const picture = await page.evaluate(async (drawn) => {
    const image = new Image();
    image.src = `data:image/svg+xml,${encodeURIComponent(drawn)}`;
    await image.decode();
    const canvas = Object.assign(document.createElement('canvas'), { width: 600, height: 600 });
    const context = canvas.getContext('2d');
    context.fillStyle = '#fff';
    context.fillRect(0, 0, 600, 600);
    context.drawImage(image, 0, 0, 600, 600);
    return [...context.getImageData(0, 0, 600, 600).data];
  }, svg);
  const code = jsQR(Uint8ClampedArray.from(picture), 600, 600);
  return Buffer.from(code.binaryData).toString('utf8');
}

/**
 * The very numbers of a picture, without colour management and without alpha taken into account: samples and colours
 * that a profile describes are no sRGB yet. What a smaller picture does not cover of the size is black, or bare.
 */
export async function decodeExactly(blob: Blob, widthPx: number, heightPx: number): Promise<ImageData> {
  const picture = await createImageBitmap(blob, { colorSpaceConversion: 'none', premultiplyAlpha: 'none' });
  try {
    const context = new OffscreenCanvas(widthPx, heightPx).getContext('2d', { willReadFrequently: true });
    if (!context) throw new Error('no canvas');
    context.drawImage(picture, 0, 0);
    return context.getImageData(0, 0, widthPx, heightPx);
  } finally {
    picture.close();
  }
}

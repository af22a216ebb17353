import sharp from 'sharp';
import type { SlideChannel } from '@parfocal/shared/api';

/**
 * The samples of one channel as grey of 8 bits, from the lossless PNG that a reader's tile becomes: black where its style
 * shows black, white where it shows the full colour.
 *
 * @param isWide the PNG has the high byte in red and the low byte in green (`SlideImage.maxSample` above 255); else every band is the sample
 */
export async function greyOfSamples(
  png: Buffer,
  valid: { widthPx: number; heightPx: number },
  size: { widthPx: number; heightPx: number },
  { windowLow, windowHigh }: SlideChannel,
  isWide: boolean,
): Promise<Uint8Array> {
  const { data, info } = await sharp(png, { failOn: 'error' }).extract({ left: 0, top: 0, width: valid.widthPx, height: valid.heightPx }).raw().toBuffer({ resolveWithObject: true });
  const grey = new Uint8Array(valid.widthPx * valid.heightPx);
  const width = Math.max(1, windowHigh - windowLow);
  for (let i = 0; i < grey.length; i++) {
    const at = i * info.channels;
    const sample = isWide ? data[at]! * 256 + data[at + 1]! : data[at]!;
    grey[i] = Math.min(255, Math.max(0, Math.round(((sample - windowLow) * 255) / width)));
  }
  return sharp(grey, { raw: { width: valid.widthPx, height: valid.heightPx, channels: 1 } })
    .resize(size.widthPx, size.heightPx, { fit: 'fill', kernel: 'cubic' })
    .toColourspace('b-w')
    .raw()
    .toBuffer();
}

import sharp from 'sharp';
import { greyOfSamples } from './channel-samples.js';

const SIZE = { widthPx: 2, heightPx: 1 };
const STYLE = { name: '', colour: '#ffffff' };
const grey = (...samples: number[]): Promise<Buffer> => sharp(Buffer.from(samples), { raw: { width: 2, height: 1, channels: 1 } }).toColourspace('b-w').png().toBuffer();
const wide = (...samples: number[]): Promise<Buffer> =>
  sharp(Buffer.from(samples.flatMap((sample) => [sample >> 8, sample & 255, 0])), { raw: { width: 2, height: 1, channels: 3 } }).png().toBuffer();

describe('greyOfSamples', () => {
  it('stretches samples of 8 bits over their window', async () => {
    expect([...(await greyOfSamples(await grey(30, 110), SIZE, SIZE, { ...STYLE, windowLow: 10, windowHigh: 61 }, false))]).toEqual([100, 255]);
  });

  it('puts samples of 16 bits together first', async () => {
    expect([...(await greyOfSamples(await wide(1000, 3000), SIZE, SIZE, { ...STYLE, windowLow: 1000, windowHigh: 6100 }, true))]).toEqual([0, 100]);
  });
});

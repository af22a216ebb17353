import { Database } from '../platform/index.js';
import type { EncodedTile, SlideImage, SlideReader, TileAddress } from '../readers/index.js';
import { Slide, Slides } from '../slides/index.js';
import type { TestPerson, TestServer } from './test-server.js';

interface Given {
  readonly image?: Partial<SlideImage>;
  readonly record?: Partial<Slide>;
  readonly reader?: Partial<SlideReader>;
}

const LEVEL = { widthPx: 64, heightPx: 32, tileWidthPx: 32, tileHeightPx: 32, columns: 2, rows: 1, downsample: 1 };

/** A tile of one channel whose samples tell its place. */
const sampleTile = ({ column, z = 0, channel = 0 }: TileAddress): EncodedTile => ({
  kind: 'pixels', pixels: Buffer.alloc(32 * 32, 100 * z + 10 * channel + column), bands: 1, bitsPerSample: 8, extraBand: 'ignored', widthPx: 32, heightPx: 32, maxSample: 255,
});

const readers = new Map<string, SlideReader>();

/** A slide in a case of `owner`'s whose file is read by a reader of the test's own. */
export async function slideWithReader(server: TestServer, owner: TestPerson, { image, record = {}, reader }: Given): Promise<{ slideId: string; caseId: string }> {
  const whole: SlideImage = { format: 'test', widthPx: 64, heightPx: 32, zPlanes: 1, channels: 1, levels: [LEVEL], ...image };
  const { caseId, slideIds } = await server.case(owner);
  const slideId = slideIds[0]!;
  await server.app.get(Database).write((manager) => manager.update(Slide, { id: slideId }, { image: whole, ...record }));
  readers.set(slideId, {
    image: whole, origin: {}, associated: [], close: () => Promise.resolve(), tile: (address) => Promise.resolve(sampleTile(address)),
    picture: () => Promise.resolve(undefined), colourProfile: () => Promise.resolve(undefined), ...reader,
  });
  const slides = server.app.get(Slides);
  jest.spyOn(slides, 'open').mockImplementation(({ id }) => Promise.resolve(readers.get(id)!));
  jest.spyOn(slides, 'isWhole').mockResolvedValue(true);
  return { slideId, caseId };
}

/** @jest-environment node */
import { gzipSync } from 'node:zlib';
import { NO_OFFSET } from '@parfocal/shared/annotation';
import { readShapes } from './read-text';

const TARGET = { widthPx: 1_000, heightPx: 1_000, zPlanes: 1, origin: NO_OFFSET };
const TEXT = JSON.stringify({ type: 'FeatureCollection', features: [{ type: 'Feature', geometry: { type: 'Point', coordinates: [1, 2] }, properties: { name: '核' } }] });

describe('readShapes', () => {
  it.each([['as it is', new Blob([TEXT])], ['with a byte order mark', new Blob(['\uFEFF', TEXT])], ['compressed', new Blob([gzipSync(TEXT)])]])('reads a file %s', async (_how, file) => {
    expect(await readShapes(file, TARGET)).toMatchObject({ reading: { shapes: [{ kind: 'point', geometry: [1, 2], label: '核' }] } });
  });

  it.each([
    ['too large', new Blob(['x'.repeat(1_001)]), 'too-large'],
    ['a few bytes that would become many', new Blob([gzipSync('x'.repeat(100_000))]), 'too-large'],
    ['no JSON', new Blob(['<xml/>']), 'no-json'],
    ['cut short', new Blob([TEXT.slice(0, -3)]), 'no-json'],
    ['empty', new Blob([]), 'no-json'],
    ['JSON of something else', new Blob(['{"tables":[]}']), 'no-geojson'],
    ['said to be compressed', new Blob([new Uint8Array([0x1f, 0x8b, 1, 2, 3])]), 'gone'],
  ])('says of a file that is %s what is wrong with it', async (_what, file, trouble) => {
    expect(await readShapes(file, TARGET, 1_000)).toEqual({ trouble });
  });
});

import { randomUUID } from 'node:crypto';
import { rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { SlideDetail, tileUrl, thumbnailUrl } from '@parfocal/shared/api';
import sharp from 'sharp';
import { Cases } from '../cases/index.js';
import { Imports } from '../ingest/index.js';
import { openSlide } from '../readers/index.js';
import { Slides } from '../slides/index.js';
import { itWithSlide, jpegSlide, rawSlide, type Rgb, SMALL, SMALL_COLOURS, startTestServer, type TestPerson, type TestServer } from '../testing/index.js';
import { storedBytes } from '../testing/memory-file.js';

describe('tiles over HTTP', () => {
  let server: TestServer;
  let ana: TestPerson;
  let stranger: TestPerson;

  beforeAll(async () => {
    server = await startTestServer();
    ana = await server.person('ana');
    stranger = await server.person('stranger');
  });
  afterAll(() => server.close());

  /** Imports a file into a case of Ana's. */
  async function imported(path: string): Promise<string> {
    const { id } = await server.app.get(Imports).importSlide(path);
    const { caseId } = await server.case(ana, {}, 0);
    await server.app.get(Cases).addSlide(caseId, id);
    return id;
  }

  async function slideOf(file: Buffer): Promise<string> {
    const path = join(server.config.dataDir, `${randomUUID()}.tif`);
    await writeFile(path, file);
    try {
      return await imported(path);
    } finally {
      await rm(path);
    }
  }

  const tile = (slideId: string, level: number, column: number, row: number, headers = {}): Promise<Response> =>
    server.fetch(tileUrl(slideId, { level, column, row }), ana, { headers });
  const bytesOf = async (response: Response): Promise<Buffer> => Buffer.from(await response.arrayBuffer());
  const codeOf = async (response: Response): Promise<[number, unknown]> => [response.status, ((await response.json()) as { code: unknown }).code];
  const storedFile = async (slideId: string): Promise<string> =>
    join(server.config.dataDir, 'slides', (await server.app.get(Slides).find(slideId))!.file);

  async function centre(jpeg: Buffer): Promise<number[]> {
    const { data, info } = await sharp(jpeg).raw().toBuffer({ resolveWithObject: true });
    const at = (Math.floor(info.height / 2) * info.width + Math.floor(info.width / 2)) * info.channels;
    return [...data.subarray(at, at + 3)];
  }
  const distance = (one: readonly number[], other: Rgb): number => Math.max(...other.map((value, i) => Math.abs(value - one[i]!)));

  it('passes a tile through byte for byte, from the file and from memory', async () => {
    const { file, tiles } = await jpegSlide();
    const slideId = await slideOf(file);
    for (const round of ['read', 'remembered']) {
      for (const [index, stored] of tiles.entries()) {
        const response = await tile(slideId, 0, index % SMALL.columns, Math.floor(index / SMALL.columns));
        expect([round, response.status, response.headers.get('content-type')]).toEqual([round, 200, 'image/jpeg']);
        expect(await bytesOf(response)).toEqual(stored);
      }
    }
  });

  itWithSlide('CMU-1-Small-Region.svs', 'serves a real slide as its reader gives it, and a thumbnail of the same picture', async (path) => {
    const slideId = await imported(path);
    const reader = await openSlide(path);
    const read = await reader.tile({ level: 0, column: 3, row: 4 });
    await reader.close();
    expect(await bytesOf(await tile(slideId, 0, 3, 4))).toEqual(storedBytes(read));
    const thumbnail = await bytesOf(await server.fetch(thumbnailUrl(slideId), ana));
    const { width, height } = await sharp(thumbnail).metadata();
    expect([width, height]).toEqual([383, 512]);
    // Around (1111, 1500): dark, in OpenSlide's reading too.
    const { data } = await sharp(thumbnail).extract({ left: 187, top: 255, width: 10, height: 8 }).resize(1, 1).raw().toBuffer({ resolveWithObject: true });
    const whole = await sharp(path).extract({ left: 1084, top: 1478, width: 58, height: 46 }).resize(1, 1).raw().toBuffer();
    expect(distance([...data], [whole[0]!, whole[1]!, whole[2]!])).toBeLessThanOrEqual(12);
  });

  it('decodes what no browser shows, in the same colours, once', async () => {
    const slideId = await slideOf(rawSlide().file);
    const [first, second] = await Promise.all([tile(slideId, 0, 1, 0), tile(slideId, 0, 1, 0)]);
    const bytes = await bytesOf(first);
    expect(distance(await centre(bytes), SMALL_COLOURS[1]!)).toBeLessThanOrEqual(2);
    expect(await bytesOf(second)).toEqual(bytes);
    expect(distance(await centre(await bytesOf(await tile(slideId, 0, 2, 1))), SMALL_COLOURS[5]!)).toBeLessThanOrEqual(2);
  });

  it('makes the thumbnail of the tiles, without their padding', async () => {
    const slideId = await slideOf((await jpegSlide()).file);
    const thumbnail = await bytesOf(await server.fetch(thumbnailUrl(slideId), ana));
    const { data, info } = await sharp(thumbnail).raw().toBuffer({ resolveWithObject: true });
    expect([info.width, info.height]).toEqual([512, 293]);
    const at = (x: number, y: number): number[] => [...data.subarray((y * info.width + x) * 3, (y * info.width + x) * 3 + 3)];
    expect(distance(at(90, 90), SMALL_COLOURS[0]!)).toBeLessThanOrEqual(4);
    expect(distance(at(280, 280), SMALL_COLOURS[4]!)).toBeLessThanOrEqual(4);
    expect(distance(at(505, 285), SMALL_COLOURS[5]!)).toBeLessThanOrEqual(4);
  });

  it('answers 204 for a tile that a sparse file does not have', async () => {
    const slideId = await slideOf((await jpegSlide({ missing: [4] })).file);
    const absent = await tile(slideId, 0, 1, 1);
    expect([absent.status, absent.headers.get('cache-control')]).toEqual([204, 'private, max-age=31536000, immutable']);
    expect((await tile(slideId, 0, 0, 1)).status).toBe(200);
  });

  it('lets the browser keep a tile for good, and answers 304 only for the same one', async () => {
    const slideId = await slideOf((await jpegSlide()).file);
    const response = await tile(slideId, 0, 1, 1);
    const etag = response.headers.get('etag')!;
    expect(etag).toMatch(/^"[^"]+"$/);
    expect(response.headers.get('cache-control')).toBe('private, max-age=31536000, immutable');
    const again = await tile(slideId, 0, 1, 1, { 'if-none-match': etag });
    expect([again.status, again.headers.get('etag'), (await bytesOf(again)).length]).toEqual([304, etag, 0]);
    expect((await tile(slideId, 0, 0, 1, { 'if-none-match': etag })).status).toBe(200);
  });

  it('asks for a login and a right before it says 304', async () => {
    const slideId = await slideOf((await jpegSlide()).file);
    const etag = (await tile(slideId, 0, 0, 0)).headers.get('etag')!;
    const headers = { 'if-none-match': etag };
    expect((await server.fetch(tileUrl(slideId, { level: 0, column: 0, row: 0 }), stranger, { headers })).status).toBe(404);
    expect((await server.fetch(tileUrl(slideId, { level: 0, column: 0, row: 0 }), undefined, { headers })).status).toBe(401);
  });

  it.each(['2/0/0', '0/3/0', '0/0/2', '0/-1/0', '0/00/0', '0/1e0/0', 'x/0/0', '0/99999999999/0'])('answers 404 off the grid: %s', async (place) => {
    const slideId = await slideOf((await jpegSlide()).file);
    expect(await codeOf(await server.fetch(`/api/slides/${slideId}/tiles/${place}`, ana))).toEqual([404, 'not-found']);
  });

  it('to anyone else a slide does not exist: tile, detail and thumbnail answer as for one that never was', async () => {
    const slideId = await slideOf((await jpegSlide()).file);
    for (const rest of ['', '/thumbnail', '/tiles/0/0/0']) {
      const answers = await Promise.all([slideId, randomUUID(), 'no-id'].map((id) => server.fetch(`/api/slides/${id}${rest}`, stranger)));
      const seen = await Promise.all(answers.map(async (answer) => [answer.status, Object.keys((await answer.clone().json()) as object), (await codeOf(answer))[1]]));
      expect(seen).toEqual(new Array(3).fill([404, ['code', 'correlationId'], 'not-found']));
      expect((await server.fetch(`/api/slides/${slideId}${rest}`)).status).toBe(401);
    }
  });

  it('loses sight of a slide with the membership, at once', async () => {
    const slideId = await slideOf((await jpegSlide()).file);
    const { caseId } = await server.case(ana, { [stranger.id]: 'observer' }, 0);
    await server.app.get(Cases).addSlide(caseId, slideId);
    expect((await server.fetch(tileUrl(slideId, { level: 0, column: 0, row: 0 }), stranger)).status).toBe(200);
    await server.app.get(Cases).removeMember(caseId, stranger.id);
    expect((await server.fetch(tileUrl(slideId, { level: 0, column: 0, row: 0 }), stranger)).status).toBe(404);
  });

  it('gives a viewer the grid and nothing of label or macro', async () => {
    const slideId = await slideOf((await jpegSlide()).file);
    const detail = SlideDetail.parse(await (await server.fetch(`/api/slides/${slideId}`, ana)).json());
    expect(detail.image.levels).toMatchObject([{ columns: 3, rows: 2, tileWidthPx: 256 }, { columns: 2, rows: 1 }]);
    for (const name of ['label', 'macro', 'overview', 'associated/label', 'tiles/label/0/0', 'file']) {
      expect((await server.fetch(`/api/slides/${slideId}/${name}`, ana)).status).toBe(404);
    }
  });

  it('says that a file is gone, marks the slide, and forgives when it is back', async () => {
    const { file } = await jpegSlide();
    const slideId = await slideOf(file);
    const path = await storedFile(slideId);
    await rm(path);
    expect(await codeOf(await tile(slideId, 0, 0, 0))).toEqual([410, 'slide.gone']);
    const state = async (): Promise<unknown> => SlideDetail.parse(await (await server.fetch(`/api/slides/${slideId}`, ana)).json()).state;
    expect(await state()).toBe('damaged');
    const restarted = await server.restart();
    server = restarted;
    await writeFile(path, file);
    expect(await state()).toBe('ready');
    expect((await tile(slideId, 0, 0, 0)).status).toBe(200);
  });

  it('says that a file is damaged when it was cut while open', async () => {
    const slideId = await slideOf((await jpegSlide()).file);
    expect((await tile(slideId, 0, 0, 0)).status).toBe(200);
    await truncate(await storedFile(slideId), 100);
    const refused = await tile(slideId, 0, 1, 0);
    expect([refused.headers.get('cache-control'), ...(await codeOf(refused))]).toEqual(['no-store', 422, 'slide.damaged']);
    expect((await server.app.get(Slides).find(slideId))?.state).toBe('damaged');
  });
});

import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type SlideDetail, thumbnailUrl, tileUrl } from '@parfocal/shared/api';
import { Imports } from '../ingest/index.js';
import { Fixity } from '../slides/index.js';
import { codeIn, jpegSlide, startTestServer, type TestPerson, type TestServer, until } from '../testing/index.js';
import { S3StandIn } from '../testing/s3-stand-in.js';

/** Megabytes over HTTP, and retries with their pauses. */
jest.setTimeout(60_000);

const TILE = { level: 0, column: 1, row: 1 };

/** From the file on this machine to the tile in the browser, with nothing of the slide left on this machine. */
describe('slides of a server that keeps them in a bucket', () => {
  let standIn: S3StandIn;
  let server: TestServer;
  let ana: TestPerson;
  let folder: string;
  let caseId: string;
  let slideId: string;

  beforeAll(async () => {
    standIn = await S3StandIn.start();
    server = await startTestServer({ ...standIn.environment, S3_PREFIX: 'pathology' });
    ana = await server.person('ana');
    ({ caseId } = await server.case(ana, {}, 0));
    folder = await mkdtemp(join(tmpdir(), 'bucket-'));
    const file = join(folder, 'A1.tif');
    await writeFile(file, (await jpegSlide()).file);
    ({ id: slideId } = await server.app.get(Imports).importSlide(file, { name: 'A1', caseId }));
  });
  afterAll(async () => {
    await server.close();
    await standIn.close();
    await rm(folder, { recursive: true });
  });
  afterEach(() => {
    standIn.trouble = () => undefined;
  });

  const get = (path: string): Promise<Response> => server.fetch(path, ana);

  it('are stored there, and nowhere else', async () => {
    const keys = [...standIn.objects.keys()];
    expect(keys.length).toBeGreaterThanOrEqual(2);
    expect(keys.every((key) => key.startsWith(`pathology/${slideId}/`))).toBe(true);
    const local = await readdir(join(server.config.dataDir, 'slides'), { recursive: true, withFileTypes: true });
    expect(local.filter((entry) => entry.isFile())).toEqual([]);
  });

  it('are read from there: thumbnail, detail and tiles, byte by byte', async () => {
    const { image } = (await (await get(`/api/slides/${slideId}`)).json()) as SlideDetail;
    expect([image.widthPx, image.heightPx]).toEqual([700, 400]);
    expect((await get(thumbnailUrl(slideId))).headers.get('content-type')).toBe('image/jpeg');
    const tile = Buffer.from(await (await get(tileUrl(slideId, TILE))).arrayBuffer());
    expect(tile.subarray(0, 3).toString('hex')).toBe('ffd8ff');
  });

  it('are not taken for damaged while the store does not answer', async () => {
    // A new server has neither the slide open nor any of its blocks.
    server = await server.restart();
    standIn.trouble = (method) => (method === 'GET' ? 400 : undefined);
    const away = await get(tileUrl(slideId, TILE));
    expect([away.status, ((await away.json()) as { code: string }).code]).toEqual([503, 'slide.unreachable']);
    standIn.trouble = () => undefined;
    await until(async () => (await get(tileUrl(slideId, TILE))).status === 200);
    expect(((await (await get(`/api/slides/${slideId}`)).json()) as SlideDetail).state).toBe('ready');
  });

  it('have no thumbnail while the store does not answer, and say so', async () => {
    standIn.trouble = () => 403;
    const away = await get(thumbnailUrl(slideId));
    expect([away.status, await codeIn(away)]).toEqual([503, 'slide.unreachable']);
  });

  it('do not wait to be checked for one that cannot be read', async () => {
    const file = join(folder, 'B1.tif');
    await writeFile(file, (await jpegSlide()).file);
    const { id } = await server.app.get(Imports).importSlide(file, { name: 'B1', caseId });
    const [fixity, later] = [server.app.get(Fixity), Date.now() + 40 * 24 * 3_600_000];
    standIn.trouble = () => 403;
    expect(await fixity.checkNext(later)).toBeUndefined();
    standIn.trouble = () => undefined;
    expect(await fixity.checkNext(later)).toEqual({ slideId: id, isSound: true });
    // Its turn comes again.
    expect(await fixity.checkNext(later)).toBeUndefined();
    expect(await fixity.checkNext(later)).toEqual({ slideId, isSound: true });
    expect((await server.fetch(`/api/cases/${caseId}/slides/${id}`, ana, { method: 'DELETE' })).status).toBe(204);
  });

  it('are checked there against the digest they came in with', async () => {
    expect(await server.app.get(Fixity).checkNext(Date.now() + 80 * 24 * 3_600_000)).toEqual({ slideId, isSound: true });
  });

  it('leave nothing there when they are removed', async () => {
    expect((await server.fetch(`/api/cases/${caseId}/slides/${slideId}`, ana, { method: 'DELETE' })).status).toBe(204);
    expect(standIn.objects.size).toBe(0);
    expect((await get(tileUrl(slideId, TILE))).status).toBe(404);
  });
});

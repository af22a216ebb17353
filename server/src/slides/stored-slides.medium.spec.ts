import { createHash } from 'node:crypto';
import { access, open, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { thumbnailUrl, tileUrl } from '@parfocal/shared/api';
import { Cases } from '../cases/index.js';
import { Imports } from '../ingest/index.js';
import { Database } from '../platform/index.js';
import { BlobStore } from '../storage/index.js';
import { jpegSlide, startTestServer, type TestPerson, type TestServer } from '../testing/index.js';
import { writeFile } from 'node:fs/promises';
import { Fixity, Slide, SlideRemoval, Slides } from './index.js';

const DAY_MS = 24 * 3_600_000;
const TILE = { level: 0, column: 0, row: 0 };

describe('stored slides', () => {
  let server: TestServer;
  let ana: TestPerson;
  let ben: TestPerson;
  let caseId: string;
  let slideId: string;

  beforeAll(async () => {
    server = await startTestServer();
    ana = await server.person('ana');
    ben = await server.person('ben');
  });
  afterAll(() => server.close());
  beforeEach(async () => {
    ({ caseId } = await server.case(ana, { [ben.id]: 'expert' }, 0));
    const file = join(server.config.dataDir, 'A1.tif');
    await writeFile(file, (await jpegSlide()).file);
    ({ id: slideId } = await server.app.get(Imports).importSlide(file, { name: 'A1' }));
    await server.app.get(Cases).addSlide(caseId, slideId);
  });
  afterEach(() => jest.restoreAllMocks());

  const remove = (person: TestPerson, from = caseId): Promise<Response> => server.fetch(`/api/cases/${from}/slides/${slideId}`, person, { method: 'DELETE' });
  const recordOf = async (): Promise<Slide> => (await server.app.get(Database).read.findOneBy(Slide, { id: slideId }))!;
  const folder = (): string => join(server.config.dataDir, 'slides', slideId);
  const isThere = (path: string): Promise<boolean> => access(path).then(() => true, () => false);
  const see = async (url: string): Promise<number> => (await server.fetch(url, ana)).status;

  describe('removed', () => {
    it('are gone for everyone at once: files, thumbnail, cached tiles; a tombstone says who and when', async () => {
      expect(await see(tileUrl(slideId, TILE))).toBe(200);
      const { digest } = await recordOf();
      expect((await remove(ana)).status).toBe(204);
      expect([await see(tileUrl(slideId, TILE)), await see(thumbnailUrl(slideId)), await see(`/api/slides/${slideId}`)]).toEqual([404, 404, 404]);
      expect(await isThere(folder())).toBe(false);
      expect(await recordOf()).toMatchObject({ digest, bytes: 0, deletedBy: ana.id, deletedAt: expect.any(Number) });
      const summary = (await (await server.fetch(`/api/cases/${caseId}`, ana)).json()) as { slides: unknown[] };
      expect(summary.slides).toEqual([]);
      expect((await remove(ana)).status).toBe(404);
    });

    it('leave no name behind: it may have been the patient’s', async () => {
      const { name, file } = await recordOf();
      expect([name, file]).toEqual(['A1', `${slideId}/A1.tif`]);
      await remove(ana);
      expect(await recordOf()).toMatchObject({ name: '', file: '' });
    });

    it('are nobody’s at no moment: what cannot be buried stays in its case', async () => {
      jest.spyOn(server.app.get(SlideRemoval), 'bury').mockRejectedValueOnce(new Error('ended here'));
      expect((await remove(ana)).status).toBe(500);
      expect(await see(tileUrl(slideId, TILE))).toBe(200);
    });

    it('by referrers alone', async () => {
      expect((await remove(ben)).status).toBe(403);
      expect((await remove(await server.person('stranger'))).status).toBe(404);
      expect(await see(tileUrl(slideId, TILE))).toBe(200);
    });

    it('from one case, stay in another', async () => {
      const other = await server.case(ana, {}, 0);
      await server.app.get(Cases).addSlide(other.caseId, slideId);
      expect((await remove(ana)).status).toBe(204);
      expect(await see(tileUrl(slideId, TILE))).toBe(200);
      expect((await remove(ana, other.caseId)).status).toBe(204);
      expect(await isThere(folder())).toBe(false);
    });

    it('whose files could not be removed at once are unseen, and cleared at the next start', async () => {
      jest.spyOn(server.app.get(BlobStore), 'removeAll').mockRejectedValueOnce(Object.assign(new Error('busy'), { code: 'EBUSY' }));
      expect((await remove(ana)).status).toBeGreaterThanOrEqual(500);
      expect(await see(tileUrl(slideId, TILE))).toBe(404);
      expect((await readdir(folder())).length).toBeGreaterThan(0);
      server = await server.restart();
      expect(await isThere(folder())).toBe(false);
    });
  });

  describe('checked', () => {
    const check = async (afterDays: number): Promise<boolean | undefined> => {
      for (;;) {
        const found = await server.app.get(Fixity).checkNext(Date.now() + afterDays * DAY_MS);
        if (!found || found.slideId === slideId) return found?.isSound;
      }
    };
    const damage = async (): Promise<void> => {
      const { file } = await recordOf();
      const handle = await open(join(server.config.dataDir, 'slides', file), 'r+');
      await handle.write(Buffer.from([0xaa, 0x55]), 0, 2, 300);
      await handle.close();
    };

    it('are what came in, and not asked again before their time', async () => {
      expect(await check(1)).toBeUndefined();
      expect(await check(31)).toBe(true);
      expect(await check(32)).toBeUndefined();
      expect((await recordOf()).state).toBe('ready');
    });

    it('and changed by as little as two bytes, are marked as damaged', async () => {
      await damage();
      expect(await check(31)).toBe(false);
      expect((await recordOf()).state).toBe('damaged');
    });

    it('and gone, are marked as damaged', async () => {
      await rm(folder(), { recursive: true });
      expect(await check(31)).toBe(false);
      expect((await recordOf()).state).toBe('damaged');
    });

    it('carry the digest of their bytes', async () => {
      expect((await server.app.get(Slides).find(slideId))!.digest).toBe(createHash('sha256').update((await jpegSlide()).file).digest('hex'));
    });
  });
});

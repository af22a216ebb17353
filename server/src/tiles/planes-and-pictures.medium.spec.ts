import { associatedUrl, AssociatedPicture, COLOUR_TABLE_POINTS, colourTableUrl, SlideDetail, type SlideQuality, tileUrl } from '@parfocal/shared/api';
import sharp from 'sharp';
import { Cases } from '../cases/index.js';
import { Database } from '../platform/index.js';
import { SlideFileError, type SlideReader } from '../readers/index.js';
import { Slide, SlideChanges } from '../slides/index.js';
import { startTestServer, type TestPerson, type TestServer } from '../testing/index.js';
import { slideWithReader } from '../testing/given-reader.js';

const REJECTED: SlideQuality = {
  report: { verdict: 'rejected', reasons: [], occasion: 'consultation', tissueShare: 0, blurredShare: 1, unreadableTiles: 0, focus: { columns: 1, rows: 1, cells: '0' }, measuredAt: 0 },
  overrules: [],
};

describe('planes, channels and what lies beside the tiles, over HTTP', () => {
  let server: TestServer;
  let manager: TestPerson;
  let expert: TestPerson;
  let stranger: TestPerson;

  beforeAll(async () => {
    server = await startTestServer();
    [manager, expert, stranger] = [await server.person('manager'), await server.person('expert'), await server.person('stranger')];
  });
  afterEach(() => jest.restoreAllMocks());
  afterAll(() => server.close());

  async function shared(given: Parameters<typeof slideWithReader>[2]): Promise<string> {
    const { slideId, caseId } = await slideWithReader(server, manager, given);
    await server.app.get(Cases).putMember(caseId, expert.id, 'expert');
    return slideId;
  }
  const bytesOf = async (response: Response): Promise<Buffer> => Buffer.from(await response.arrayBuffer());
  const codeOf = async (response: Response): Promise<[number, unknown]> => [response.status, ((await response.json()) as { code: unknown }).code];
  const detailFor = async (slideId: string, person: TestPerson): Promise<SlideDetail> => SlideDetail.parse(await (await server.fetch(`/api/slides/${slideId}`, person)).json());

  describe('planes and channels', () => {
    const stack = { image: { zPlanes: 2, channels: 3, maxSample: 255 } };
    const place = { level: 0, column: 1, row: 0 };

    it('serves each plane of each channel under an address and a name of its own, as a lossless picture', async () => {
      const slideId = await shared(stack);
      const etags = new Set<string>();
      for (const z of [0, 1]) for (const channel of [0, 1, 2]) {
        for (const round of ['decoded', 'remembered']) {
          const answer = await server.fetch(tileUrl(slideId, { ...place, z, channel }), expert);
          expect([round, answer.status, answer.headers.get('content-type')]).toEqual([round, 200, 'image/png']);
          etags.add(answer.headers.get('etag')!);
          const { data } = await sharp(await bytesOf(answer)).toColourspace('b-w').raw().toBuffer({ resolveWithObject: true });
          expect(new Set(data)).toEqual(new Set([100 * z + 10 * channel + 1]));
        }
      }
      expect(etags.size).toBe(6);
    });

    it('answers 304 for the same plane alone', async () => {
      const slideId = await shared(stack);
      const url = tileUrl(slideId, { ...place, z: 1, channel: 2 });
      const etag = (await server.fetch(url, expert)).headers.get('etag')!;
      const headers = { 'if-none-match': etag };
      expect((await server.fetch(url, expert, { headers })).status).toBe(304);
      expect((await server.fetch(tileUrl(slideId, { ...place, z: 1, channel: 1 }), expert, { headers })).status).toBe(200);
    });

    it.each(['0/0', '2/0', '0/3', '01/0', '-1/1', '1/x'])('answers 404 for the plane and channel %s', async (plane) => {
      const slideId = await shared(stack);
      expect(await codeOf(await server.fetch(`/api/slides/${slideId}/planes/${plane}/tiles/0/1/0`, expert))).toEqual([404, 'not-found']);
    });

    it('asks for a login and a right', async () => {
      const slideId = await shared(stack);
      const url = tileUrl(slideId, { ...place, z: 1 });
      expect((await server.fetch(url)).status).toBe(401);
      expect((await server.fetch(url, stranger)).status).toBe(404);
    });
  });

  describe('label and macro', () => {
    const picture: SlideReader['picture'] = (kind) =>
      Promise.resolve(kind === 'thumbnail' ? undefined : { kind: 'pixels', pixels: Buffer.alloc(48, kind === 'label' ? 200 : 100), bands: 3, bitsPerSample: 8, extraBand: 'ignored', widthPx: 4, heightPx: 4 });
    const given = { record: { associated: ['label', 'macro'] as AssociatedPicture[] }, reader: { picture } };

    it('are shown to those who manage the case, and kept by no browser', async () => {
      const slideId = await shared(given);
      expect((await detailFor(slideId, manager)).associated).toEqual(['label', 'macro']);
      for (const [kind, shade] of [['label', 200], ['macro', 100]] as const) {
        const answer = await server.fetch(associatedUrl(slideId, kind), manager);
        expect([answer.status, answer.headers.get('content-type'), answer.headers.get('cache-control')]).toEqual([200, 'image/jpeg', 'private, no-store']);
        const { data } = await sharp(await bytesOf(answer)).raw().toBuffer({ resolveWithObject: true });
        expect(data[0]).toBe(shade);
      }
      expect(await codeOf(await server.fetch(associatedUrl(slideId, 'thumbnail'), manager))).toEqual([404, 'not-found']);
    });

    it('do not exist for anyone else, whether the file has them or not', async () => {
      const [slideId, without] = [await shared(given), await shared({})];
      expect((await detailFor(slideId, expert)).associated).toEqual([]);
      for (const person of [expert, stranger]) {
        for (const kind of AssociatedPicture.options) {
          for (const id of [slideId, without]) expect(await codeOf(await server.fetch(associatedUrl(id, kind), person))).toEqual([404, 'not-found']);
        }
      }
      expect((await server.fetch(associatedUrl(slideId, 'label'))).status).toBe(401);
      expect((await server.fetch(`/api/slides/${slideId}/associated/other`, manager)).status).toBe(404);
    });

    it('vanish with the right', async () => {
      const { slideId, caseId } = await slideWithReader(server, manager, given);
      await server.app.get(Cases).putMember(caseId, expert.id, 'referrer');
      expect((await server.fetch(associatedUrl(slideId, 'label'), expert)).status).toBe(200);
      await server.app.get(Cases).putMember(caseId, expert.id, 'observer');
      expect((await server.fetch(associatedUrl(slideId, 'label'), expert)).status).toBe(404);
      expect((await detailFor(slideId, expert)).associated).toEqual([]);
    });
  });

  describe('a rejected slide', () => {
    const all = (slideId: string): string[] => [`/api/slides/${slideId}`, tileUrl(slideId, { level: 0, column: 0, row: 0 }), colourTableUrl(slideId), `/api/slides/${slideId}/thumbnail`];
    const verdict = async (slideId: string, quality: SlideQuality): Promise<void> => {
      await server.app.get(Database).write((entities) => entities.update(Slide, { id: slideId }, { quality }));
      server.app.get(SlideChanges).announce({ kind: 'verdict', slideId });
    };

    it('is seen by those who manage the case, and by all again once they decide so', async () => {
      const slideId = await shared({ record: { quality: REJECTED } });
      const [detail, tile] = all(slideId);
      expect((await server.fetch(detail!, manager)).status).toBe(200);
      expect((await server.fetch(tile!, manager)).status).toBe(200);
      for (const url of all(slideId)) expect(await codeOf(await server.fetch(url, expert))).toEqual([404, 'not-found']);
      await verdict(slideId, { ...REJECTED, overrules: [{ verdict: 'warned', reason: 'enough for this question', personId: manager.id, personName: 'manager', at: 1 }] });
      expect((await server.fetch(tile!, expert)).status).toBe(200);
      await verdict(slideId, REJECTED);
      expect((await server.fetch(tile!, expert)).status).toBe(404);
    });
  });

  describe('the colour table', () => {
    async function profile(): Promise<Buffer> {
      const pixel = sharp({ create: { width: 1, height: 1, channels: 3, background: '#808080' } });
      return (await sharp(await pixel.withIccProfile('p3').jpeg().toBuffer()).metadata()).icc!;
    }

    it('is a picture that a browser keeps for good, made once', async () => {
      const bytes = await profile();
      const colourProfile = jest.fn(() => Promise.resolve(bytes));
      const slideId = await shared({ image: { hasColourProfile: true }, reader: { colourProfile } });
      const answer = await server.fetch(colourTableUrl(slideId), expert);
      expect([answer.status, answer.headers.get('content-type'), answer.headers.get('cache-control')]).toEqual([200, 'image/png', 'private, max-age=31536000, immutable']);
      const { width, height } = await sharp(await bytesOf(answer)).metadata();
      expect([width, height]).toEqual([COLOUR_TABLE_POINTS ** 2, COLOUR_TABLE_POINTS]);
      const again = await server.fetch(colourTableUrl(slideId), expert, { headers: { 'if-none-match': answer.headers.get('etag')! } });
      expect([again.status, (await bytesOf(again)).length]).toEqual([304, 0]);
      expect(colourProfile).toHaveBeenCalledTimes(1);
    });

    it('answers 404 where there is no profile, and says where it is broken, which makes no slide damaged', async () => {
      expect(await codeOf(await server.fetch(colourTableUrl(await shared({})), expert))).toEqual([404, 'not-found']);
      const outside = (): Promise<Buffer> => Promise.reject(new SlideFileError('slide.truncated', 'the profile lies past the end'));
      for (const colourProfile of [() => Promise.resolve(Buffer.alloc(300)), outside]) {
        const slideId = await shared({ image: { hasColourProfile: true }, reader: { colourProfile } });
        expect(await codeOf(await server.fetch(colourTableUrl(slideId), expert))).toEqual([422, 'slide.profile-damaged']);
        expect((await detailFor(slideId, expert)).state).toBe('ready');
      }
    });
  });
});

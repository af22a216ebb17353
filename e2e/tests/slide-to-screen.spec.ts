import { associatedUrl } from '@parfocal/shared/api';
import sharp from 'sharp';
import { type SlideView, toScreen } from '@parfocal/shared/geometry';
import { expect, needsSlide, test } from '../support/fixtures';
import { evenPlaces, meanColour, pictureOf } from '../support/pixels';
import { slideFile, SYNTHETIC_PX } from '../support/slides';
import { Watcher } from '../support/watcher';

type Sample = readonly [x: number, y: number, rgb: readonly number[]];

/**
 * Mean RGB of the 13 x 13 pixels around places of CMU-1-Small-Region.svs, read with OpenSlide 3.4.1
 * (`read_region` at level 0). Chosen where the tissue is even, so that a screen's resampling does not matter.
 */
const OPENSLIDE: readonly Sample[] = [
  [1396, 957, [126, 71, 119]],
  [1553, 835, [123, 70, 119]],
  [1227, 1303, [125, 71, 122]],
  [1149, 1720, [125, 73, 123]],
  [1528, 1051, [71, 28, 70]],
  [1169, 980, [157, 99, 145]],
];

/** The same of a synthetic slide, decoded by libvips, which knows nothing of our reader. */
async function samplesOf(path: string): Promise<Sample[]> {
  const { data, info } = await sharp(path, { limitInputPixels: false }).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  const picture = { data, width: info.width, height: info.height };
  return evenPlaces(picture, 6, 6).map(([x, y]) => [x, y, meanColour(picture, x, y, 6)] as const);
}

/** In the middle of a tick of the ruler: they stand every 400 level-0 pixels (100 µm), from the base line 64 pixels below the top. */
const TICK = { x: 1200, y: 88 };

test.describe('slide to screen', () => {
  for (const [kind, objective] of [['CMU-1-Small-Region', '20x'], ['synthetic', '40x']] as const) {
    test(`tiles on the screen have the colours that another decoder gives, on ${kind}`, async ({ house, seat }) => {
      needsSlide(kind);
      const room = await house.room(kind);
      const samples = kind === 'synthetic' ? await samplesOf(slideFile(kind, house.server.folder)) : OPENSLIDE;
      expect(samples).toHaveLength(6);
      const watcher = await Watcher.join(house, room, house.expert);
      const a = await seat('referrer');
      await a.enter(room);
      // The objective that the slide was scanned with: one level-0 pixel a screen pixel.
      await a.page.getByRole('button', { name: objective, exact: true }).click();
      for (const [x, y, expected] of samples) {
        const seen = (): SlideView => watcher.viewOf(house.referrer.me.id)!;
        await a.lookAt(room.slide, x, y);
        await expect.poll(() => Math.hypot(seen().x - x, seen().y - y)).toBeLessThan(150);
        await a.isSharp();
        const box = (await a.stage.boundingBox())!;
        // The view may still be on its way, and a tile that has just come is painted one frame later: both are looked at anew each time.
        const off = async (): Promise<number> => {
          const at = toScreen(seen(), { x, y });
          const place = { x: box.x + Math.round(at.x) - 6, y: box.y + Math.round(at.y) - 6, width: 13, height: 13 };
          const colour = meanColour(await pictureOf(a.page, place), 6, 6, 6);
          return Math.max(...colour.map((value, c) => Math.abs(value - expected[c]!)));
        };
        await expect.poll(off, { message: `at ${x}, ${y}` }).toBeLessThan(8);
      }
      expect(a.complaints).toEqual([]);
      watcher.leave();
    });
  }

  test('the synthetic slide’s ruler lies where it should, and 200 µm measure 200 µm', async ({ house, seat }) => {
    const room = await house.room('synthetic');
    expect(room.slide).toMatchObject({ widthPx: SYNTHETIC_PX, heightPx: SYNTHETIC_PX, mppX: 0.25, mppY: 0.25, objectivePower: 40 });
    const a = await seat('referrer');
    await a.enter(room);
    await expect(a.page.getByRole('img', { name: /^Scale bar: \d/ })).toBeVisible();
    await a.page.getByRole('button', { name: '10x', exact: true }).click();
    await expect(a.page.getByLabel('Magnification 10x')).toBeVisible();
    const watcher = await Watcher.join(house, room, house.expert);
    await a.lookAt(room.slide, TICK.x, TICK.y);
    await expect.poll(() => (watcher.viewOf(house.referrer.me.id)?.y ?? Infinity) < 400).toBe(true);
    await a.isSharp();
    const at = toScreen(watcher.viewOf(house.referrer.me.id)!, TICK);
    const box = (await a.stage.boundingBox())!;
    const strip = await pictureOf(a.page, { x: box.x + at.x - 30, y: box.y + at.y, width: 61, height: 1 });
    const dark = Array.from({ length: 61 }, (_, i) => i - 30).filter((x) => meanColour(strip, x + 30, 0, 0)[1] < 150);
    expect(dark.length).toBeGreaterThan(0);
    expect(dark.every((x) => Math.abs(x) <= 2)).toBe(true);
    watcher.leave();

    // 10x: one µm a screen pixel, whatever the scan's resolution. A line of 200 px is 200 µm long.
    const [start, end] = [await a.at(0.3, 0.5), await a.at(0.3, 0.5)];
    await a.page.keyboard.press('l');
    await a.page.mouse.move(start.x, start.y);
    await a.page.mouse.down();
    await a.page.mouse.move(end.x + 200, end.y, { steps: 6 });
    await a.page.mouse.up();
    await expect(a.rows).toContainText([/200 µm/]);
  });

  test('label and macro are served to who manages the case alone, and no stranger sees a slide', async ({ house }) => {
    needsSlide('CMU-1-Small-Region');
    const room = await house.room('CMU-1-Small-Region');
    const { api } = house.referrer;
    const detail = await (await api.get(`/api/slides/${room.slide.id}`)).json();
    expect(detail.image.levels).toHaveLength(1);
    expect(detail.associated).toEqual(expect.arrayContaining(['label', 'macro']));
    for (const picture of ['label', 'macro'] as const) {
      expect((await api.get(associatedUrl(room.slide.id, picture))).status()).toBe(200);
      expect((await house.expert.api.get(associatedUrl(room.slide.id, picture))).status()).toBe(404);
      expect((await fetch(`${house.server.url}${associatedUrl(room.slide.id, picture)}`)).status).toBe(401);
    }
    expect((await (await house.expert.api.get(`/api/slides/${room.slide.id}`)).json()).associated).toEqual([]);
    expect((await api.get(`/api/slides/${room.slide.id}/tiles/0/0/0`)).headers()['content-type']).toBe('image/jpeg');
    expect((await fetch(`${house.server.url}/api/slides/${room.slide.id}/tiles/0/0/0`)).status).toBe(401);
  });
});

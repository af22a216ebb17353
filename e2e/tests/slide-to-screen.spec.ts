import { type SlideView, toScreen } from '@parfocal/shared/geometry';
import { expect, needsSlide, test } from '../support/fixtures';
import { meanColour, pictureOf } from '../support/pixels';
import { SYNTHETIC_PX } from '../support/slides';
import { Watcher } from '../support/watcher';

/**
 * Mean RGB of the 13 x 13 pixels around places of CMU-1-Small-Region.svs, read with OpenSlide 3.4.1
 * (`read_region` at level 0). Chosen where the tissue is even, so that a screen's resampling does not matter.
 */
const OPENSLIDE: readonly (readonly [x: number, y: number, rgb: readonly [number, number, number]])[] = [
  [1396, 957, [126, 71, 119]],
  [1553, 835, [123, 70, 119]],
  [1227, 1303, [125, 71, 122]],
  [1149, 1720, [125, 73, 123]],
  [1528, 1051, [71, 28, 70]],
  [1169, 980, [157, 99, 145]],
];

test.describe('slide to screen', () => {
  test('tiles of an Aperio slide have the colours that OpenSlide gives', async ({ house, seat }) => {
    needsSlide('CMU-1-Small-Region');
    const room = await house.room('CMU-1-Small-Region');
    const watcher = await Watcher.join(house, room, house.expert);
    const a = await seat('referrer');
    await a.enter(room);
    // The objective 20x of a 20x scan: one level-0 pixel a screen pixel.
    await a.page.getByRole('button', { name: '20x', exact: true }).click();
    for (const [x, y, expected] of OPENSLIDE) {
      const seen = (): SlideView => watcher.viewOf(house.referrer.me.id)!;
      await a.lookAt(room.slide, x, y);
      await expect.poll(() => Math.hypot(seen().x - x, seen().y - y)).toBeLessThan(150);
      await a.isSharp();
      const at = toScreen(seen(), { x, y });
      const box = (await a.stage.boundingBox())!;
      const picture = await pictureOf(a.page, { x: box.x, y: box.y, width: box.width, height: box.height });
      const colour = meanColour(picture, Math.round(at.x), Math.round(at.y), 6);
      for (let c = 0; c < 3; c++) expect(Math.abs(colour[c]! - expected[c]!), `channel ${c} at ${x},${y}: ${colour.join()} instead of ${expected.join()}`).toBeLessThan(8);
    }
    expect(a.complaints).toEqual([]);
    watcher.leave();
  });

  test('a known ruler on a synthetic slide measures what it is', async ({ house, seat }) => {
    const room = await house.room('synthetic');
    expect(room.slide).toMatchObject({ widthPx: SYNTHETIC_PX, heightPx: SYNTHETIC_PX, mppX: 0.25, mppY: 0.25, objectivePower: 40 });
    const a = await seat('referrer');
    await a.enter(room);
    await expect(a.page.getByRole('img', { name: /^Scale bar: \d/ })).toBeVisible();
    await a.page.getByRole('button', { name: '10x', exact: true }).click();
    await expect(a.page.getByLabel('Magnification 10x')).toBeVisible();
    // 10x: one µm a screen pixel, whatever the scan's resolution. A line of 200 px is 200 µm long.
    const [start, end] = [await a.at(0.3, 0.5), await a.at(0.3, 0.5)];
    await a.page.keyboard.press('l');
    await a.page.mouse.move(start.x, start.y);
    await a.page.mouse.down();
    await a.page.mouse.move(end.x + 200, end.y, { steps: 6 });
    await a.page.mouse.up();
    await expect(a.rows).toContainText([/200 µm/]);
  });

  test('no label or macro image is served, and no stranger sees a slide', async ({ house }) => {
    needsSlide('CMU-1-Small-Region');
    const room = await house.room('CMU-1-Small-Region');
    const { api } = house.referrer;
    const detail = await (await api.get(`/api/slides/${room.slide.id}`)).json();
    expect(detail.image.levels).toHaveLength(1);
    for (const name of ['label', 'macro', 'associated/label']) expect((await api.get(`/api/slides/${room.slide.id}/${name}`)).status()).toBe(404);
    expect((await api.get(`/api/slides/${room.slide.id}/tiles/0/0/0`)).headers()['content-type']).toBe('image/jpeg');
    expect((await fetch(`${house.server.url}/api/slides/${room.slide.id}/tiles/0/0/0`)).status).toBe(401);
  });
});

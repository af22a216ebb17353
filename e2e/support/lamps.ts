import type { SlideDetail } from '@parfocal/shared/api';
import { toScreen } from '@parfocal/shared/geometry';
import { expect, type Locator } from '@playwright/test';
import { FLUORESCENCE, sampleAt, writeFluorescence } from './fluorescence';
import type { House, Room } from './house';
import { meanColour, pictureOf } from './pixels';
import type { Seat } from './seat';
import { partOf } from './send-slide';
import { Watcher } from './watcher';

/** How a lamp is shown. */
export interface Lamp {
  readonly on: boolean;
  readonly colour: string;
  readonly low: number;
  readonly high: number;
}

/** Squares that no bar of the screen covers while the whole slide is in sight. */
const SQUARES: readonly (readonly [x: number, y: number])[] = [[1, 1], [3, 1], [5, 1], [2, 2], [6, 2], [1, 3], [4, 3], [5, 4], [3, 5], [4, 5]];
const HALF_PX = 4;

/** A fluorescence slide on a screen, and what it should look like there. */
export class LampBench {
  private constructor(
    private readonly seat: Seat,
    private readonly watcher: Watcher,
    /** As the file is first shown. */
    readonly lamps: readonly Lamp[],
    readonly room: Room,
  ) {}

  static async open(house: House, seat: Seat): Promise<LampBench> {
    const caseId = await house.emptyCase();
    const slide = await house.addSlide(caseId, [await partOf(await writeFluorescence(house.server.folder))]);
    const { image } = (await (await house.referrer.api.get(`/api/slides/${slide.id}`)).json()) as SlideDetail;
    expect(image).toMatchObject({ format: 'ome-tiff', channels: 3, zPlanes: FLUORESCENCE.planes, zSpacingUm: FLUORESCENCE.spacingUm, maxSample: 4095 });
    const lamps = image.channelStyles!.map(({ colour, windowLow, windowHigh }) => ({ on: true, colour, low: windowLow, high: windowHigh }));
    const room = await house.openSession(caseId, slide);
    const watcher = await Watcher.join(house, room, house.expert);
    await seat.enter(room);
    await expect.poll(() => watcher.viewOf(seat.person.me.id)).toBeDefined();
    return new LampBench(seat, watcher, lamps, room);
  }

  /** Until each square has the colour of these lamps in this plane: each stretched over its window, times its colour, added and cut at white. */
  async expectBlended(plane: number, lamps: readonly Lamp[]): Promise<void> {
    await this.seat.page.mouse.move(2, 2);
    const off = async (): Promise<number> => {
      const seen = await this.seen();
      return Math.max(...SQUARES.flatMap(([x, y], i) => blended(plane, lamps, x, y).map((value, c) => Math.abs(value - seen[i]![c]!))));
    };
    await expect.poll(off, { message: 'the farthest from its colour, of 255' }).toBeLessThan(3);
  }

  get panel(): Locator {
    return this.seat.page.getByRole('dialog', { name: 'Image' });
  }

  get planes(): Locator {
    return this.seat.page.getByRole('group', { name: 'Focal plane' });
  }

  /** Does something in the panel and closes it, for it lies over the slide. */
  async inPanel<T>(act: (panel: Locator) => Promise<T>): Promise<T> {
    await this.seat.page.getByRole('button', { name: 'Image settings' }).click();
    const done = await act(this.panel);
    await this.seat.page.keyboard.press('Escape');
    await expect(this.panel).toBeHidden();
    return done;
  }

  leave(): void {
    this.watcher.leave();
  }

  private async seen(): Promise<(readonly number[])[]> {
    const view = this.watcher.viewOf(this.seat.person.me.id)!;
    const box = (await this.seat.stage.boundingBox())!;
    const picture = await pictureOf(this.seat.page, { x: Math.round(box.x), y: Math.round(box.y), width: Math.round(box.width), height: Math.round(box.height) });
    return SQUARES.map(([x, y]) => {
      const at = toScreen(view, { x: (x + 0.5) * FLUORESCENCE.squarePx, y: (y + 0.5) * FLUORESCENCE.squarePx });
      return meanColour(picture, Math.round(at.x), Math.round(at.y), HALF_PX);
    });
  }
}

function blended(plane: number, lamps: readonly Lamp[], x: number, y: number): number[] {
  const sum = [0, 0, 0];
  for (const [channel, { on, colour, low, high }] of lamps.entries()) {
    const light = on ? Math.min(1, Math.max(0, (sampleAt(channel, plane, x, y) - low) / (high - low))) : 0;
    for (let c = 0; c < 3; c++) sum[c]! += light * Number.parseInt(colour.slice(1 + 2 * c, 3 + 2 * c), 16);
  }
  return sum.map((value) => Math.min(255, value));
}

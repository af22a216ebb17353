import { type Browser, type BrowserContextOptions, expect, type Locator, type Page } from '@playwright/test';
import type { House, Person, Room } from './house';

/** A person in front of a browser window, in a session. */
export class Seat {
  private constructor(
    readonly page: Page,
    readonly person: Person,
    /** What the page complained of; a test that expects none looks here. */
    readonly complaints: string[],
  ) {}

  static async take(browser: Browser, house: House, person: Person, options: BrowserContextOptions = {}): Promise<Seat> {
    const context = await browser.newContext({
      baseURL: house.server.url,
      viewport: { width: 1280, height: 800 },
      locale: 'en',
      permissions: ['microphone'],
      ...options,
      storageState: await person.api.storageState(),
    });
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on('pageerror', (error) => complaints.push(error.message));
    return new Seat(page, person, complaints);
  }

  async enter(room: Room): Promise<void> {
    await this.page.goto(`/s/${room.sessionId}`);
    await this.isSharp();
    await expect(this.saved).toBeVisible();
  }

  /** Until every visible tile is sharp. */
  async isSharp(): Promise<void> {
    await expect(this.stage.locator('[data-sharp="true"] canvas').first()).toBeVisible();
  }

  /** Until the stage is sharp and nothing on it moves: a drag that was let go in motion glides on for a moment. */
  async isStill(): Promise<void> {
    await this.isSharp();
    const picture = async (): Promise<string> => (await this.page.screenshot({ clip: (await this.stage.boundingBox())! })).toString('base64');
    let before = await picture();
    const isAsBefore = async (): Promise<boolean> => {
      const [last, now] = [before, await picture()];
      before = now;
      return now === last;
    };
    await expect.poll(isAsBefore, { intervals: [300] }).toBe(true);
  }

  get stage(): Locator {
    return this.page.getByRole('main');
  }

  get saved(): Locator {
    return this.page.locator('[data-state="saved"]');
  }

  get rows(): Locator {
    return this.page.getByRole('tabpanel').getByRole('listitem');
  }

  /** A place on the stage in page coordinates, from shares of its size. */
  async at(shareX: number, shareY: number): Promise<{ x: number; y: number }> {
    const box = (await this.stage.boundingBox())!;
    return { x: Math.round(box.x + box.width * shareX), y: Math.round(box.y + box.height * shareY) };
  }

  async drag(from: [number, number], to: [number, number]): Promise<void> {
    const [start, end] = [await this.at(...from), await this.at(...to)];
    await this.page.mouse.move(start.x, start.y);
    await this.page.mouse.down();
    await this.page.mouse.move((start.x + end.x) / 2, (start.y + end.y) / 2, { steps: 5 });
    await this.page.mouse.move(end.x, end.y, { steps: 5 });
    await this.page.mouse.up();
  }

  /** Goes to a level-0 place by a click on the overview, as near as its pixels allow. */
  async lookAt({ widthPx, heightPx }: { widthPx: number; heightPx: number }, x: number, y: number): Promise<void> {
    const picture = this.page.getByRole('region', { name: 'Overview' }).locator('canvas').first();
    const box = (await picture.boundingBox())!;
    const scale = Math.min(box.width / widthPx, box.height / heightPx);
    const [left, top] = [box.x + (box.width - widthPx * scale) / 2, box.y + (box.height - heightPx * scale) / 2];
    await this.page.mouse.click(left + x * scale, top + y * scale);
  }

  /** Draws with a tool's key. */
  async draw(key: string, from: [number, number], to: [number, number]): Promise<void> {
    await this.page.keyboard.press(key);
    await this.drag(from, to);
  }

  async close(): Promise<void> {
    await this.page.context().close();
  }
}

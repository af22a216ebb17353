import { test as base } from '@playwright/test';
import { House } from './house';
import { Seat } from './seat';
import { isMissing, type SlideKind } from './slides';

/** Takes seats that are given up when the test ends. */
export type TakeSeat = (person: 'referrer' | 'expert', options?: Parameters<typeof Seat.take>[3]) => Promise<Seat>;

interface Fixtures {
  seat: TakeSeat;
}

export const test = base.extend<Fixtures, { house: House }>({
  house: [
    // Playwright wants the first argument destructured.
    async ({}, use) => {
      const house = await House.open();
      await use(house);
      await house.close();
    },
    { scope: 'worker', timeout: 180_000 },
  ],
  seat: async ({ browser, house }, use) => {
    const taken: Seat[] = [];
    await use(async (person, options) => {
      const seat = await Seat.take(browser, house, house[person], options);
      taken.push(seat);
      return seat;
    });
    await Promise.all(taken.map((seat) => seat.close()));
  },
});

/** Skips, and says why, where the real slides are not there. */
export const needsSlide = (kind: SlideKind): void => test.skip(isMissing(kind), 'the folder of real slides is not here');

export { expect } from '@playwright/test';

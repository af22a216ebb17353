import type { Page } from '@playwright/test';
import { expect, test } from '../support/fixtures';

/** Watches every peer connection of a page, so that what arrives can be measured. */
const WATCH_CONNECTIONS = (): void => {
  const connections: RTCPeerConnection[] = [];
  (window as unknown as { connections: RTCPeerConnection[] }).connections = connections;
  const Original = window.RTCPeerConnection;
  window.RTCPeerConnection = class extends Original {
    constructor(configuration?: RTCConfiguration) {
      super(configuration);
      connections.push(this);
    }
  };
};

/** Energy, or packets, of all audio that this page received so far. */
const heard = (page: Page, figure: 'totalAudioEnergy' | 'packetsReceived'): Promise<number> =>
  page.evaluate(async (name) => {
    let sum = 0;
    for (const connection of (window as unknown as { connections: RTCPeerConnection[] }).connections) {
      for (const report of (await connection.getStats()).values()) {
        if (report.type === 'inbound-rtp' && report.kind === 'audio') sum += Number(report[name] ?? 0);
      }
    }
    return sum;
  }, figure);

/** Asked at every frame: the fake microphone beeps once a second, and who looks once a second may always look in between. */
const IS_SHOWN_SPEAKING = (name: string): boolean =>
  [...document.querySelectorAll('button')].some((button) => button.ariaLabel?.startsWith(name) && button.ariaLabel.endsWith('speaking'));

test.describe('voice', () => {
  test('B hears A, mute silences, leaving leaves, and the rest goes on', async ({ house, seat }) => {
    const room = await house.room('synthetic');
    const [a, b] = [await seat('referrer'), await seat('expert')];
    for (const one of [a, b]) {
      await one.page.addInitScript(WATCH_CONNECTIONS);
      await one.enter(room);
      await one.page.getByRole('button', { name: /^Join voice/ }).click();
      await expect(one.page.getByRole('button', { name: 'Leave voice' })).toBeVisible({ timeout: 20_000 });
    }
    await expect.poll(() => heard(b.page, 'totalAudioEnergy'), { timeout: 20_000 }).toBeGreaterThan(0.0001);
    await b.page.waitForFunction(IS_SHOWN_SPEAKING, house.referrer.me.displayName, { timeout: 15_000 });

    await a.page.getByRole('button', { name: 'Mute', exact: true }).click();
    await expect(a.page.getByRole('button', { name: 'Unmute', exact: true })).toBeVisible();
    let before = 0;
    const news = async (): Promise<number> => {
      const now = await heard(b.page, 'packetsReceived');
      const since = now - before;
      before = now;
      return since;
    };
    await expect.poll(news, { intervals: [1_000] }).toBe(0);
    await a.page.getByRole('button', { name: 'Leave voice' }).click();
    await expect(a.page.getByRole('button', { name: /^Join voice/ })).toBeVisible();

    await a.draw('r', [0.3, 0.3], [0.4, 0.4]);
    await expect(b.rows).toHaveCount(1);
    expect([...a.complaints, ...b.complaints]).toEqual([]);
  });
});

import type { Page } from '@playwright/test';
import { expect, test } from '../support/fixtures';
import { heard, WATCH_CONNECTIONS } from '../support/hearing';
import { House } from '../support/house';
import { HAS_RELAY, Relay } from '../support/relay';
import { Seat } from '../support/seat';

/** A network that lets nothing through but the relay. */
const RELAY_ONLY = (): void => {
  const Original = window.RTCPeerConnection;
  window.RTCPeerConnection = class extends Original {
    constructor(configuration?: RTCConfiguration) {
      super({ ...configuration, iceTransportPolicy: 'relay' });
    }
  };
};

/** Over what the paths of this page run: `relay` and the transport to it. */
const paths = (page: Page): Promise<string[]> =>
  page.evaluate(async () => {
    const found: string[] = [];
    for (const connection of (window as unknown as { connections: RTCPeerConnection[] }).connections) {
      const reports = new Map((await connection.getStats()).entries());
      for (const report of reports.values()) {
        if (report.type !== 'candidate-pair' || !report.nominated) continue;
        const { candidateType, relayProtocol } = reports.get(report.localCandidateId as string) as { candidateType: string; relayProtocol?: string };
        found.push(`${candidateType} ${relayProtocol}`);
      }
    }
    return found;
  });

test.describe('a network that lets only the relay through', () => {
  test.skip(!HAS_RELAY, 'coturn is not installed: apt-get install coturn');

  test('V16: B hears A through the relay, with credentials of the session', async ({ browser }) => {
    const relay = await Relay.open();
    const house = await House.open(relay.environment);
    try {
      const room = await house.room('synthetic');
      const [a, b] = [await Seat.take(browser, house, house.referrer), await Seat.take(browser, house, house.expert)];
      for (const one of [a, b]) {
        await one.page.addInitScript(RELAY_ONLY);
        await one.page.addInitScript(WATCH_CONNECTIONS);
        await one.enter(room);
        await one.page.getByRole('button', { name: /^Join voice/ }).click();
        await expect(one.page.getByRole('button', { name: 'Leave voice' })).toBeVisible({ timeout: 20_000 });
      }
      await expect.poll(() => heard(b.page, 'totalAudioEnergy'), { timeout: 20_000 }).toBeGreaterThan(0.0001);
      for (const path of await paths(b.page)) expect(path).toMatch(/^relay (udp|tcp)$/);
      expect([...a.complaints, ...b.complaints]).toEqual([]);
      await Promise.all([a.close(), b.close()]);
    } finally {
      await house.close();
      await relay.close();
    }
  });
});

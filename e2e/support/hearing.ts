import { expect, type Page } from '@playwright/test';

/** Watches every peer connection of a page, so that what arrives can be measured; for `addInitScript`. */
export const WATCH_CONNECTIONS = (): void => {
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

/** How many peer connections this page has made so far. */
export const connectionCount = (page: Page): Promise<number> => page.evaluate(() => (window as unknown as { connections: unknown[] }).connections.length);

/** Energy, or packets, of all audio that this page received so far, from its connection number `from` on. */
export const heard = (page: Page, figure: 'totalAudioEnergy' | 'packetsReceived', from = 0): Promise<number> =>
  page.evaluate(async ([name, first]) => {
    let sum = 0;
    for (const connection of (window as unknown as { connections: RTCPeerConnection[] }).connections.slice(first)) {
      for (const report of (await connection.getStats()).values()) {
        if (report.type === 'inbound-rtp' && report.kind === 'audio') sum += Number(report[name] ?? 0);
      }
    }
    return sum;
  }, [figure, from] as const);

/** Until this page hears on and on, over its connections from number `from` on: forty packets, and news of them over at least 0.8 s. One packet that came late is no voice. */
export async function hearsForASecond(page: Page, from = 0): Promise<void> {
  const arrivals: { atMs: number; packets: number }[] = [];
  const look = async (): Promise<boolean> => {
    arrivals.push({ atMs: performance.now(), packets: await heard(page, 'packetsReceived', from) });
    const news = arrivals.filter(({ packets }, index) => index > 0 && packets > arrivals[index - 1]!.packets);
    const spanMs = (news.at(-1)?.atMs ?? 0) - (news[0]?.atMs ?? 0);
    return arrivals.at(-1)!.packets - arrivals[0]!.packets >= 40 && spanMs >= 800;
  };
  await expect.poll(look, { message: 'forty packets over 0.8 s', timeout: 30_000, intervals: [50] }).toBe(true);
}

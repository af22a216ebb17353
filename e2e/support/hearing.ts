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

/**
 * Gives the page a microphone in which somebody speaks on and on; for `addInitScript`. The browser's own fake beeps for 20 ms at a time, and the server
 * takes nobody for loud in less than ten packets (0.2 s): whether that beep counts is chance.
 */
export const SPEAK_ON = (): void => {
  const { mediaDevices } = navigator;
  const own = mediaDevices.getUserMedia.bind(mediaDevices);
  mediaDevices.getUserMedia = async (wanted) => {
    if (!wanted?.audio || wanted.video) return own(wanted);
    const context = new AudioContext();
    await context.resume();
    const [voice, level, out] = [context.createOscillator(), context.createGain(), context.createMediaStreamDestination()];
    voice.frequency.value = 220;
    level.gain.value = 0.5;
    voice.connect(level).connect(out);
    voice.start();
    return out.stream;
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

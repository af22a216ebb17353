import type { Page } from '@playwright/test';

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

/** Energy, or packets, of all audio that this page received so far. */
export const heard = (page: Page, figure: 'totalAudioEnergy' | 'packetsReceived'): Promise<number> =>
  page.evaluate(async (name) => {
    let sum = 0;
    for (const connection of (window as unknown as { connections: RTCPeerConnection[] }).connections) {
      for (const report of (await connection.getStats()).values()) {
        if (report.type === 'inbound-rtp' && report.kind === 'audio') sum += Number(report[name] ?? 0);
      }
    }
    return sum;
  }, figure);

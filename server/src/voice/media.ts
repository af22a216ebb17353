import type { types } from 'mediasoup';
import { ICE_CONSENT_SECONDS, INITIAL_OUTGOING_BITS_PER_SECOND, LEVELS, MAX_INCOMING_BITS_PER_SECOND, MEDIA_CODECS } from './audio.js';
import type { Engine } from './engine.js';

/** What one room has in the worker. */
export interface Media {
  readonly router: types.Router;
  readonly levels: types.AudioLevelObserver;
  readonly webRtcServer: types.WebRtcServer;
}

export async function openMedia({ worker, webRtcServer }: Engine): Promise<Media> {
  const router = await worker.createRouter({ mediaCodecs: MEDIA_CODECS });
  const levels = await router.createAudioLevelObserver({ maxEntries: LEVELS.maxEntries, threshold: LEVELS.thresholdDbov, interval: LEVELS.intervalMs });
  return { router, levels, webRtcServer };
}

/** A path for one direction of one peer, over the one port. */
export async function openTransport({ router, webRtcServer }: Media): Promise<types.WebRtcTransport> {
  const transport = await router.createWebRtcTransport({
    webRtcServer, enableUdp: true, enableTcp: true, preferUdp: true, iceConsentTimeout: ICE_CONSENT_SECONDS,
    initialAvailableOutgoingBitrate: INITIAL_OUTGOING_BITS_PER_SECOND,
  });
  await transport.setMaxIncomingBitrate(MAX_INCOMING_BITS_PER_SECOND);
  return transport;
}

import type { types } from 'mediasoup';
import { ICE_CONSENT_SECONDS, INITIAL_OUTGOING_BITS_PER_SECOND, LEVELS, MAX_INCOMING_BITS_PER_SECOND, MEDIA_CODECS, TRANSPORT_CC_URI } from './audio.js';
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

/**
 * What a browser is told that the room can receive and send. Transport-cc is for what the server sends alone: mediasoup's own estimator
 * (the worker without libwebrtc) tells a sender nothing by it, and a browser that is told nothing takes its path for broken and sends less
 * every second, until only the smallest picture is left. Without it, a browser goes by REMB where that comes, and by its receivers' reports of loss. (SPEC V23)
 */
export const offered = ({ rtpCapabilities }: types.Router): types.RtpCapabilities => ({
  ...rtpCapabilities,
  headerExtensions: rtpCapabilities.headerExtensions?.map((extension) => (extension.uri === TRANSPORT_CC_URI ? { ...extension, direction: 'sendonly' } : extension)),
});

/** A path for one direction of one peer, over the one port. */
export async function openTransport({ router, webRtcServer }: Media): Promise<types.WebRtcTransport> {
  const transport = await router.createWebRtcTransport({
    webRtcServer, enableUdp: true, enableTcp: true, preferUdp: true, iceConsentTimeout: ICE_CONSENT_SECONDS,
    initialAvailableOutgoingBitrate: INITIAL_OUTGOING_BITS_PER_SECOND,
  });
  await transport.setMaxIncomingBitrate(MAX_INCOMING_BITS_PER_SECOND);
  return transport;
}

import type { types } from 'mediasoup';

/** Opus is written as two channels even where a mono stream is sent (RFC 7587, section 7). */
export const MEDIA_CODECS: types.RouterRtpCodecCapability[] = [
  { kind: 'audio', mimeType: 'audio/opus', clockRate: 48_000, channels: 2, parameters: { useinbandfec: 1, usedtx: 1, stereo: 0, 'sprop-stereo': 0 } },
  // What every browser both sends and shows; its simulcast lets small windows have a small picture.
  { kind: 'video', mimeType: 'video/VP8', clockRate: 90_000, parameters: { 'x-google-start-bitrate': 800 } },
];

/**
 * Speech at 32 kbit/s, and a shared picture in both its sizes. It is the same before there is a picture: a sender that was
 * held (by REMB) to what speech needs would have to feel its way up from there, and the large size would not be sent for seconds.
 */
export const MAX_INCOMING_BITS_PER_SECOND = 4_000_000;

/**
 * What a path to a browser is taken to bear until it is measured. mediasoup begins at 600 kbit/s, below the large picture,
 * and feels its way up for seconds; where this is too much, loss and delay say so within one.
 */
export const INITIAL_OUTGOING_BITS_PER_SECOND = 3_000_000;

/** The header extension by which packets of all streams are counted, so that transport-cc can tell what became of each. */
export const TRANSPORT_CC_URI = 'http://www.ietf.org/id/draft-holmer-rmcat-transport-wide-cc-extensions-01';

/** Seconds without an ICE consent check after which a path counts as lost; the browser then restarts ICE. */
export const ICE_CONSENT_SECONDS = 20;

/**
 * How often mediasoup weighs who is loud, and from which level on: quiet speech is about -50 dBov, a still room below -65. It needs ten
 * packets (0.2 s) in one look, so a second is no multiple of it: what comes in that rhythm would fall between two looks every time.
 */
export const LEVELS = { maxEntries: 12, thresholdDbov: -60, intervalMs: 240 } as const;

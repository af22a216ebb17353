import { accessSync, constants, readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { AudioRtpParameters, DtlsParameters, MediaRtpCapabilities, VideoRtpParameters } from '@parfocal/shared/protocol';

/** mediasoup's worker, where this machine has one: the named one, or the one that `scripts/voice-worker.mjs` has prepared. */
export function voiceWorkerBin(): string | undefined {
  const cache = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'parfocal/voice-worker');
  const cached = listed(cache).map((folder) => join(cache, folder, 'mediasoup-worker'));
  return [process.env.MEDIASOUP_WORKER_BIN ?? '', ...cached].find(isExecutable);
}

const listed = (folder: string): string[] => {
  try {
    return readdirSync(folder).sort().reverse();
  } catch {
    return [];
  }
};

const isExecutable = (file: string): boolean => {
  try {
    accessSync(file, constants.X_OK);
    return file !== '';
  } catch {
    return false;
  }
};

let lastSsrc = 1_000;

/** What Chromium says of a microphone; each call is another stream. */
export const audioParameters = (): AudioRtpParameters => ({
  mid: '0',
  codecs: [{ mimeType: 'audio/opus', payloadType: 111, clockRate: 48_000, channels: 2, parameters: { minptime: 10, useinbandfec: 1, usedtx: 1 }, rtcpFeedback: [{ type: 'nack' }] }],
  headerExtensions: [{ uri: 'urn:ietf:params:rtp-hdrext:sdes:mid', id: 4 }, { uri: 'urn:ietf:params:rtp-hdrext:ssrc-audio-level', id: 1 }],
  encodings: [{ ssrc: ++lastSsrc, dtx: true }],
  rtcp: { cname: `test-${lastSsrc}`, reducedSize: true },
});

/** What Chromium says of a screen in two sizes. */
export const videoParameters = (): VideoRtpParameters => ({
  mid: '1',
  codecs: [
    { mimeType: 'video/VP8', payloadType: 96, clockRate: 90_000, parameters: {}, rtcpFeedback: [{ type: 'nack' }, { type: 'nack', parameter: 'pli' }, { type: 'goog-remb' }] },
    { mimeType: 'video/rtx', payloadType: 97, clockRate: 90_000, parameters: { apt: 96 } },
  ],
  headerExtensions: [{ uri: 'urn:ietf:params:rtp-hdrext:sdes:mid', id: 4 }, { uri: 'urn:ietf:params:rtp-hdrext:sdes:rtp-stream-id', id: 10 }, { uri: 'urn:ietf:params:rtp-hdrext:sdes:repaired-rtp-stream-id', id: 11 }],
  encodings: [{ rid: 's', scaleResolutionDownBy: 3, maxBitrate: 250_000, active: true }, { rid: 'l', scaleResolutionDownBy: 1, maxBitrate: 2_500_000, active: true }],
  rtcp: { cname: `test-${++lastSsrc}`, reducedSize: true },
});

/** What Chromium says it can play and show. */
export const AUDIO_CAPABILITIES: MediaRtpCapabilities = {
  codecs: [
    { kind: 'audio', mimeType: 'audio/opus', preferredPayloadType: 100, clockRate: 48_000, channels: 2, parameters: { useinbandfec: 1 }, rtcpFeedback: [{ type: 'nack' }] },
    { kind: 'video', mimeType: 'video/VP8', preferredPayloadType: 101, clockRate: 90_000, rtcpFeedback: [{ type: 'nack' }, { type: 'nack', parameter: 'pli' }] },
  ],
  headerExtensions: [{ kind: 'audio', uri: 'urn:ietf:params:rtp-hdrext:ssrc-audio-level', preferredId: 10 }],
};

export const DTLS_PARAMETERS: DtlsParameters = {
  role: 'client',
  fingerprints: [{ algorithm: 'sha-256', value: Array.from({ length: 32 }, (_, i) => i.toString(16).padStart(2, '0')).join(':') }],
};

/** An Opus packet's RTP header: the frame's number is its time, the level of RFC 6464 rides along. */
const PAYLOAD_TYPE = 111;
const LEVEL_ID = 1;
/** 20 ms at 48 kHz. */
const SAMPLES = 960;
const HEADER_BYTES = 20;
const SILENCE_DBOV = 127;

/** `frame` counts 20 ms from the call's beginning; `dBov` is 0 (loudest) to 127 (silence) below overload. */
export function header({ ssrc, sequence, frame, dBov = SILENCE_DBOV, isFirst = false }) {
  const bytes = Buffer.alloc(HEADER_BYTES);
  bytes[0] = 0x90;
  bytes[1] = PAYLOAD_TYPE | (isFirst ? 0x80 : 0);
  bytes.writeUInt16BE(sequence & 0xffff, 2);
  bytes.writeUInt32BE((frame * SAMPLES) >>> 0, 4);
  bytes.writeUInt32BE(ssrc, 8);
  bytes.writeUInt32BE(0xbede_0001, 12);
  bytes[16] = LEVEL_ID << 4;
  bytes[17] = dBov < SILENCE_DBOV ? 0x80 | dBov : SILENCE_DBOV;
  return bytes;
}

export const ssrcOf = (packet) => packet.readUInt32BE(8);
export const frameOf = (packet) => packet.readUInt32BE(4) / SAMPLES;

/** What Chromium says of a microphone. */
export const microphone = (ssrc) => ({
  mid: '0',
  codecs: [{ mimeType: 'audio/opus', payloadType: PAYLOAD_TYPE, clockRate: 48_000, channels: 2, parameters: { minptime: 10, useinbandfec: 1, usedtx: 1 }, rtcpFeedback: [{ type: 'nack' }] }],
  headerExtensions: [{ uri: 'urn:ietf:params:rtp-hdrext:ssrc-audio-level', id: LEVEL_ID }],
  encodings: [{ ssrc, dtx: true }],
  rtcp: { cname: `bench-${ssrc}`, reducedSize: true },
});

/** What Chromium says it can play. */
export const CAPABILITIES = {
  codecs: [{ kind: 'audio', mimeType: 'audio/opus', preferredPayloadType: 100, clockRate: 48_000, channels: 2, parameters: { useinbandfec: 1 }, rtcpFeedback: [{ type: 'nack' }] }],
  headerExtensions: [{ kind: 'audio', uri: 'urn:ietf:params:rtp-hdrext:ssrc-audio-level', preferredId: 10 }],
};

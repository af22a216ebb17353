import * as z from 'zod';
import { VideoCapability } from './share-rtp.js';

/**
 * What a browser says of its audio, in the words of ORTC that mediasoup speaks. Only the fields mediasoup reads are
 * let through, each within the range of its wire format, so that nothing unexpected reaches the worker's C++.
 */
const Byte = z.int().min(0).max(255);
const PayloadType = z.int().min(0).max(127);
const Ssrc = z.int().min(1).max(0xffff_ffff);
const Token = z.string().max(256);

/** Opus is the one codec of the house: 48 kHz and two channels is how RFC 7587 writes even a mono stream. */
const Opus = {
  mimeType: z.string().regex(/^audio\/opus$/i),
  clockRate: z.literal(48_000),
  channels: z.literal(2),
  parameters: z.record(z.string().max(64), z.union([z.string().max(64), z.number(), z.boolean()])).optional(),
  rtcpFeedback: z.array(z.object({ type: Token, parameter: Token.optional() })).max(8).optional(),
};

/** How one Opus stream is packed: `payloadType` 7 bits, `ssrc` 32 bits, header extension ids 8 bits. */
export const AudioRtpParameters = z.object({
  mid: z.string().max(32).optional(),
  msid: Token.optional(),
  codecs: z.tuple([z.object({ ...Opus, payloadType: PayloadType })]),
  headerExtensions: z.array(z.object({ uri: Token, id: Byte.min(1), encrypt: z.boolean().optional() })).max(16).optional(),
  encodings: z.tuple([z.object({ ssrc: Ssrc, dtx: z.boolean().optional(), maxBitrate: z.int().min(0).max(1_000_000).optional() })]),
  rtcp: z.object({ cname: Token.optional(), reducedSize: z.boolean().optional() }).optional(),
});
export type AudioRtpParameters = z.infer<typeof AudioRtpParameters>;

/** What a browser can play and show. */
export const MediaRtpCapabilities = z.object({
  codecs: z.array(z.union([z.object({ ...Opus, kind: z.literal('audio'), preferredPayloadType: PayloadType }), VideoCapability])).min(1).max(8),
  headerExtensions: z
    .array(z.object({
      kind: z.enum(['audio', 'video']), uri: Token, preferredId: Byte.min(1), preferredEncrypt: z.boolean().optional(),
      direction: z.enum(['sendrecv', 'sendonly', 'recvonly', 'inactive']).optional(),
    }))
    .max(64)
    .optional(),
});
export type MediaRtpCapabilities = z.infer<typeof MediaRtpCapabilities>;

/** Length of each digest in bytes (RFC 8122, section 5). */
const DIGEST_BYTES = { 'sha-1': 20, 'sha-224': 28, 'sha-256': 32, 'sha-384': 48, 'sha-512': 64 } as const;

const Fingerprint = z
  .object({ algorithm: z.enum(['sha-1', 'sha-224', 'sha-256', 'sha-384', 'sha-512']), value: z.string().max(191) })
  .refine(({ algorithm, value }) => /^[0-9A-F]{2}(:[0-9A-F]{2})*$/i.test(value) && (value.length + 1) / 3 === DIGEST_BYTES[algorithm], 'not such a digest');

/** At least one fingerprint: an empty list has ended mediasoup's worker before (versatica/mediasoup#537). */
export const DtlsParameters = z.object({
  role: z.enum(['auto', 'client', 'server']).optional(),
  fingerprints: z.array(Fingerprint).min(1).max(8),
});
export type DtlsParameters = z.infer<typeof DtlsParameters>;

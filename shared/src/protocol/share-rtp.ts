import * as z from 'zod';

/**
 * What a browser says of a picture it shares: VP8, which every browser sends and receives, in up to three sizes at once
 * (simulcast), with or without retransmission. Only fields that mediasoup reads are let through, each within its range.
 */
const PayloadType = z.int().min(0).max(127);
const Ssrc = z.int().min(1).max(0xffff_ffff);
const Token = z.string().max(256);
const Rid = z.string().regex(/^[a-z\d]{1,16}$/i);

const Video = {
  mimeType: z.string().regex(/^video\/(vp8|rtx)$/i),
  clockRate: z.literal(90_000),
  parameters: z.record(z.string().max(64), z.union([z.string().max(64), z.number(), z.boolean()])).optional(),
  rtcpFeedback: z.array(z.object({ type: Token, parameter: Token.optional() })).max(16).optional(),
};

const Encoding = z
  .object({
    ssrc: Ssrc.optional(),
    rid: Rid.optional(),
    rtx: z.object({ ssrc: Ssrc }).optional(),
    dtx: z.boolean().optional(),
    active: z.boolean().optional(),
    scalabilityMode: z.string().regex(/^L1T[1-3]$/).optional(),
    scaleResolutionDownBy: z.number().min(1).max(16).optional(),
    maxBitrate: z.int().min(0).max(10_000_000).optional(),
  })
  .refine(({ ssrc, rid }) => ssrc !== undefined || rid !== undefined, 'neither ssrc nor rid');

/** One picture; `encodings` from the smallest size to the largest. */
export const VideoRtpParameters = z.object({
  mid: z.string().max(32).optional(),
  msid: Token.optional(),
  codecs: z.array(z.object({ ...Video, payloadType: PayloadType })).min(1).max(2),
  headerExtensions: z.array(z.object({ uri: Token, id: z.int().min(1).max(255), encrypt: z.boolean().optional() })).max(16).optional(),
  encodings: z.array(Encoding).min(1).max(3),
  rtcp: z.object({ cname: Token.optional(), reducedSize: z.boolean().optional() }).optional(),
});
export type VideoRtpParameters = z.infer<typeof VideoRtpParameters>;

/** A codec of a picture that a browser can show. */
export const VideoCapability = z.object({ ...Video, kind: z.literal('video'), preferredPayloadType: PayloadType });

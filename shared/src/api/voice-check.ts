import * as z from 'zod';
import { AudioRtpParameters, DtlsParameters } from '../protocol/index.js';

/**
 * A connection check: a path to the voice server for one person alone, made before a meeting to learn what their network
 * lets through. It lives for half a minute. RTP, ICE and DTLS are mediasoup's structures.
 */
export const VoiceCheck = z.object({
  id: z.uuid(),
  rtpCapabilities: z.looseObject({}),
  transport: z.object({
    id: z.string(),
    iceParameters: z.looseObject({}),
    iceCandidates: z.array(z.looseObject({ protocol: z.enum(['udp', 'tcp']), ip: z.string(), port: z.int() })),
    dtlsParameters: z.looseObject({}),
  }),
  relays: z.object({ urls: z.array(z.string()), username: z.string(), credential: z.string() }).nullable(),
});
export type VoiceCheck = z.infer<typeof VoiceCheck>;

export const VoiceCheckConnect = z.object({ dtlsParameters: DtlsParameters });
export type VoiceCheckConnect = z.infer<typeof VoiceCheckConnect>;

export const VoiceCheckProduce = z.object({ rtpParameters: AudioRtpParameters });
export type VoiceCheckProduce = z.infer<typeof VoiceCheckProduce>;

/** How loud the server heard the check at most since it was last asked, in dBov (-127 to 0); null where it heard nothing. */
export const VoiceCheckLevel = z.object({ levelDbov: z.number().nullable() });
export type VoiceCheckLevel = z.infer<typeof VoiceCheckLevel>;

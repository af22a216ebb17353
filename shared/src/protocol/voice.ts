import { z } from 'zod';
import type { Reply } from './errors.js';

/**
 * Voice signalling over the session socket. The RTP and DTLS parameters are mediasoup's own structures: checked here
 * for shape and size, and by mediasoup for meaning.
 */
const Bounded = z.record(z.string().max(64), z.unknown()).refine((value) => JSON.stringify(value).length <= 16_384, 'too large');

export type VoiceState = { state: 'ready' } | { state: 'preparing' } | { state: 'unavailable'; reason: string };

export const TransportDirection = z.enum(['send', 'receive']);
export type TransportDirection = z.infer<typeof TransportDirection>;

export const VoiceTransportOpen = z.object({ direction: TransportDirection });
export const VoiceTransportConnect = z.object({
  transportId: z.uuid(),
  dtlsParameters: z.object({
    role: z.enum(['auto', 'client', 'server']).optional(),
    fingerprints: z.array(z.object({ algorithm: z.enum(['sha-1', 'sha-224', 'sha-256', 'sha-384', 'sha-512']), value: z.string().regex(/^[0-9A-Fa-f:]{1,200}$/) })).min(1).max(8),
  }),
});
export const VoiceProduce = z.object({ transportId: z.uuid(), rtpParameters: Bounded });
export const VoiceListen = z.object({ rtpCapabilities: Bounded });
export const VoiceConsumerReady = z.object({ consumerId: z.uuid() });
export const VoiceMute = z.object({ muted: z.boolean() });

export interface VoiceTransport {
  readonly id: string;
  readonly iceParameters: object;
  readonly iceCandidates: readonly object[];
  readonly dtlsParameters: object;
}

export interface VoiceConsumer {
  readonly consumerId: string;
  readonly producerId: string;
  readonly peerId: string;
  readonly rtpParameters: object;
}

/** Who is in the voice room. */
export interface Speaker {
  readonly peerId: string;
  readonly muted: boolean;
}

export interface VoiceClientEvents {
  'voice:join': (answer: (reply: Reply<{ rtpCapabilities: object }>) => void) => void;
  'voice:transport': (body: z.infer<typeof VoiceTransportOpen>, answer: (reply: Reply<VoiceTransport>) => void) => void;
  'voice:connect': (body: z.infer<typeof VoiceTransportConnect>, answer: (reply: Reply) => void) => void;
  'voice:restart-ice': (body: { transportId: string }, answer: (reply: Reply<{ iceParameters: object }>) => void) => void;
  'voice:produce': (body: z.infer<typeof VoiceProduce>, answer: (reply: Reply<{ producerId: string }>) => void) => void;
  /** Says what this peer can play; the consumers come as `voice:consumer`, paused until `voice:consumer-ready`. */
  'voice:listen': (body: z.infer<typeof VoiceListen>, answer: (reply: Reply) => void) => void;
  'voice:consumer-ready': (body: z.infer<typeof VoiceConsumerReady>, answer: (reply: Reply) => void) => void;
  'voice:mute': (body: z.infer<typeof VoiceMute>, answer: (reply: Reply) => void) => void;
  'voice:leave': (answer: (reply: Reply) => void) => void;
}

export interface VoiceServerEvents {
  'voice:state': (state: VoiceState) => void;
  /** Everyone in the voice room, whole. */
  'voice:roster': (speakers: readonly Speaker[]) => void;
  'voice:consumer': (consumer: VoiceConsumer) => void;
  'voice:consumer-closed': (body: { consumerId: string }) => void;
  /** Who is heard now, loudest first, as the server hears it. */
  'voice:speaking': (peerIds: readonly string[]) => void;
  /** The voice worker was replaced: join again. */
  'voice:reset': () => void;
}

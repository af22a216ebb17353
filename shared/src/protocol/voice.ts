import * as z from 'zod';
import type { Reply } from './errors.js';
import { AudioRtpCapabilities, AudioRtpParameters, DtlsParameters } from './voice-rtp.js';

/**
 * Voice signalling over the session socket. RTP and DTLS parameters are mediasoup's own structures: checked here for
 * shape and range (`body.malformed`), and by mediasoup for meaning (`voice.refused`).
 */
export type VoiceState = { state: 'ready' } | { state: 'preparing' } | { state: 'unavailable'; reason: string };

export const TransportDirection = z.enum(['send', 'receive']);
export type TransportDirection = z.infer<typeof TransportDirection>;

export const VoiceTransportOpen = z.object({ direction: TransportDirection });
export type VoiceTransportOpen = z.infer<typeof VoiceTransportOpen>;

export const VoiceTransportConnect = z.object({ transportId: z.uuid(), dtlsParameters: DtlsParameters });
export type VoiceTransportConnect = z.infer<typeof VoiceTransportConnect>;

export const VoiceIceRestart = z.object({ transportId: z.uuid() });
export type VoiceIceRestart = z.infer<typeof VoiceIceRestart>;

export const VoiceProduce = z.object({ transportId: z.uuid(), rtpParameters: AudioRtpParameters });
export type VoiceProduce = z.infer<typeof VoiceProduce>;

export const VoiceListen = z.object({ rtpCapabilities: AudioRtpCapabilities });
export type VoiceListen = z.infer<typeof VoiceListen>;

export const VoiceConsumerReady = z.object({ consumerId: z.uuid() });
export type VoiceConsumerReady = z.infer<typeof VoiceConsumerReady>;

export const VoiceMute = z.object({ muted: z.boolean() });
export type VoiceMute = z.infer<typeof VoiceMute>;

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

/** Who is in the voice room. One without an open microphone counts as muted. */
export interface Speaker {
  readonly peerId: string;
  readonly muted: boolean;
}

export interface VoiceClientEvents {
  'voice:join': (answer: (reply: Reply<{ rtpCapabilities: object }>) => void) => void;
  /** Opening a second transport of a direction closes the first. */
  'voice:transport': (body: VoiceTransportOpen, answer: (reply: Reply<VoiceTransport>) => void) => void;
  'voice:connect': (body: VoiceTransportConnect, answer: (reply: Reply) => void) => void;
  'voice:restart-ice': (body: VoiceIceRestart, answer: (reply: Reply<{ iceParameters: object }>) => void) => void;
  'voice:produce': (body: VoiceProduce, answer: (reply: Reply<{ producerId: string }>) => void) => void;
  /** Says what this peer can play; the consumers come as `voice:consumer`, paused until `voice:consumer-ready`. */
  'voice:listen': (body: VoiceListen, answer: (reply: Reply) => void) => void;
  'voice:consumer-ready': (body: VoiceConsumerReady, answer: (reply: Reply) => void) => void;
  'voice:mute': (body: VoiceMute, answer: (reply: Reply) => void) => void;
  'voice:leave': (answer: (reply: Reply) => void) => void;
}

export interface VoiceServerEvents {
  'voice:state': (state: VoiceState) => void;
  /** Everyone in the voice room, whole; told to the whole session, in the room or not. */
  'voice:roster': (speakers: readonly Speaker[]) => void;
  'voice:consumer': (consumer: VoiceConsumer) => void;
  'voice:consumer-closed': (body: { consumerId: string }) => void;
  /** Whether the server sends this consumer now; the client rests the others. Said after `voice:consumer-ready` and at every change. */
  'voice:heard': (body: { consumerId: string; heard: boolean }) => void;
  /** Who is heard now, loudest first, as the server hears it; told to the whole session. */
  'voice:speaking': (peerIds: readonly string[]) => void;
  /** All you had in voice is gone: join again as soon as `voice:state` says ready. */
  'voice:reset': () => void;
}

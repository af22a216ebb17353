import * as z from 'zod';
import type { Reply } from './errors.js';
import { MediaRtpCapabilities, AudioRtpParameters, DtlsParameters } from './voice-rtp.js';

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

/** `muted`: the microphone begins at rest, so that not a syllable gets out before `voice:mute` could. */
export const VoiceProduce = z.object({ transportId: z.uuid(), rtpParameters: AudioRtpParameters, muted: z.boolean().optional() });
export type VoiceProduce = z.infer<typeof VoiceProduce>;

export const VoiceListen = z.object({ rtpCapabilities: MediaRtpCapabilities });
export type VoiceListen = z.infer<typeof VoiceListen>;

export const VoiceConsumerReady = z.object({ consumerId: z.uuid() });
export type VoiceConsumerReady = z.infer<typeof VoiceConsumerReady>;

export const VoiceMute = z.object({ muted: z.boolean() });
export type VoiceMute = z.infer<typeof VoiceMute>;

/** Who comes in while so many others are in the room begins muted. */
export const VOICE_CROWD = 10;

/** What a host says with it: nothing, that there is noise, that there is an echo. */
export const VoiceMuteReason = z.enum(['host', 'noise', 'echo']);
export type VoiceMuteReason = z.infer<typeof VoiceMuteReason>;

export const VoiceMutePeer = z.object({ peerId: z.uuid(), reason: VoiceMuteReason });
export type VoiceMutePeer = z.infer<typeof VoiceMutePeer>;

/** Told to who was muted by somebody else. `everyone`: so were all but the presenter. */
export interface VoiceMuted {
  /** The host's peer. */
  readonly by: string;
  readonly reason: VoiceMuteReason | 'everyone';
}

/** Every microphone of a full house, the picture, and as many again that are being replaced. */
const CONSUMERS_MAX = 400;

/** Somebody whose line broke is back with another, and names what they still have of the call. */
export const VoiceResume = z.object({
  /** As `voice:join` gave it, which proves that it is the same page. */
  callId: z.uuid(),
  muted: z.boolean(),
  /** Of one's microphone and one's picture. */
  producerIds: z.array(z.uuid()).max(2),
  /** Of the others' microphones, and of the picture. */
  consumerIds: z.array(z.uuid()).max(CONSUMERS_MAX),
});
export type VoiceResume = z.infer<typeof VoiceResume>;

/** What the server holds: its transports, and of what was named that which stands. All else of either side is closed by that side. */
export interface VoiceResumed {
  readonly transportIds: readonly string[];
  readonly producerIds: readonly string[];
  readonly consumerIds: readonly string[];
}

/**
 * The relays of the house and how to sign in to them: TURN's REST scheme (draft-uberti-behave-turn-rest-00), username
 * `expiry:peer` in Unix seconds, password its HMAC-SHA1.
 */
export interface VoiceRelays {
  readonly urls: readonly string[];
  readonly username: string;
  readonly credential: string;
  /** Ask for new ones (`voice:relays`) before so many seconds are over. */
  readonly lifetimeSeconds: number;
}

/** What a peer needs to begin a call. */
export interface VoiceJoined {
  /** Names this call to `voice:resume`; nobody else is told. */
  readonly callId: string;
  readonly rtpCapabilities: object;
  /** At least {@link VOICE_CROWD} others are in the room: begin muted, unless you come back to it. */
  readonly crowded: boolean;
  /** Nothing where the house has no relay. */
  readonly relays: VoiceRelays | null;
}

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
  'voice:join': (answer: (reply: Reply<VoiceJoined>) => void) => void;
  /** First of all over a new connection, by who is in a call. `voice.refused` where nothing of it is held: join again. */
  'voice:resume': (body: VoiceResume, answer: (reply: Reply<VoiceResumed>) => void) => void;
  /** New credentials for the relays, before those of `voice:join` expire. */
  'voice:relays': (answer: (reply: Reply<VoiceRelays | null>) => void) => void;
  /** Opening a second transport of a direction closes the first with what it carried, and leaves everything else as it is. */
  'voice:transport': (body: VoiceTransportOpen, answer: (reply: Reply<VoiceTransport>) => void) => void;
  'voice:connect': (body: VoiceTransportConnect, answer: (reply: Reply) => void) => void;
  'voice:restart-ice': (body: VoiceIceRestart, answer: (reply: Reply<{ iceParameters: object }>) => void) => void;
  'voice:produce': (body: VoiceProduce, answer: (reply: Reply<{ producerId: string }>) => void) => void;
  /** Says what this peer can play; the consumers come as `voice:consumer`, paused until `voice:consumer-ready`. */
  'voice:listen': (body: VoiceListen, answer: (reply: Reply) => void) => void;
  'voice:consumer-ready': (body: VoiceConsumerReady, answer: (reply: Reply) => void) => void;
  'voice:mute': (body: VoiceMute, answer: (reply: Reply) => void) => void;
  /** A host's. There is no command that opens somebody else's microphone. */
  'voice:mute-peer': (body: VoiceMutePeer, answer: (reply: Reply) => void) => void;
  /** A host's: everyone but the presenter and who asks for it. */
  'voice:mute-others': (answer: (reply: Reply) => void) => void;
  'voice:leave': (answer: (reply: Reply) => void) => void;
}

export interface VoiceServerEvents {
  'voice:state': (state: VoiceState) => void;
  /** Everyone in the voice room, whole; told to the whole session, in the room or not. */
  'voice:roster': (speakers: readonly Speaker[]) => void;
  /** The path of one of your transports ended, seen from the server: open another of that direction. You stay in the room. */
  'voice:transport-closed': (body: { transportId: string }) => void;
  'voice:consumer': (consumer: VoiceConsumer) => void;
  'voice:consumer-closed': (body: { consumerId: string }) => void;
  /** Whether the server sends this consumer now; the client rests the others. Said after `voice:consumer-ready` and at every change. */
  'voice:heard': (body: { consumerId: string; heard: boolean }) => void;
  /** Who is heard now, loudest first, as the server hears it; told to the whole session. */
  'voice:speaking': (peerIds: readonly string[]) => void;
  /** A host muted you; open your microphone again when you like. */
  'voice:muted': (muted: VoiceMuted) => void;
  /** Whether your own microphone is sent on to the others now. Said at every change. */
  'voice:audible': (body: { audible: boolean }) => void;
  /** All you had in voice is gone: join again as soon as `voice:state` says ready. */
  'voice:reset': () => void;
}

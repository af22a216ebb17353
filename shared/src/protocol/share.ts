import * as z from 'zod';
import type { Reply } from './errors.js';
import { VideoRtpParameters } from './share-rtp.js';
import type { VoiceRelays } from './voice.js';

/** What is shown beside the slide: a screen or window, or a camera such as that of a microscope. */
export const ShareSource = z.enum(['screen', 'camera']);
export type ShareSource = z.infer<typeof ShareSource>;

export const ShareStart = z.object({ transportId: z.uuid(), rtpParameters: VideoRtpParameters, source: ShareSource });
export type ShareStart = z.infer<typeof ShareStart>;

/** How large it is shown: nothing is sent while it is `hidden`. */
export const ShareSize = z.enum(['hidden', 'small', 'large']);
export type ShareSize = z.infer<typeof ShareSize>;

export const ShareView = z.object({ consumerId: z.uuid(), size: ShareSize });
export type ShareView = z.infer<typeof ShareView>;

/** The one picture of a session. */
export interface Share {
  readonly peerId: string;
  readonly source: ShareSource;
}

export interface ShareConsumer {
  readonly consumerId: string;
  readonly producerId: string;
  readonly rtpParameters: object;
}

/** What somebody needs who watches without being in the voice room. */
export interface ShareWatched {
  readonly rtpCapabilities: object;
  /** Nothing where the house has no relay. */
  readonly relays: VoiceRelays | null;
}

export interface ShareClientEvents {
  /** Over one's send transport of voice. Takes the place of another's share where a host or the presenter asks, else `share.taken`. */
  'share:start': (body: ShareStart, answer: (reply: Reply<{ producerId: string }>) => void) => void;
  /** By who shares, a host or the presenter. */
  'share:stop': (answer: (reply: Reply) => void) => void;
  /**
   * To watch what is shown without being in the voice room: opens the way to a receive transport and `voice:listen`, which
   * then gives the picture and no sound. It ends with the picture, with `share:unwatch` and with `voice:join`.
   */
  'share:watch': (answer: (reply: Reply<ShareWatched>) => void) => void;
  'share:unwatch': (answer: (reply: Reply) => void) => void;
  /** Sent from now on in this size, or not at all. */
  'share:view': (body: ShareView, answer: (reply: Reply) => void) => void;
}

export interface ShareServerEvents {
  /** Who shares what, to the whole session, in the voice room or not. */
  'share:state': (share: Share | null) => void;
  /** The picture, for who listens in the voice room or watches; paused until `share:view`. */
  'share:consumer': (consumer: ShareConsumer) => void;
  'share:consumer-closed': (body: { consumerId: string }) => void;
  /** Somebody else ended your share, or took its place. */
  'share:ended': (body: { by: string }) => void;
}

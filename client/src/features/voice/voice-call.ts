import type { ShareSize, ShareSource } from '@parfocal/shared/protocol';
import type { Loudspeakers } from './loudspeakers';
import { Receiving } from './receiving';
import { request } from './request';
import { Sending } from './sending';
import { Stay, type StayParts } from './stay';

export interface CallParts extends StayParts {
  loudspeakers: Loudspeakers;
  /** The picture that somebody shares. */
  shown: (track: MediaStreamTrack | undefined) => void;
}

/** One stay in the voice room, from joining to leaving, or to a break that no path can mend. */
export class VoiceCall {
  private readonly receiving: Receiving;
  private readonly sending: Sending;

  private constructor(
    private readonly stay: Stay,
    parts: CallParts,
    /** So many were in the room already that one begins muted. */
    readonly crowded: boolean,
    private readonly callId: string,
  ) {
    this.receiving = new Receiving(stay, parts);
    this.sending = new Sending(stay);
  }

  /** Joins and listens. Throws a `VoiceRefusal`, or mediasoup-client's `UnsupportedError`. */
  static async open(parts: CallParts): Promise<VoiceCall> {
    const { stay, entered } = await Stay.enter(parts, () => request(parts.socket, 'voice:join'));
    const call = new VoiceCall(stay, parts, entered.crowded, entered.callId);
    try {
      await call.receiving.start();
    } catch (error) {
      call.close();
      throw error;
    }
    return call;
  }

  get closed(): boolean {
    return this.stay.closed;
  }

  /** Sends this track, which stays the caller's to stop, or keeps it ready to be sent; a second one takes the place of the first. */
  speak(track: MediaStreamTrack, muted: boolean): Promise<void> {
    return this.sending.speak(track, muted);
  }

  /** Silent here at once, and at the server as soon as it hears of it. */
  async mute(muted: boolean): Promise<void> {
    if (!this.sending.hasMicrophone) return;
    await this.sending.mute(muted);
    try {
      await this.stay.line.ask('voice:mute', { muted });
    } catch (error) {
      // Asked just as the line went: taking up the call says it again.
      if (!this.stay.line.isAway) throw error;
    }
  }

  /** Takes the microphone out of the call, which goes on listening. */
  silence(): void {
    this.sending.silence();
  }

  /** Shows this track to everyone, in place of what is shown. It stays the caller's to stop. Throws a `VoiceRefusal`; `lost` where it ends later on. */
  share(track: MediaStreamTrack, source: ShareSource, lost: (error: unknown) => void): Promise<void> {
    return this.sending.share(track, source, lost);
  }

  unshare(): void {
    this.sending.unshare();
  }

  /** In which size the picture of somebody else is shown. */
  view(size: ShareSize): void {
    this.receiving.view(size);
  }

  /** The connection is gone. What travels goes on, and what is asked waits until the call is taken up again. */
  hangUp(): void {
    this.stay.line.hangUp();
    this.stay.shaky(this.stay.line, true);
  }

  /** The highest rung that keeps everything: takes up the call over a new connection. Throws a `VoiceRefusal` where nothing of it is held. (SPEC V24) */
  async resume(): Promise<void> {
    const { producerIds, isMuted: muted } = this.sending;
    const { consumerIds } = this.receiving;
    const held = await request(this.stay.socket, 'voice:resume', { callId: this.callId, muted, producerIds: [...producerIds], consumerIds: [...consumerIds] });
    if (this.closed) return;
    this.stay.line.pickUp();
    this.stay.shaky(this.stay.line, false);
    this.receiving.reconcile(held, consumerIds);
    this.sending.reconcile(held, producerIds);
  }

  close(): void {
    this.stay.close();
    this.sending.close();
    this.receiving.close();
  }
}

import type { ShareSize, ShareSource, VoiceRelays } from '@parfocal/shared/protocol';
import type { types } from 'mediasoup-client';
import type { SessionSocket } from '@/wire';
import { keepRelays } from './keep-relays';
import type { Loudspeakers } from './loudspeakers';
import { iceServersOf } from './media-path';
import type { Path, Stay } from './path';
import { Receiving } from './receiving';
import { request } from './request';
import { Sending } from './sending';

export interface CallParts {
  socket: SessionSocket;
  createDevice: () => Promise<types.Device>;
  loudspeakers: Loudspeakers;
  /** The call is over and cannot be mended; begin a new one. */
  lost: () => void;
  shaky: (shaky: boolean) => void;
  /** The picture that somebody shares. */
  shown: (track: MediaStreamTrack | undefined) => void;
}

/** One stay in the voice room, from joining to leaving, or to a break that no path can mend. */
export class VoiceCall {
  private readonly receiving: Receiving;
  private readonly sending: Sending;
  private readonly mending = new Set<Path>();
  private readonly stopKeeping: () => void;
  private isClosed = false;

  private constructor(
    private readonly parts: CallParts,
    device: types.Device,
    /** So many were in the room already that one begins muted. */
    readonly crowded: boolean,
    private relays: VoiceRelays | null,
  ) {
    const stay: Stay = {
      socket: parts.socket, device, relays: () => this.relays, lost: () => this.isClosed || parts.lost(), shaky: (path, shaky) => this.mend(path, shaky),
    };
    this.receiving = new Receiving(stay, parts);
    this.sending = new Sending(stay);
    this.stopKeeping = keepRelays(parts.socket, relays, (fresh) => this.renew(fresh));
  }

  /** Joins and listens. Throws a `VoiceRefusal`, or mediasoup-client's `UnsupportedError`. */
  static async open(parts: CallParts): Promise<VoiceCall> {
    const device = await parts.createDevice();
    const { rtpCapabilities, crowded, relays } = await request(parts.socket, 'voice:join');
    await device.load({ routerRtpCapabilities: rtpCapabilities as types.RtpCapabilities });
    const call = new VoiceCall(parts, device, crowded, relays);
    try {
      await call.receiving.start();
    } catch (error) {
      call.close();
      throw error;
    }
    return call;
  }

  get closed(): boolean {
    return this.isClosed;
  }

  /** Sends this track, which stays the caller's to stop, or keeps it ready to be sent; a second one takes the place of the first. */
  speak(track: MediaStreamTrack, muted: boolean): Promise<void> {
    return this.sending.speak(track, muted);
  }

  /** Silent here at once, and at the server as soon as it hears of it. */
  async mute(muted: boolean): Promise<void> {
    if (!this.sending.hasMicrophone) return;
    await this.sending.mute(muted);
    await request(this.parts.socket, 'voice:mute', { muted });
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

  close(): void {
    this.isClosed = true;
    this.stopKeeping();
    this.sending.close();
    this.receiving.close();
  }

  private mend(path: Path, shaky: boolean): void {
    if (shaky) this.mending.add(path);
    else this.mending.delete(path);
    if (!this.isClosed) this.parts.shaky(this.mending.size > 0);
  }

  private async renew(relays: VoiceRelays): Promise<void> {
    this.relays = relays;
    const transports = [this.receiving.transport, this.sending.transport];
    await Promise.all(transports.map((transport) => transport?.closed || transport?.updateIceServers({ iceServers: iceServersOf(relays) })));
  }
}

import type { ShareSize, ShareSource, VoiceRelays } from '@parfocal/shared/protocol';
import type { types } from 'mediasoup-client';
import type { SessionSocket } from '@/wire';
import { createHearing } from './hearing';
import { careForPath } from './ice-care';
import type { Loudspeakers } from './loudspeakers';
import { keepRelays } from './keep-relays';
import { iceServersOf, openPath, restartedIce } from './media-path';
import { request } from './request';
import { createWatching } from './watching';

/** A picture in two sizes at once: what a small pane needs, and every detail. */
const PICTURE: types.RtpEncodingParameters[] = [
  { rid: 's', scaleResolutionDownBy: 3, maxBitrate: 250_000 },
  { rid: 'l', scaleResolutionDownBy: 1, maxBitrate: 2_500_000 },
];

/** Speech: mono, about 32 kbit/s, nothing sent in pauses, and two ways to survive loss. */
const SPEECH: types.ProducerCodecOptions = {
  opusStereo: false, opusDtx: true, opusFec: true, opusNack: true, opusMaxAverageBitrate: 32_000, opusPtime: 20,
};

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

/** One stay in the voice room, from joining to leaving or breaking. It is never mended, only replaced. */
export class VoiceCall {
  private readonly endings: (() => void)[] = [];
  private readonly paths: types.Transport[] = [];
  /** Asked for once: a second transport would close the first. */
  private sending: Promise<types.Transport> | undefined;
  private watching: ReturnType<typeof createWatching> | undefined;
  private producer: types.Producer | undefined;
  /** Set from the first wish to speak, so that a key pressed while the microphone is being opened opens no second one. */
  private producing: Promise<types.Producer> | undefined;
  private isClosed = false;

  private constructor(
    private readonly parts: CallParts,
    private readonly device: types.Device,
    /** So many were in the room already that one begins muted. */
    readonly crowded: boolean,
    private relays: VoiceRelays | null,
  ) {
    this.endings.push(keepRelays(parts.socket, relays, (fresh) => this.renew(fresh)));
  }

  /** Joins and listens. Throws a `VoiceRefusal`, or mediasoup-client's `UnsupportedError`. */
  static async open(parts: CallParts): Promise<VoiceCall> {
    const device = await parts.createDevice();
    const { rtpCapabilities, crowded, relays } = await request(parts.socket, 'voice:join');
    await device.load({ routerRtpCapabilities: rtpCapabilities as types.RtpCapabilities });
    const call = new VoiceCall(parts, device, crowded, relays);
    try {
      await call.listen();
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
  async speak(track: MediaStreamTrack, muted: boolean): Promise<void> {
    if (this.producing) {
      const producer = await this.producing;
      if (producer.track !== track) await producer.replaceTrack({ track });
      return;
    }
    this.producing = this.produce(track, muted);
    try {
      this.producer = await this.producing;
    } catch (error) {
      this.producing = undefined;
      throw error;
    }
  }

  /** Shows this track to everyone, in place of what is shown. It stays the caller's to stop. Throws a `VoiceRefusal`. */
  async share(track: MediaStreamTrack, source: ShareSource): Promise<types.Producer> {
    const sending = await this.toSend();
    return sending.produce({ track, encodings: PICTURE, codecOptions: { videoGoogleStartBitrate: 1_000 }, stopTracks: false, appData: { source } });
  }

  /** In which size the picture of somebody else is shown. */
  view(size: ShareSize): void {
    this.watching?.view(size);
  }

  /** Silent here at once, and at the server as soon as it hears of it. */
  async mute(muted: boolean): Promise<void> {
    if (!this.producer) return;
    if (muted) this.producer.pause();
    else this.producer.resume();
    await request(this.parts.socket, 'voice:mute', { muted });
  }

  /** Takes the microphone out of the call, which goes on listening. */
  silence(): void {
    this.producer?.close();
    this.producer = this.producing = undefined;
  }

  close(): void {
    this.isClosed = true;
    for (const end of this.endings.splice(0).reverse()) end();
    this.producer = this.producing = undefined;
  }

  private async produce(track: MediaStreamTrack, muted: boolean): Promise<types.Producer> {
    const sending = await this.toSend();
    // A producer of a track that is not enabled begins paused.
    track.enabled = !muted;
    const producer = await sending.produce({ track, codecOptions: SPEECH, stopTracks: false, zeroRtpOnPause: true, appData: { muted } });
    if (this.isClosed) producer.close();
    return producer;
  }

  private async listen(): Promise<void> {
    const transport = await this.path('receive');
    const hearing = createHearing({ ...this.parts, device: this.device, transport });
    this.endings.push(hearing.close);
    this.watching = createWatching({ ...this.parts, transport });
    this.endings.push(this.watching.close);
    await hearing.start();
  }

  private async renew(relays: VoiceRelays): Promise<void> {
    this.relays = relays;
    await Promise.all(this.paths.map((path) => path.closed || path.updateIceServers({ iceServers: iceServersOf(relays) })));
  }

  private async toSend(): Promise<types.Transport> {
    this.sending ??= this.path('send');
    try {
      return await this.sending;
    } catch (error) {
      this.sending = undefined;
      throw error;
    }
  }

  private async path(direction: 'send' | 'receive'): Promise<types.Transport> {
    const { socket, lost, shaky } = this.parts;
    const transport = await openPath(socket, this.device, direction, this.relays);
    this.paths.push(transport);
    const uncare = careForPath(transport, { restart: () => restartedIce(socket, transport.id), lost: () => this.isClosed || lost(), shaky });
    this.endings.push(() => {
      uncare();
      transport.close();
    });
    if (this.isClosed) this.close();
    return transport;
  }
}

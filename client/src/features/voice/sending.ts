import type { ShareSource, VoiceResumed } from '@parfocal/shared/protocol';
import type { types } from 'mediasoup-client';
import { Path } from './path';
import type { Stay } from './stay';

/** A picture in two sizes at once: what a small pane needs, and every detail. */
const PICTURE: types.RtpEncodingParameters[] = [
  { rid: 's', scaleResolutionDownBy: 3, maxBitrate: 250_000 },
  { rid: 'l', scaleResolutionDownBy: 1, maxBitrate: 2_500_000 },
];

/** Speech: mono, about 32 kbit/s, nothing sent in pauses, and two ways to survive loss. */
const SPEECH: types.ProducerCodecOptions = {
  opusStereo: false, opusDtx: true, opusFec: true, opusNack: true, opusMaxAverageBitrate: 32_000, opusPtime: 20,
};

/** What is sent, and goes over to the next transport. The track stays its owner's to stop. */
interface Microphone {
  track: MediaStreamTrack;
  muted: boolean;
  /** From the first wish to speak, so that a key pressed while the microphone is being opened opens no second one. */
  producer: Promise<types.Producer>;
  /** Once it is open at the server. */
  producerId?: string;
}
interface Picture {
  readonly track: MediaStreamTrack;
  readonly source: ShareSource;
  /** It could not go over to a new transport. */
  readonly lost: (error: unknown) => void;
  producer?: types.Producer;
}

/** All that one sends in one stay: a microphone, and a picture to be shown. Nothing is opened before the first of them. */
export class Sending {
  private readonly path: Path;
  private microphone: Microphone | undefined;
  private picture: Picture | undefined;
  private isClosed = false;

  constructor(stay: Stay) {
    this.path = new Path(stay, 'send', (transport, again) => (again ? this.carry(transport) : Promise.resolve()));
  }

  get hasMicrophone(): boolean {
    return this.microphone !== undefined;
  }

  get isMuted(): boolean {
    return this.microphone?.muted ?? true;
  }

  /** Of the microphone and the picture, as far as they are open at the server. */
  get producerIds(): readonly string[] {
    return [this.microphone?.producerId, this.picture?.producer?.id].filter((id) => id !== undefined);
  }

  /** Sends this track, or keeps it ready to be sent; a second one takes the place of the first. */
  async speak(track: MediaStreamTrack, muted: boolean): Promise<void> {
    const { microphone } = this;
    if (microphone) {
      microphone.track = track;
      const producer = await microphone.producer;
      if (producer.track !== track) await producer.replaceTrack({ track });
      return;
    }
    const opened: Microphone = { track, muted, producer: this.path.open().then((transport) => this.produce(transport, track, muted)) };
    this.microphone = opened;
    try {
      opened.producerId = (await opened.producer).id;
    } catch (error) {
      if (this.microphone === opened) this.microphone = undefined;
      throw error;
    }
  }

  /** Silent from now on, or heard again; a microphone that is being opened, or goes over to a new transport, follows. */
  async mute(muted: boolean): Promise<void> {
    const { microphone } = this;
    if (!microphone) return;
    microphone.muted = muted;
    if (muted) microphone.track.enabled = false;
    await this.path.open();
    const producer = await microphone.producer;
    if (microphone.muted) producer.pause();
    else producer.resume();
  }

  /** Takes the microphone away. */
  silence(): void {
    this.microphone?.producer.then((producer) => producer.close(), () => undefined);
    this.microphone = undefined;
  }

  /** Shows this track to everyone, in place of what is shown. Throws a `VoiceRefusal`; `lost` where it ends later on. */
  async share(track: MediaStreamTrack, source: ShareSource, lost: (error: unknown) => void): Promise<void> {
    const shown = this.picture;
    if (shown?.producer && !shown.producer.closed && shown.source === source) {
      // Another camera: the same picture for whoever looks on, with other contents.
      this.picture = { ...shown, track, lost };
      return shown.producer.replaceTrack({ track });
    }
    this.unshare();
    const picture: Picture = { track, source, lost };
    const transport = await this.path.open();
    this.picture = picture;
    try {
      await this.show(transport, picture);
    } catch (error) {
      if (this.picture === picture) this.picture = undefined;
      throw error;
    }
  }

  unshare(): void {
    this.picture?.producer?.close();
    this.picture = undefined;
  }

  /** After the line was away: of what was `named`, that which the server holds stays; the microphone of somebody who may speak is opened anew over another transport. */
  reconcile({ transportIds, producerIds }: VoiceResumed, named: readonly string[]): void {
    if (!this.path.reconcile(transportIds)) return;
    const isGone = (id: string | undefined): boolean => id !== undefined && named.includes(id) && !producerIds.includes(id);
    const { microphone, picture } = this;
    if (picture && isGone(picture.producer?.id)) this.loseSight(picture, new Error('not shown any more'));
    if (isGone(microphone?.producerId)) void this.path.renew();
  }

  close(): void {
    this.isClosed = true;
    this.path.close();
    this.microphone = this.picture = undefined;
  }

  /** Onto a transport that takes the place of another, as it is now: muted if it was muted. */
  private async carry(transport: types.Transport): Promise<void> {
    const { microphone, picture } = this;
    if (picture) this.show(transport, picture).catch((error: unknown) => this.loseSight(picture, error));
    if (!microphone) return;
    delete microphone.producerId;
    microphone.producer = this.produce(transport, microphone.track, microphone.muted);
    microphone.producerId = (await microphone.producer).id;
  }

  private async produce(transport: types.Transport, track: MediaStreamTrack, muted: boolean): Promise<types.Producer> {
    // A producer of a track that is not enabled begins paused.
    track.enabled = !muted;
    const producer = await transport.produce({ track, codecOptions: SPEECH, stopTracks: false, zeroRtpOnPause: true, appData: { muted } });
    if (this.isClosed) producer.close();
    return producer;
  }

  private async show(transport: types.Transport, picture: Picture): Promise<void> {
    const { track, source } = picture;
    const producer = await transport.produce({ track, encodings: PICTURE, codecOptions: { videoGoogleStartBitrate: 1_000 }, stopTracks: false, appData: { source } });
    if (this.picture !== picture) return producer.close();
    picture.producer = producer;
  }

  private loseSight(picture: Picture, error: unknown): void {
    if (this.picture !== picture) return;
    this.picture = undefined;
    picture.lost(error);
  }
}

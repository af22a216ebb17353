import type { Share, ShareSize, ShareSource, VideoRtpParameters } from '@parfocal/shared/protocol';
import type { types } from 'mediasoup';
import { DomainError } from '../wire/index.js';
import { refused } from './refusing.js';
import type { VoicePeer } from './voice-peer.js';

interface Picture {
  readonly peer: VoicePeer;
  readonly source: ShareSource;
  readonly producer: types.Producer;
  readonly consumers: Map<VoicePeer, types.Consumer>;
}

/** Simulcast sends two sizes; a thumbnail takes the lower. */
const LAYER = { small: 0, large: 1 } as const;

/** The one picture that is shown beside the slide in a voice room: who sends it, and who is sent it in which size. */
export class RoomShare {
  private picture: Picture | undefined;
  /** Rises with every start, so that of two at the same time the later one stands. */
  private turn = 0;

  constructor(private readonly told: (share: Share | null) => void) {}

  get current(): Share | null {
    return this.picture ? { peerId: this.picture.peer.peerId, source: this.picture.source } : null;
  }

  /**
   * Shows this peer's picture to `audience`. Throws `share.taken` where somebody else's is shown, unless the peer
   * `mayReplace` it; whose picture is replaced is told.
   */
  async start(peer: VoicePeer, transportId: string, parameters: VideoRtpParameters, source: ShareSource, mayReplace: boolean, audience: Iterable<VoicePeer>): Promise<string> {
    if (this.picture && this.picture.peer !== peer && !mayReplace) throw new DomainError('share.taken', 'one picture at a time');
    const mine = ++this.turn;
    const producer = await peer.show(transportId, parameters);
    if (mine !== this.turn || peer.isClosed) {
      producer.close();
      throw new DomainError('share.taken', 'somebody else began meanwhile');
    }
    const before = this.picture;
    const picture: Picture = { peer, source, producer, consumers: new Map() };
    this.picture = picture;
    if (before) this.dismiss(before, peer.peerId);
    producer.once('transportclose', () => this.over(picture));
    this.told(this.current);
    await Promise.all([...audience].map((viewer) => this.introduce(viewer)));
    return producer.id;
  }

  /** Ends what is shown, by its owner or, where `mayEnd`, by somebody else. Throws `forbidden`. Nothing shown is nothing to end. */
  stop(by: string, mayEnd: boolean): void {
    const { picture } = this;
    if (!picture) return;
    if (picture.peer.peerId !== by && !mayEnd) throw new DomainError('forbidden', 'not this peer\'s picture');
    this.turn++;
    this.picture = undefined;
    this.dismiss(picture, by);
    this.told(null);
  }

  /** The picture of this peer, where it is the one that is shown. */
  producerOf(peer: VoicePeer): types.Producer | undefined {
    return this.picture?.peer === peer ? this.picture.producer : undefined;
  }

  /** The viewer was away, and has these: closes its consumer if it is none of them. Returns what stands. */
  keep(viewer: VoicePeer, consumerIds: readonly string[]): readonly string[] {
    const consumer = this.consumerOf(viewer);
    if (!consumer) return [];
    if (consumerIds.includes(consumer.id)) return [consumer.id];
    consumer.close();
    this.picture?.consumers.delete(viewer);
    return [];
  }

  consumerOf(viewer: VoicePeer): types.Consumer | undefined {
    return this.picture?.consumers.get(viewer);
  }

  /** Gives the picture to one who listens; paused until its browser says in which size. */
  async introduce(viewer: VoicePeer): Promise<void> {
    const { picture } = this;
    if (!picture || viewer === picture.peer || picture.consumers.has(viewer)) return;
    const consumer = await viewer.ears.consume(picture.producer);
    if (!consumer) return;
    picture.consumers.set(viewer, consumer);
    consumer.once('transportclose', () => picture.consumers.delete(viewer));
    consumer.once('producerclose', () => viewer.line.emit('share:consumer-closed', { consumerId: consumer.id }));
    viewer.line.emit('share:consumer', { consumerId: consumer.id, producerId: picture.producer.id, rtpParameters: consumer.rtpParameters });
  }

  async view(viewer: VoicePeer, consumerId: string, size: ShareSize): Promise<void> {
    const consumer = this.consumerOf(viewer);
    if (consumer?.id !== consumerId) throw refused('no such picture');
    if (size === 'hidden') return consumer.pause();
    if (consumer.type === 'simulcast') await consumer.setPreferredLayers({ spatialLayer: LAYER[size] });
    await consumer.resume();
  }

  private dismiss({ peer, producer }: Picture, by: string): void {
    producer.close();
    if (peer.peerId !== by) peer.line.emit('share:ended', { by });
  }

  /** Whoever showed it is gone. */
  private over(picture: Picture): void {
    if (this.picture !== picture) return;
    this.picture = undefined;
    this.told(null);
  }
}

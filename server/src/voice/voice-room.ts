import { VOICE_CROWD, type MediaRtpCapabilities, type AudioRtpParameters, type Share, type ShareStart, type Speaker, type VoiceJoined, type VoiceMuted } from '@parfocal/shared/protocol';
import type { types } from 'mediasoup';
import { RoomShare } from './room-share.js';
import { Loudest } from './loudest.js';
import type { Line } from './line.js';
import type { Media } from './media.js';
import { LINGER_MS, Speaking } from './speaking.js';
import { Turnstile } from '../platform/index.js';
import { VoicePeer } from './voice-peer.js';
import type { Volume } from './volume.js';

/** A consumer costs the event loop about half a millisecond, and sixty people who begin together need thousands. */
const CONSUMERS_AT_ONCE = 8;

/** What the whole session is told of its voice room. */
export interface RoomNews {
  roster(speakers: readonly Speaker[]): void;
  speaking(peerIds: readonly string[]): void;
  share(share: Share | null): void;
}

/** The voice of one session: who is in it, whose microphone is open, and who of them is sent to everyone. */
export class VoiceRoom {
  private readonly peers = new Map<string, VoicePeer>();
  readonly share: RoomShare;
  private readonly loudest = new Loudest();
  private readonly speakers = new Speaking();
  private readonly turnstile = new Turnstile(CONSUMERS_AT_ONCE);
  private presenterId: string | null = null;
  private settling: NodeJS.Timeout | undefined;

  constructor(
    private readonly media: Promise<Media>,
    private readonly news: RoomNews,
  ) {
    this.share = new RoomShare((share) => news.share(share));
    media.then(({ levels }) => this.watch(levels), () => this.close());
  }

  get isEmpty(): boolean {
    return this.peers.size === 0;
  }

  get roster(): readonly Speaker[] {
    return [...this.peers.values()].map(({ speaker }) => speaker);
  }

  get speaking(): readonly string[] {
    return this.speakers.current();
  }

  get lines(): readonly Line[] {
    return [...this.peers.values()].map(({ line }) => line);
  }

  find(peerId: string): VoicePeer | undefined {
    return this.peers.get(peerId);
  }

  /** Answers what the room's router speaks, and whether one more voice would be many. Who was in the room already begins anew. */
  async join(peerId: string, line: Line): Promise<Omit<VoiceJoined, 'relays'>> {
    this.peers.get(peerId)?.close();
    this.peers.delete(peerId);
    const crowded = this.peers.size >= VOICE_CROWD;
    this.peers.set(peerId, new VoicePeer(peerId, line, this.media));
    this.microphoneChanged(peerId);
    const { router } = await this.media;
    return { rtpCapabilities: router.rtpCapabilities, crowded };
  }

  leave(peer: VoicePeer): void {
    peer.close();
    if (this.peers.get(peer.peerId) === peer) this.peers.delete(peer.peerId);
    this.microphoneChanged(peer.peerId);
  }

  async listen(peer: VoicePeer, capabilities: MediaRtpCapabilities): Promise<void> {
    peer.ears.listen(capabilities);
    await Promise.all([...this.peers.values()].map((other) => this.introduce(other, peer)));
    await this.share.introduce(peer);
  }

  /** Shows a picture beside the slide: the presenter's, and a host's, in place of another's. */
  startShare(peer: VoicePeer, { transportId, rtpParameters, source }: ShareStart, isHost: boolean): Promise<string> {
    return this.share.start(peer, transportId, rtpParameters, source, this.commands(peer.peerId, isHost), this.peers.values());
  }

  stopShare(peerId: string, isHost: boolean): void {
    this.share.stop(peerId, this.commands(peerId, isHost));
  }

  ready(peer: VoicePeer, consumerId: string): void {
    peer.ears.ready(consumerId);
    peer.ears.hear(this.loudest.heard());
  }

  async produce(peer: VoicePeer, transportId: string, parameters: AudioRtpParameters, muted = false): Promise<string> {
    const { id } = await peer.produce(transportId, parameters, muted);
    this.microphoneChanged(peer.peerId);
    await Promise.all([...this.peers.values()].map((other) => this.introduce(peer, other)));
    return id;
  }

  async mute(peer: VoicePeer, muted: boolean): Promise<void> {
    await peer.mute(muted);
    this.microphoneChanged(peer.peerId);
  }

  /** Mutes somebody else, and tells them why. Who is silent already is not told of it. */
  async muteFor(peer: VoicePeer, why: VoiceMuted): Promise<void> {
    if (peer.speaker.muted) return;
    await this.mute(peer, true);
    peer.line.emit('voice:muted', why);
  }

  /** All but the presenter and who asks for it. One that is leaving just now disturbs none of the others. */
  async muteOthers(by: string): Promise<void> {
    const others = [...this.peers.values()].filter(({ peerId }) => peerId !== by && peerId !== this.presenterId);
    await Promise.allSettled(others.map((peer) => this.muteFor(peer, { by, reason: 'everyone' })));
  }

  /** Takes a peer's microphone away, because it may only listen now. Asked of every observer at every change, so it is silent where there is none. */
  silence(peerId: string): void {
    if (this.share.current?.peerId === peerId) this.share.stop(peerId, true);
    if (this.peers.get(peerId)?.silence()) this.microphoneChanged(peerId);
  }

  present(peerId: string | null): void {
    this.presenterId = peerId;
    this.loudest.present(peerId, Date.now());
    this.resume();
  }

  close(): void {
    clearTimeout(this.settling);
    for (const peer of this.peers.values()) peer.close();
    this.peers.clear();
    this.media.then(({ router }) => router.close(), () => undefined);
  }

  private commands(peerId: string, isHost: boolean): boolean {
    return isHost || peerId === this.presenterId;
  }

  /** Lets a listener have a speaker's microphone, if there is one. */
  private async introduce(speaker: VoicePeer, listener: VoicePeer): Promise<void> {
    const { microphone } = speaker;
    if (microphone && speaker !== listener) await this.turnstile.pass(() => listener.ears.open(speaker.peerId, microphone));
  }

  private watch(levels: types.AudioLevelObserver): void {
    levels.on('volumes', (volumes) => {
      const byProducer = new Map([...this.peers.values()].map(({ peerId, microphone }) => [microphone?.id, peerId]));
      this.hear(volumes.flatMap(({ producer, volume }) => {
        const peerId = byProducer.get(producer.id);
        return peerId ? [{ peerId, dbov: volume }] : [];
      }));
    });
    levels.on('silence', () => this.hear([]));
  }

  private hear(volumes: readonly Volume[]): void {
    const nowMs = Date.now();
    this.loudest.hear(volumes, nowMs);
    this.resume();
    const speaking = this.speakers.hear(volumes, nowMs);
    if (speaking) this.news.speaking(speaking);
    // The observer says "silence" once; whoever still lingers then has to be let go by the clock.
    clearTimeout(this.settling);
    if (this.speaking.length > 0) this.settling = setTimeout(() => this.hear([]), LINGER_MS + 1).unref();
  }

  private microphoneChanged(peerId: string): void {
    const nowMs = Date.now();
    const muted = this.peers.get(peerId)?.speaker.muted ?? true;
    if (muted) this.loudest.close(peerId);
    else this.loudest.open(peerId, nowMs);
    this.resume();
    this.news.roster(this.roster);
    const speaking = muted ? this.speakers.forget(peerId, nowMs) : undefined;
    if (speaking) this.news.speaking(speaking);
  }

  private resume(): void {
    const heard = this.loudest.heard();
    for (const peer of this.peers.values()) {
      peer.ears.hear(heard);
      peer.tellAudible(heard.has(peer.peerId));
    }
  }
}

import { VOICE_CROWD, type MediaRtpCapabilities, type AudioRtpParameters, type Share, type ShareStart, type Speaker, type TransportDirection, type VoiceJoined, type VoiceMuted, type VoiceResume, type VoiceResumed } from '@parfocal/shared/protocol';
import type { types } from 'mediasoup';
import { Turnstile } from '../platform/index.js';
import type { Line, Told } from './line.js';
import { type Media, offered } from './media.js';
import { refused } from './refusing.js';
import { RoomFloor } from './room-floor.js';
import { RoomPeople } from './room-people.js';
import { RoomShare } from './room-share.js';
import { VoicePeer } from './voice-peer.js';

/** A consumer costs the event loop about half a millisecond, and sixty people who begin together need thousands. */
const CONSUMERS_AT_ONCE = 8;

/** What follows from what happens in a voice room. All but the last is told to the whole session. */
export interface RoomNews {
  roster(speakers: readonly Speaker[]): void;
  speaking(peerIds: readonly string[]): void;
  share(share: Share | null): void;
  /** Nothing travels any more to or from somebody whose line is gone, too. */
  deserted(peer: VoicePeer): void;
}

/** The voice of one session: who is in it, whose microphone is open, and who only watches the picture that is shown. */
export class VoiceRoom {
  readonly share: RoomShare;
  private readonly people = new RoomPeople();
  private readonly floor: RoomFloor;
  private readonly turnstile = new Turnstile(CONSUMERS_AT_ONCE);
  private presenterId: string | null = null;

  constructor(
    private readonly media: Promise<Media>,
    private readonly news: RoomNews,
  ) {
    this.share = new RoomShare((share) => {
      if (!share) for (const watcher of this.people.watchers) this.people.remove(watcher);
      news.share(share);
    });
    this.floor = new RoomFloor({ heard: (peerIds) => this.send(peerIds), speaking: (peerIds) => news.speaking(peerIds) });
    media.then(({ levels }) => this.floor.watch(levels, (producerId) => this.people.ownerOf(producerId)?.peerId), () => this.close());
  }

  /** Nobody is in it. */
  get isEmpty(): boolean {
    return this.people.isEmpty;
  }

  get roster(): readonly Speaker[] {
    return this.people.roster;
  }

  get speaking(): readonly string[] {
    return this.floor.speaking;
  }

  get lines(): readonly Told[] {
    return this.people.everyone.map(({ line }) => line);
  }

  /** Who is in the room, or watches. */
  find(peerId: string): VoicePeer | undefined {
    return this.people.find(peerId);
  }

  /** Answers what the room's router speaks, and whether one more voice would be many. Who was in the room already begins anew. */
  async join(peerId: string, line: Line): Promise<Omit<VoiceJoined, 'relays'>> {
    this.dismiss(peerId);
    const crowded = this.people.members.length >= VOICE_CROWD;
    const joined = new VoicePeer(peerId, line, this.media, (peer) => this.pathLost(peer));
    this.people.enter(joined);
    this.microphoneChanged(peerId);
    const { router } = await this.media;
    return { callId: joined.callId, rtpCapabilities: offered(router), crowded };
  }

  /** Somebody is back over another line: what only one side has is closed, what came meanwhile is given, and who was muted meanwhile stays so. (SPEC V24) */
  async resume(peer: VoicePeer, line: Line, { muted, producerIds, consumerIds }: VoiceResume): Promise<VoiceResumed> {
    const isMuted = muted || peer.line.hasMissed('voice:muted');
    peer.pickUp(line);
    const isKept = (producer: types.Producer | undefined): boolean => producer !== undefined && producerIds.includes(producer.id);
    if (this.share.producerOf(peer) && !isKept(this.share.producerOf(peer))) this.share.stop(peer.peerId, true);
    if (!isKept(peer.microphone) && peer.silence()) this.microphoneChanged(peer.peerId);
    if (peer.microphone && peer.microphone.paused !== isMuted) await this.mute(peer, isMuted);
    peer.tellAudible(this.floor.heard.has(peer.peerId));
    const kept = [...peer.ears.keep(consumerIds), ...this.share.keep(peer, consumerIds)];
    await this.giveAll(peer);
    const producers = [peer.microphone, this.share.producerOf(peer)].filter((producer) => producer !== undefined);
    return { transportIds: peer.transportIds, producerIds: producers.map(({ id }) => id), consumerIds: kept };
  }

  /** For somebody who is not in the room; throws `voice.refused` where nothing is shown. */
  async watch(peerId: string, line: Line): Promise<Pick<VoiceJoined, 'rtpCapabilities'>> {
    if (!this.share.current || this.people.member(peerId)) throw refused('there is nothing to watch from outside of the room');
    this.dismiss(peerId);
    this.people.watch(new VoicePeer(peerId, line, this.media));
    const { router } = await this.media;
    return { rtpCapabilities: offered(router) };
  }

  isWatching(peer: VoicePeer): boolean {
    return this.people.isWatching(peer);
  }

  leave(peer: VoicePeer): void {
    const wasWatching = this.isWatching(peer);
    this.people.remove(peer);
    if (!wasWatching) this.microphoneChanged(peer.peerId);
  }

  /** A microphone that an earlier transport carried ends with it, and the room is told; everything else stays. */
  async openTransport(peer: VoicePeer, direction: TransportDirection): Promise<types.WebRtcTransport> {
    if (direction === 'send' && this.isWatching(peer)) throw refused('who only watches sends nothing');
    const wasMuted = peer.speaker.muted;
    const transport = await peer.openTransport(direction);
    if (peer.speaker.muted !== wasMuted) this.microphoneChanged(peer.peerId);
    return transport;
  }

  async listen(peer: VoicePeer, capabilities: MediaRtpCapabilities): Promise<void> {
    peer.ears.listen(capabilities);
    await this.giveAll(peer);
  }

  /** Shows a picture beside the slide: the presenter's, and a host's, in place of another's. */
  startShare(peer: VoicePeer, { transportId, rtpParameters, source }: ShareStart, isHost: boolean): Promise<string> {
    return this.share.start(peer, transportId, rtpParameters, source, this.commands(peer.peerId, isHost), this.people.everyone);
  }

  stopShare(peerId: string, isHost: boolean): void {
    this.share.stop(peerId, this.commands(peerId, isHost));
  }

  ready(peer: VoicePeer, consumerId: string): void {
    peer.ears.ready(consumerId);
    peer.ears.hear(this.floor.heard);
  }

  async produce(peer: VoicePeer, transportId: string, parameters: AudioRtpParameters, muted = false): Promise<string> {
    const { id } = await peer.produce(transportId, parameters, muted);
    this.microphoneChanged(peer.peerId);
    await Promise.all(this.people.members.map((other) => this.introduce(peer, other)));
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
    const others = this.people.members.filter(({ peerId }) => peerId !== by && peerId !== this.presenterId);
    await Promise.allSettled(others.map((peer) => this.muteFor(peer, { by, reason: 'everyone' })));
  }

  /** Takes a peer's microphone away, because it may only listen now. Asked of every observer at every change, so it is silent where there is none. */
  silence(peerId: string): void {
    if (this.share.current?.peerId === peerId) this.share.stop(peerId, true);
    if (this.people.member(peerId)?.silence()) this.microphoneChanged(peerId);
  }

  present(peerId: string | null): void {
    this.presenterId = peerId;
    this.floor.present(peerId);
  }

  close(): void {
    this.floor.close();
    for (const peer of this.people.everyone) this.people.remove(peer);
    this.media.then(({ router }) => router.close(), () => undefined);
  }

  private commands(peerId: string, isHost: boolean): boolean {
    return isHost || peerId === this.presenterId;
  }

  private dismiss(peerId: string): void {
    const before = this.find(peerId);
    if (before) this.people.remove(before);
  }

  /** Lets a listener have a speaker's microphone, if there is one. */
  private async introduce(speaker: VoicePeer, listener: VoicePeer): Promise<void> {
    const { microphone } = speaker;
    if (microphone && speaker !== listener) await this.turnstile.pass(() => listener.ears.open(speaker.peerId, microphone));
  }

  /** Every open microphone and the picture, as far as this listener has them not. */
  private async giveAll(listener: VoicePeer): Promise<void> {
    if (!this.isWatching(listener)) await Promise.all(this.people.members.map((other) => this.introduce(other, listener)));
    await this.share.introduce(listener);
  }

  private pathLost(peer: VoicePeer): void {
    if (peer.line.isAway && peer.transportIds.length === 0) this.news.deserted(peer);
    else this.microphoneChanged(peer.peerId);
  }

  private microphoneChanged(peerId: string): void {
    this.floor.microphoneChanged(peerId, this.people.member(peerId)?.speaker.muted ?? true);
    this.news.roster(this.roster);
  }

  private send(heard: ReadonlySet<string>): void {
    for (const peer of this.people.members) {
      peer.ears.hear(heard);
      peer.tellAudible(heard.has(peer.peerId));
    }
  }
}

import { randomUUID } from 'node:crypto';
import type { AudioRtpParameters, DtlsParameters, Speaker, TransportDirection, VideoRtpParameters } from '@parfocal/shared/protocol';
import type { types } from 'mediasoup';
import { Ears } from './ears.js';
import type { Line } from './line.js';
import { type Media, openTransport } from './media.js';
import { PeerLine } from './peer-line.js';
import { refused } from './refusing.js';

/** One peer in a voice room: at most one transport a direction, one microphone, and its ears. Closing it closes all of them. */
export class VoicePeer {
  /** Known to the page that joined, and to nobody else. */
  readonly callId = randomUUID();
  readonly ears: Ears;
  readonly line: PeerLine;
  private readonly transports = new Map<TransportDirection, types.WebRtcTransport>();
  private producer: types.Producer | undefined;
  private audible = false;
  private closed = false;
  private forgetAbsence = (): void => undefined;

  constructor(
    readonly peerId: string,
    line: Line,
    private readonly media: Promise<Media>,
    /** A path of it ended without being asked to, and with it what it carried. */
    private readonly pathLost: (peer: VoicePeer) => void = () => undefined,
  ) {
    this.line = new PeerLine(line);
    this.ears = new Ears(this.line);
  }

  get isClosed(): boolean {
    return this.closed;
  }

  /** Those that stand. */
  get transportIds(): readonly string[] {
    return [...this.transports.values()].filter(({ closed }) => !closed).map(({ id }) => id);
  }

  /** The open microphone, muted or not. */
  get microphone(): types.Producer | undefined {
    return this.producer?.closed ? undefined : this.producer;
  }

  get speaker(): Speaker {
    return { peerId: this.peerId, muted: this.microphone?.paused ?? true };
  }

  async openTransport(direction: TransportDirection): Promise<types.WebRtcTransport> {
    const transport = await openTransport(await this.media);
    if (this.closed) {
      transport.close();
      throw refused('left while the transport was made');
    }
    this.transports.get(direction)?.close();
    this.transports.set(direction, transport);
    if (direction === 'receive') this.ears.attach(transport);
    transport.on('dtlsstatechange', (state) => {
      if (state === 'closed' || state === 'failed') this.lose(transport);
    });
    return transport;
  }

  async connect(transportId: string, dtlsParameters: DtlsParameters): Promise<void> {
    await this.transport(transportId).connect({ dtlsParameters: dtlsParameters as types.DtlsParameters });
  }

  restartIce(transportId: string): Promise<types.IceParameters> {
    return this.transport(transportId).restartIce();
  }

  /** Opens the microphone, at rest where it is `muted`; an earlier one is closed. */
  async produce(transportId: string, rtpParameters: AudioRtpParameters, muted: boolean): Promise<types.Producer> {
    const transport = this.sending(transportId);
    const { levels } = await this.media;
    const producer = await transport.produce({ kind: 'audio', rtpParameters: rtpParameters as types.RtpParameters, paused: muted });
    if (this.closed) {
      producer.close();
      throw refused('left while the microphone was opened');
    }
    this.producer?.close();
    this.producer = producer;
    await levels.addProducer({ producerId: producer.id });
    return producer;
  }

  /** Opens a picture beside the microphone; its owner closes it. */
  async show(transportId: string, rtpParameters: VideoRtpParameters): Promise<types.Producer> {
    return this.sending(transportId).produce({ kind: 'video', rtpParameters: rtpParameters as types.RtpParameters });
  }

  async mute(muted: boolean): Promise<void> {
    if (!this.microphone) throw refused('there is no microphone to mute');
    await (muted ? this.microphone.pause() : this.microphone.resume());
  }

  /** Tells the peer whether its microphone goes on to the others. */
  tellAudible(audible: boolean): void {
    if (this.audible === audible) return;
    this.audible = audible;
    this.line.emit('voice:audible', { audible });
  }

  /** The line broke; what travels goes on. `forget` ends the waiting for its return. */
  hangUp(forget: () => void): void {
    this.line.hangUp();
    this.forgetAbsence = forget;
  }

  /** Back over this line; whether its microphone is sent on is to be told anew. */
  pickUp(line: Line): void {
    this.stopWaiting();
    this.audible = false;
    this.line.pickUp(line);
  }

  /** Closes the microphone; whether there was one. */
  silence(): boolean {
    const { microphone } = this;
    microphone?.close();
    return microphone !== undefined;
  }

  close(): void {
    this.closed = true;
    this.stopWaiting();
    for (const transport of this.transports.values()) transport.close();
  }

  private stopWaiting(): void {
    this.forgetAbsence();
    this.forgetAbsence = () => undefined;
  }

  /** mediasoup keeps a transport whose other end is gone, with a microphone that nobody speaks into. */
  private lose(transport: types.WebRtcTransport): void {
    if (transport.closed) return;
    transport.close();
    if (this.closed) return;
    this.line.emit('voice:transport-closed', { transportId: transport.id });
    this.pathLost(this);
  }

  private sending(transportId: string): types.WebRtcTransport {
    const transport = this.transport(transportId);
    if (this.transports.get('send') !== transport) throw refused('not a transport to send over');
    return transport;
  }

  private transport(transportId: string): types.WebRtcTransport {
    const transport = [...this.transports.values()].find(({ id }) => id === transportId);
    if (!transport || transport.closed) throw refused('no such transport');
    return transport;
  }
}

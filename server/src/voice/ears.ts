import { Logger } from '@nestjs/common';
import type { MediaRtpCapabilities } from '@parfocal/shared/protocol';
import type { types } from 'mediasoup';
import type { Told } from './line.js';
import { refused } from './refusing.js';

/** One microphone as one listener gets it. */
interface Stream {
  readonly peerId: string;
  readonly consumer: types.Consumer;
  /** The browser has prepared to play it. */
  ready: boolean;
  sent: boolean;
}

/**
 * What one peer hears. A consumer is made, paused, for every microphone in the room; the loudest are resumed. Making
 * them ahead costs a little memory and saves a negotiation just when someone begins to speak.
 */
export class Ears {
  private readonly logger = new Logger(Ears.name);
  private readonly streams = new Map<string, Stream>();
  private opening = new Set<string>();
  private transport: types.WebRtcTransport | undefined;
  private capabilities: MediaRtpCapabilities | undefined;

  constructor(private readonly line: Told) {}

  /** Hears over this transport from now on; the consumers of an earlier one went with it. */
  attach(transport: types.WebRtcTransport): void {
    this.transport = transport;
    this.capabilities = undefined;
    // What is being opened over the earlier one comes to nothing, and must not keep it from being opened over this one.
    this.opening = new Set();
  }

  listen(capabilities: MediaRtpCapabilities): void {
    if (!this.transport) throw refused('there is no receive transport to listen over');
    this.capabilities = capabilities;
  }

  /** Makes the consumer of a microphone, once. One that cannot be made is not heard, and disturbs nothing else. */
  async open(peerId: string, producer: types.Producer): Promise<void> {
    const { opening } = this;
    if (this.streams.has(producer.id) || opening.has(producer.id)) return;
    opening.add(producer.id);
    const consumer = await this.consume(producer);
    if (consumer) this.add({ peerId, consumer, ready: false, sent: false });
    opening.delete(producer.id);
  }

  /** A paused consumer of anything in the room; nothing for who does not listen yet, or cannot play it. */
  async consume(producer: types.Producer): Promise<types.Consumer | undefined> {
    const { transport, capabilities } = this;
    if (!transport || !capabilities) return undefined;
    try {
      const consumer = await transport.consume({ producerId: producer.id, rtpCapabilities: capabilities as types.RtpCapabilities, paused: true });
      if (!producer.closed && !transport.closed) return consumer;
      consumer.close();
    } catch (error) {
      this.logger.debug({ msg: 'could not be consumed', kind: producer.kind, reason: error instanceof Error ? error.message : String(error) });
    }
    return undefined;
  }

  ready(consumerId: string): void {
    const stream = [...this.streams.values()].find(({ consumer }) => consumer.id === consumerId);
    if (!stream) throw refused('no such consumer');
    stream.ready = true;
  }

  /** Sends those who are to be heard, rests the others. */
  hear(audible: ReadonlySet<string>): void {
    for (const stream of this.streams.values()) if (stream.ready) this.send(stream, audible.has(stream.peerId));
  }

  /** Who hears was away, and has these: closes the others, and says again what is sent. Returns those that stand. */
  keep(consumerIds: readonly string[]): readonly string[] {
    for (const [producerId, { consumer, ready, sent }] of this.streams) {
      if (!consumerIds.includes(consumer.id)) {
        consumer.close();
        this.streams.delete(producerId);
      } else if (ready) {
        this.line.emit('voice:heard', { consumerId: consumer.id, heard: sent });
      }
    }
    return [...this.streams.values()].map(({ consumer }) => consumer.id);
  }

  private add(stream: Stream): void {
    const { consumer, peerId } = stream;
    this.streams.set(consumer.producerId, stream);
    consumer.once('transportclose', () => this.streams.delete(consumer.producerId));
    consumer.once('producerclose', () => {
      this.streams.delete(consumer.producerId);
      this.line.emit('voice:consumer-closed', { consumerId: consumer.id });
    });
    this.line.emit('voice:consumer', { consumerId: consumer.id, producerId: consumer.producerId, peerId, rtpParameters: consumer.rtpParameters });
  }

  private send(stream: Stream, heard: boolean): void {
    if (stream.sent === heard) return;
    stream.sent = heard;
    const { consumer } = stream;
    // Requests reach the worker in order; one that fails does so because the consumer is gone.
    (heard ? consumer.resume() : consumer.pause()).catch((error: Error) => this.logger.debug({ msg: 'a consumer was gone', reason: error.message }));
    this.line.emit('voice:heard', { consumerId: consumer.id, heard });
  }
}

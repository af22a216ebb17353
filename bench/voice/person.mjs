/** Somebody in the voice room without a browser: the session's own commands, and real packets. */
import { randomUUID } from 'node:crypto';
import { createRequire } from 'node:module';
import { Path } from './path.mjs';
import { CAPABILITIES, frameOf, header, microphone, ssrcOf } from './rtp.mjs';

const { io } = createRequire(new URL('../../client/package.json', import.meta.url))('socket.io-client');
const PATIENCE_MS = 60_000;
/** Discontinuous transmission sends one packet in twenty of a silence (RFC 7587, 3.1.3). */
const SILENT_FRAMES = 20;

export class Person {
  frame = 0;
  sequence = 0;
  /** In dBov; `undefined` is silent. */
  level = undefined;
  peerId = '';
  /** Sent on to the others, as the server says. */
  audible = false;
  voices = new Map();
  ready = 0;
  paths = [];

  /** `events.heard(person, peerId, frame, packet)` for each packet that came. */
  constructor(index, { url, cookie, sessionId, tools, self, speech }, events) {
    Object.assign(this, { index, tools, self, speech, events, ssrc: 1_000 + index });
    this.socket = io(`${url}/session`, { transports: ['websocket'], reconnection: false, forceNew: true, auth: { sessionId, tabId: randomUUID() }, extraHeaders: { cookie } });
    this.arrived = new Promise((done, fail) => {
      this.socket.on('session:welcome', ({ you }) => done((this.peerId = you)));
      this.socket.on('connect_error', fail);
    });
    this.socket.on('voice:consumer', (consumer) => this.prepare(consumer).catch(events.failed));
    this.socket.on('voice:audible', ({ audible }) => (this.audible = audible));
    this.socket.on('disconnect', (reason) => reason === 'io client disconnect' || events.failed(new Error(`person ${index}: ${reason}`)));
  }

  /** In the room, listening, with an open microphone: in the order of the browser's client. */
  async join() {
    await this.get('voice:join');
    await this.path('receive', (packet) => this.hear(packet));
    await this.get('voice:listen', { rtpCapabilities: CAPABILITIES });
    this.sending = await this.path('send');
    await this.get('voice:produce', { transportId: this.sending.id, rtpParameters: microphone(this.ssrc) });
  }

  /** Sends the frame that is due: speech, or now and then a silent one. Returns its number where it is speech. */
  say() {
    const frame = ++this.frame;
    if (this.level === undefined && frame % SILENT_FRAMES > 0) return undefined;
    const isFirst = this.level !== undefined && !this.wasLoud;
    this.wasLoud = this.level !== undefined;
    const { packets, silence } = this.speech;
    this.sending.send(header({ ssrc: this.ssrc, sequence: ++this.sequence, frame, dBov: this.level, isFirst }), this.level === undefined ? silence : packets[frame % packets.length]);
    return this.level === undefined ? undefined : frame;
  }

  /** Whether these are the bytes that were said. */
  checks(packet, frame) {
    const payload = this.listening.read(packet);
    return payload.subarray(-this.speech.packets[frame % this.speech.packets.length].length).equals(this.speech.packets[frame % this.speech.packets.length]);
  }

  leave() {
    this.socket.disconnect();
    for (const path of this.paths) path.close();
  }

  async get(event, ...body) {
    const reply = await this.socket.timeout(PATIENCE_MS).emitWithAck(event, ...body);
    if (!reply.ok) throw new Error(`person ${this.index}: ${event} ${reply.code}`);
    return reply.value;
  }

  async path(direction, hear) {
    const offer = await this.get('voice:transport', { direction });
    const path = new Path(this.tools, this.self, offer, hear);
    this.paths.push(path);
    if (hear) this.listening = path;
    await this.get('voice:connect', { transportId: path.id, dtlsParameters: { role: 'client', fingerprints: this.self.fingerprints } });
    await path.open();
    return path;
  }

  async prepare({ consumerId, peerId, rtpParameters }) {
    this.voices.set(rtpParameters.encodings[0].ssrc, peerId);
    await this.get('voice:consumer-ready', { consumerId });
    this.ready += 1;
  }

  hear(packet) {
    const peerId = this.voices.get(ssrcOf(packet));
    if (peerId !== undefined) this.events.heard(this, peerId, frameOf(packet), packet);
  }
}

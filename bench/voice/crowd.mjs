import { readFileSync } from 'node:fs';
import { percentile } from '../documents/ledger.mjs';
import { inTurn, rest, round } from '../measuring/pace.mjs';
import { identity, toolsIn } from './path.mjs';
import { Person } from './person.mjs';

const FRAMES_A_SECOND = 50;
/** As many people decrypt what they hear and compare it with what was said; the others count it by its clear header, or their cost would be measured. */
const PROBES = 8;
/** What has not come by then is lost. */
const SETTLE_MS = 500;
const SPEECH_DBOV = 30;
const LOUDER_DBOV = 20;
/** So long nobody may have heard a new voice before that is an error. */
const VOICE_PATIENCE_MS = 10_000;

/** People of one voice room, their microphones open from beginning to end. */
export class Crowd {
  people = [];
  byPeer = new Map();
  window = undefined;
  awaited = undefined;

  /** @param {{ url: string, sessionId: string, cookies: string[], werift: string, speech: { packets: string[], silence: string } }} place packets in base64 */
  constructor(place) {
    this.place = place;
  }

  /** All at once. Until each is ready to hear each of the others. */
  async join() {
    const { cookies, werift, speech } = this.place;
    const tools = toolsIn(werift);
    const self = await identity(tools);
    const bytes = (text) => Buffer.from(text, 'base64');
    const shared = { ...this.place, tools, self, speech: { packets: speech.packets.map(bytes), silence: bytes(speech.silence) } };
    const failed = (error) => { throw error; };
    this.people = cookies.map((cookie, index) => new Person(index, { ...shared, cookie }, { heard: (...what) => this.heard(...what), failed }));
    await Promise.all(this.people.map(({ arrived }) => arrived));
    this.byPeer = new Map(this.people.map((person) => [person.peerId, person]));
    const beganMs = performance.now();
    await Promise.all(this.people.map((person) => person.join()));
    const consumers = () => this.people.reduce((sum, { ready }) => sum + ready, 0);
    while (consumers() < this.people.length * (this.people.length - 1)) await rest(5);
    const joinedMs = Math.round(performance.now() - beganMs);
    this.stop = inTurn(this.people.length, FRAMES_A_SECOND, (index, nowMs) => this.say(this.people[index], nowMs));
    return { joinedMs, consumers: consumers() };
  }

  /** The presenter turns everyone to this slide. */
  show(slideId) {
    return this.people[0].get('slide:show', { slideId });
  }

  /** These and nobody else speak. */
  talk(indices) {
    for (const person of this.people) person.level = indices.includes(person.index) ? SPEECH_DBOV : undefined;
  }

  /** Every microphone sends all the time, as in rooms that are not still. */
  hum(dBov) {
    for (const person of this.people) person.level ??= dBov;
  }

  audible() {
    return this.people.filter(({ audible }) => audible).map(({ index }) => index);
  }

  /** What became of all that was said for so many seconds by those who are sent on. */
  async watch(seconds) {
    const beganMs = performance.now();
    const from = process.cpuUsage();
    const window = { fromMs: beganMs, untilMs: beganMs + seconds * 1_000, speakers: new Set(this.audible()), said: 0, heard: 0, spoilt: 0, checked: 0, latenciesMs: [] };
    const droppedBefore = this.dropped();
    this.window = window;
    await rest(seconds * 1_000);
    const { user, system } = process.cpuUsage(from);
    await rest(SETTLE_MS);
    this.window = undefined;
    window.latenciesMs.sort((a, b) => a - b);
    const dropped = this.dropped();
    const expected = window.said * (this.people.length - 1);
    return {
      speakers: window.speakers.size, expected, heard: window.heard, lostShare: round(1 - window.heard / expected, 6), spoilt: window.spoilt, checked: window.checked,
      droppedByLoad: dropped.byLoad - droppedBefore.byLoad, droppedByWorker: dropped.byWorker - droppedBefore.byWorker, loadCoreShare: round((user + system) / 1e6 / seconds, 3),
      transitMs: Object.fromEntries([['p50', 0.5], ['p95', 0.95], ['p99', 0.99]].map(([name, share]) => [name, round(percentile(window.latenciesMs, share), 2)])),
    };
  }

  /** Somebody begins; ms until the first, the middle and the last of the others hear them. `instead` stops in the same moment. */
  async begin({ index, instead }) {
    const person = this.people[index];
    if (instead !== undefined) this.people[instead].level = undefined;
    person.level = LOUDER_DBOV;
    const heardBy = new Map();
    const beganMs = performance.now();
    this.awaited = { peerId: person.peerId, heardBy };
    while (heardBy.size < this.people.length - 1) {
      if (performance.now() - beganMs > VOICE_PATIENCE_MS) throw new Error(`${heardBy.size} hear person ${index}`);
      await rest(5);
    }
    this.awaited = undefined;
    const times = [...heardBy.values()].map((ms) => ms - beganMs).sort((a, b) => a - b);
    return { firstMs: round(times[0]), medianMs: round(percentile(times, 0.5)), lastMs: round(times.at(-1)) };
  }

  leave() {
    this.stop();
    for (const person of this.people) person.leave();
  }

  say(person, nowMs) {
    const frame = person.say();
    if (frame === undefined) return;
    person.saidAtMs ??= new Map();
    person.saidAtMs.set(frame, nowMs);
    person.saidAtMs.delete(frame - FRAMES_A_SECOND * 20);
    if (this.counts(person, nowMs)) this.window.said += 1;
  }

  heard(listener, peerId, frame, packet) {
    const nowMs = performance.now();
    const speaker = this.byPeer.get(peerId);
    if (!speaker) return; // somebody of another load
    const saidAtMs = speaker.saidAtMs?.get(frame);
    if (saidAtMs === undefined) return; // a silence
    if (this.awaited?.peerId === peerId && !this.awaited.heardBy.has(listener)) this.awaited.heardBy.set(listener, nowMs);
    if (!this.counts(speaker, saidAtMs)) return;
    this.window.heard += 1;
    this.window.latenciesMs.push(nowMs - saidAtMs);
    if (listener.index >= PROBES) return;
    this.window.checked += 1;
    if (!listener.checks(packet, frame)) this.window.spoilt += 1;
  }

  counts({ index }, saidAtMs) {
    return this.window !== undefined && this.window.speakers.has(index) && saidAtMs >= this.window.fromMs && saidAtMs < this.window.untilMs;
  }

  /** Packets for which a process had no room, as the kernel counts them by socket: the load's own, and the worker's. */
  dropped() {
    const paths = this.people.flatMap((person) => person.paths);
    return { byLoad: droppedAt(new Set(paths.map(({ port }) => port))), byWorker: droppedAt(new Set(paths.map(({ remotePort }) => remotePort))) };
  }
}

function droppedAt(ports) {
  const lines = readFileSync('/proc/net/udp', 'utf8').trim().split('\n').slice(1).map((line) => line.trim().split(/\s+/));
  return lines.filter((fields) => ports.has(Number.parseInt(fields[1].split(':')[1], 16))).reduce((sum, fields) => sum + Number(fields.at(-1)), 0);
}

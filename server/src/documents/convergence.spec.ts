import { annotationsOf, listAnnotations } from '@parfocal/shared/annotation';
import fc from 'fast-check';
import * as decoding from 'lib0/decoding';
import * as Y from 'yjs';
import { Author } from '../testing/author.js';
import { CollabMessage } from '@parfocal/shared/protocol';
import type { LogEntry } from './document-log.service.js';
import { LiveDocument } from './live-document.js';
import type { Peer } from './peer.js';
import { drawableBox } from './vetting/annotation-rules.js';
import { DocumentRules } from './vetting/document-rules.js';

const PEOPLE = 4;
const rules = (): DocumentRules => new DocumentRules(drawableBox({ widthPx: 4096, heightPx: 4096 }));
const empty = { seq: 0, snapshotSeq: 0 };

/** A person with a device that is sometimes offline, and with every trick that a raw client has. */
class Device implements Peer {
  mayWrite = true;
  isListening = true;
  flow = (): void => undefined;
  close = (): void => undefined;
  readonly author = new Author();
  readonly undo = new Y.UndoManager(annotationsOf(this.author.document), { trackedOrigins: new Set([this.author]), captureTimeout: 0 });
  readonly refused: string[] = [];
  private sent = 0;
  private outbox: Uint8Array[] = [];

  constructor(private readonly document: LiveDocument) {
    document.join(this);
  }

  get personId(): string {
    return this.author.personId;
  }

  deliver(...frames: readonly Uint8Array[]): void {
    for (const frame of frames) {
      if (frame[0] === CollabMessage.sync) this.author.receive(decoding.readVarUint8Array(decoding.createDecoder(frame.subarray(2))));
    }
  }

  refuse(_count: number, code: string): void {
    this.refused.push(code);
  }

  /** Draws, changes, deletes, undoes and redoes what is its own; keeps what it would send. */
  act(kind: number, value: number): void {
    const own = listAnnotations(this.author.document).filter(({ author }) => author === this.personId);
    const some = own[value % Math.max(1, own.length)];
    const update =
      kind === 0 || !some ? this.author.draw({ label: String(value) }).update
      : kind === 1 ? this.author.change(some.id, { geometry: [value, value, 5, 5, 0] })
      : kind === 2 ? this.author.change(some.id, { label: `l${value}`, colour: value % 8 })
      : kind === 3 ? this.author.remove(some.id)
      : this.author.sending(() => (value % 2 ? this.undo.undo() : this.undo.redo()));
    if (update.length > 2) this.outbox.push(update);
  }

  /** Comes online: sends its changes one by one, or, as after a reload, all that the server lacks at once. */
  flush(asOne: boolean): void {
    if (asOne && this.outbox.length > 0) this.outbox = [this.author.since(this.document.view.document)];
    for (const update of this.outbox.splice(0)) this.send(update);
  }

  /** Sends what it must not, made on a copy so that its own stays honest. */
  cheat(kind: number, value: number): void {
    const forger = new Author(this.personId);
    forger.receive(Y.encodeStateAsUpdate(this.document.view.document));
    const others = listAnnotations(forger.document).filter(({ author }) => author !== this.personId);
    const victim = others[value % Math.max(1, others.length)];
    if (!victim) return;
    if (kind === 0) this.send(forger.change(victim.id, { label: 'forged' }));
    else if (kind === 1) this.send(forger.remove(victim.id));
    else if (kind === 2) this.send(forger.draw({ id: victim.id }).update);
    else this.send(forger.draw({ author: victim.author, label: 'forged' }).update);
  }

  private send(update: Uint8Array): void {
    this.document.receive(this, ++this.sent, update);
  }
}

type Step = ['act', number, number, number] | ['flush', number, boolean] | ['cheat', number, number, number] | ['tick'];

const who = fc.nat(PEOPLE - 1);
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 8, arbitrary: fc.tuple(fc.constant('act' as const), who, fc.nat(5), fc.nat(999)) },
  { weight: 3, arbitrary: fc.tuple(fc.constant('flush' as const), who, fc.boolean()) },
  { weight: 1, arbitrary: fc.tuple(fc.constant('cheat' as const), who, fc.nat(3), fc.nat(999)) },
  { weight: 4, arbitrary: fc.tuple(fc.constant('tick' as const)) },
);

function play(steps: readonly Step[]): void {
  const document = new LiveDocument('d', { ...empty, updates: [], owners: new Map() }, rules());
  const devices = Array.from({ length: PEOPLE }, () => new Device(document));
  const log: LogEntry[] = [];
  const tick = (): void => {
    const entry = document.collect();
    if (entry) log.push(entry);
    document.publish();
  };
  let cheats = 0;
  for (const [kind, ...rest] of steps) {
    const device = devices[Number(rest[0] ?? 0)]!;
    if (kind === 'act') device.act(Number(rest[1]), Number(rest[2]));
    else if (kind === 'flush') device.flush(Boolean(rest[1]));
    else if (kind === 'cheat') {
      device.cheat(Number(rest[1]), Number(rest[2]));
      cheats += 1;
    } else tick();
  }
  for (const device of devices) device.flush(false);
  tick();

  const shown = annotationsOf(document.view.document).toJSON();
  for (const { author } of devices) expect(annotationsOf(author.document).toJSON()).toEqual(shown);
  const reloaded = new LiveDocument('d', { ...empty, updates: log.map(({ bytes }) => bytes), owners: new Map() }, rules());
  expect(annotationsOf(reloaded.view.document).toJSON()).toEqual(shown);
  expect(Y.encodeStateVector(reloaded.view.document)).toEqual(Y.encodeStateVector(document.view.document));
  expect(JSON.stringify(shown)).not.toContain('forged');
  // An honest change is never refused: no more refusals than cheats, and none with an honest reason.
  expect(devices.flatMap(({ refused }) => refused).filter((code) => code !== 'document.author')).toEqual([]);
  expect(devices.flatMap(({ refused }) => refused).length).toBeLessThanOrEqual(cheats);
}

describe('copies of a document', () => {
  it('D6, D9, D13: are equal, and equal to the log, after any order of honest and forged edits by people who come and go', () => {
    fc.assert(fc.property(fc.array(step, { minLength: 10, maxLength: 120 }), play), { numRuns: 150 });
  }, 60_000);

  it.each([7, 2_026, 31_337])('D6, D9, D13: seed %i', (seed) => {
    fc.assert(fc.property(fc.array(step, { minLength: 100, maxLength: 300 }), play), { seed, numRuns: 15 });
  }, 60_000);
});

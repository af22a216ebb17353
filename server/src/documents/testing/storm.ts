import assert from 'node:assert/strict';
import { listAnnotations } from '@parfocal/shared/annotation';
import type { ErrorCode } from '@parfocal/shared/protocol';
import * as Y from 'yjs';
import { integers } from '../../testing/fuzz/mutate.js';
import { shownIn } from './shown-in.js';
import { type Promises, StormDevice } from './storm-device.js';
import { StormServer } from './storm-server.js';

const PEERS = 6;
/** Why an honest change may be refused: a role was taken, a client sent in the wrong order, another device of the same person locked. */
const HONEST: ReadonlySet<ErrorCode> = new Set(['document.read-only', 'document.gap', 'document.locked']);

export interface StormResult {
  readonly refused: number;
  readonly restarts: number;
  readonly annotations: number;
  /** Client ids to whom something was acknowledged. */
  readonly promised: number;
}

/**
 * Six devices of five people at one document, over a network that drops, doubles and reorders, with forgers among them, roles
 * that change, a disk that fails and a server that is killed. The same seed does the same again.
 *
 * @throws AssertionError where copies differ, where something acknowledged is lost, where something forged is kept, or where role or lock is passed over
 */
export class Storm {
  private readonly next: (below: number) => number;
  private readonly server = new StormServer();
  private readonly promises: Promises = { clocks: new Map(), removed: new Set(), anew: new Set() };
  private readonly devices: readonly StormDevice[];

  constructor(seed: number) {
    this.next = integers(seed);
    const ids = { client: () => this.next(2 ** 31), uuid: () => this.uuid() };
    const people = Array.from({ length: PEERS - 1 }, ids.uuid);
    // Two devices of one person.
    this.devices = [...people, people[0]!].map((personId) => new StormDevice(personId, this.promises, ids));
  }

  run(operations: number): StormResult {
    for (let done = 0; done < operations; done++) this.step();
    this.calm();
    return { promised: this.promises.clocks.size, refused: this.devices.reduce((sum, { refusals }) => sum + refusals.length, 0), restarts: this.server.restarts, annotations: listAnnotations(this.server.shown, 'all').length };
  }

  private uuid(): string {
    const hex = (digits: number): string => Array.from({ length: digits }, () => this.next(16).toString(16)).join('');
    return `${hex(8)}-${hex(4)}-4${hex(3)}-8${hex(3)}-${hex(12)}`;
  }

  private step(): void {
    const device = this.devices[this.next(PEERS)]!;
    const dice = this.next(100);
    if (dice < 38) device.act(this.next(10), this.next(1_000));
    else if (dice < 50) for (const each of this.devices) each.arrive(this.next(4));
    else if (dice < 60) for (const each of this.devices) each.hear(this.next(6), this.next(8) === 0);
    else if (dice < 76) this.server.tick(this.next(5) === 0);
    else if (dice < 88) this.devices.find(({ isOnline }) => !isOnline)?.connect(this.server);
    else if (dice < 91) device.cut();
    else if (dice < 93) device.muddle(this.next(3) > 0);
    else if (dice < 97) device.cheat(this.next(6), this.next(1_000), this.server.shown);
    else if (dice < 98) device.mayWrite = !device.mayWrite;
    else if (dice < 99) this.server.compact();
    else this.end(this.next(3));
  }

  /** A server that stops in peace, is killed before the commit, or after it and before anyone heard of it. */
  private end(how: number): void {
    if (how === 0) {
      this.server.finish();
      for (const device of this.devices) device.hear(1_000, false);
    }
    for (const device of this.devices) device.cut();
    this.server.begin(how === 1);
  }

  /** The network comes back for everyone, and everything arrives. */
  private calm(): void {
    for (let round = 0; round < 100; round++) {
      for (const device of this.devices) {
        device.mayWrite = true;
        device.connect(this.server);
        device.arrive(1_000);
      }
      this.server.tick(false);
      for (const device of this.devices) device.hear(1_000, false);
      if (this.server.document.isSettled && this.devices.every(({ isQuiet }) => isQuiet)) return this.check();
    }
    assert.fail('does not come to rest');
  }

  private check(): void {
    const stored = this.server.stored;
    const truth = shownIn(stored);
    for (const { shown } of this.devices) assert.deepEqual(shown, truth);
    assert.deepEqual(shownIn(this.server.shown), truth);
    for (const [client, clock] of this.promises.clocks) assert.ok(Y.getState(stored.store, client) >= clock, `acknowledged up to ${clock}, stored up to ${Y.getState(stored.store, client)}`);
    const kept = new Set(listAnnotations(stored, 'all').map(({ id }) => id));
    assert.deepEqual([...this.promises.removed].filter((id) => kept.has(id) && !this.promises.anew.has(id)), []);
    assert.ok(!JSON.stringify(truth).includes('forged'));
    for (const { refusals } of this.devices) assert.deepEqual(refusals.filter((code) => !HONEST.has(code)), []);
  }
}

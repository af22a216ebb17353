import { type Annotation, listAnnotations, listComments, removeComment } from '@parfocal/shared/annotation';
import type { ErrorCode } from '@parfocal/shared/protocol';
import * as Y from 'yjs';
import { Author } from '../../testing/author.js';
import { shownIn } from './shown-in.js';
import { StormLine } from './storm-line.js';
import type { StormServer } from './storm-server.js';

/** Where ids come from. */
export interface StormIds {
  client(): number;
  uuid(): string;
}

/** What the server has promised to keep. */
export interface Promises {
  /** By client id: up to which clock. */
  readonly clocks: Map<number, number>;
  /** Entries that were removed. */
  readonly removed: Set<string>;
  /** Entries that another device of their author may have made anew, whatever became of the ones before. */
  readonly anew: Set<string>;
}

/** A person's device, which does what our client does, now and then with a forger at the same socket. */
export class StormDevice {
  author: Author;
  mayWrite = true;
  /** Why honest changes were refused. */
  readonly refusals: ErrorCode[] = [];
  private line: StormLine | undefined;
  /** On this connection the server has been sent all that it lacked. */
  private isAnswered = false;

  /** `ids`: the same for the same seed, since which of two values wins hangs on them. */
  constructor(
    readonly personId: string,
    private readonly promises: Promises,
    private readonly ids: StormIds,
  ) {
    this.author = this.anew();
  }

  get isOnline(): boolean {
    return this.line !== undefined;
  }

  get isQuiet(): boolean {
    return this.line?.isQuiet === true;
  }

  connect(server: StormServer): void {
    if (this.line) return;
    this.line = new StormLine(server, this);
    this.line.send({ stateVector: Y.encodeStateVector(this.author.document) });
  }

  cut(): void {
    this.line?.close();
    this.line = undefined;
    this.isAnswered = false;
  }

  arrive(most: number): void {
    this.line?.arrive(most);
  }

  muddle(isTwice: boolean): void {
    this.line?.muddle(isTwice);
  }

  hear(most: number, isMuddled: boolean): void {
    const { line } = this;
    for (const heard of line?.hear(most, isMuddled) ?? []) {
      // A refusal ends this connection, and with it whatever else came on it.
      if (line !== this.line || !line) return;
      if (heard.kind === 'update') this.author.receive(heard.update);
      else if (heard.kind === 'saved') line.saved(heard.count);
      else if (heard.kind === 'ask') {
        this.send(Y.encodeStateAsUpdate(this.author.document, heard.stateVector), this.removedHere);
        this.isAnswered = true;
      } else if (!heard.sent.isForged) this.beginAnew(heard.code);
    }
  }

  /** Draws, changes, locks, bins, removes, comments, and takes comments back: always its own. */
  act(kind: number, value: number): void {
    const { document } = this.author;
    const own = listAnnotations(document, 'all').filter(({ author }) => author === this.personId);
    const some = own[value % Math.max(1, own.length)];
    const update = some ? this.changing(kind, value, some) : this.draw(value);
    if (update.length > 2 && this.isAnswered) this.send(update, this.removedHere);
  }

  /** What must never come to be, made on a copy, so that the device's own stays honest. */
  cheat(kind: number, value: number, truth: Y.Doc): void {
    if (!this.line || !this.isAnswered) return;
    const forger = this.anew();
    forger.receive(Y.encodeStateAsUpdate(truth));
    const locked = listAnnotations(truth, 'all').filter(({ author, isLocked }) => isLocked && author === this.personId);
    const own = locked[value % Math.max(1, locked.length)];
    if (own && kind < 4) return this.prise(forger, kind, own.id);
    const others = listAnnotations(truth, 'all').filter(({ author }) => author !== this.personId);
    const victim = others[value % Math.max(1, others.length)];
    if (!victim) return;
    const forged = [
      () => forger.change(victim.id, { label: 'forged' }),
      () => forger.remove(victim.id),
      () => forger.draw({ id: victim.id, label: 'forged' }).update,
      () => forger.draw({ author: victim.author, label: 'forged' }).update,
      () => forger.comment(victim.id, { author: victim.author, text: 'forged' }).update,
      () => (forger.draw(), forger.draw({ label: 'forged' }).update),
    ];
    this.line.send({ update: forged[kind % forged.length]!(), isForged: true });
  }

  /** At something of one's own without opening its lock. Refused, unless the lock has been opened meanwhile. */
  private prise(forger: Author, kind: number, id: string): void {
    const prised = [() => forger.change(id, { label: 'prised' }), () => forger.remove(id), () => forger.draw({ id, label: 'prised' }).update];
    const update = prised[kind % prised.length]!();
    this.promises.anew.add(id);
    // The server does not send back what came from this socket.
    this.line?.send({ update, isForged: true, acknowledged: () => this.author.receive(update) });
  }

  private readonly removedHere: string[] = [];

  private changing(kind: number, value: number, some: Annotation): Uint8Array {
    const { author } = this;
    if (some.isLocked) return kind < 4 ? author.change(some.id, { isLocked: false }) : this.draw(value);
    switch (kind % 10) {
      case 0:
      case 1:
        return this.draw(value);
      case 2:
        return author.change(some.id, { geometry: [value, value, 5, 5, 0] });
      case 3:
        return author.change(some.id, { label: `label ${value}`, colour: value % 8 });
      case 4:
        return author.change(some.id, { isLocked: true });
      case 5:
        return author.change(some.id, { deletedAt: some.deletedAt === null ? 1_700_000_000_000 + value : null });
      case 6:
        this.removedHere.push(some.id);
        return author.remove(some.id);
      case 7:
        return author.sending((document) => listComments(document).filter((one) => one.author === this.personId).slice(0, 1).forEach(({ id }) => removeComment(document, id, author)));
      default:
        return author.comment(some.id, { id: this.ids.uuid(), text: `remark ${value}` }).update;
    }
  }

  private draw(value: number): Uint8Array {
    return this.author.draw({ id: this.ids.uuid(), label: `new ${value}` }).update;
  }

  private send(update: Uint8Array, removed: readonly string[]): void {
    const { document } = this.author;
    const [client, gone] = [document.clientID, [...removed]];
    const clock = Y.getState(document.store, client);
    const acknowledged = (): void => {
      this.promises.clocks.set(client, Math.max(clock, this.promises.clocks.get(client) ?? 0));
      for (const id of gone) this.promises.removed.add(id);
    };
    this.line?.send({ update, acknowledged });
  }

  /** As our client does: this copy is given up, and a new one, with a new client id, begins from the server's truth. */
  private beginAnew(code: ErrorCode): void {
    this.refusals.push(code);
    this.removedHere.length = 0;
    this.cut();
    this.author = this.anew();
  }

  private anew(): Author {
    return new Author(this.personId, this.ids.client());
  }

  /** What this copy shows. */
  get shown(): object {
    return shownIn(this.author.document);
  }
}

import assert from 'node:assert/strict';
import { type Annotation, annotationsOf, listAnnotations } from '@parfocal/shared/annotation';
import type { ErrorCode } from '@parfocal/shared/protocol';
import * as Y from 'yjs';
import type { Writer } from '../vetting/update-check.js';
import { shownIn } from './shown-in.js';

/** Something with content that the server has, and has to say yes or no to. */
export interface Case {
  readonly update: Uint8Array;
  readonly writer: Writer;
}

/** Something whose lock is closed, and what of it has to stay as it is. */
interface Closed {
  readonly entry: Y.Item;
  readonly kept: string;
}

/**
 * Looks over the server's shoulder: every update that it does not refuse is applied to a copy of the judge's own, alone and in
 * its order, and what it made of the document is compared with what role and locks allow (SPEC D2, D17). What the server shows
 * has to be just that copy, so that nothing of what was refused is in it.
 */
export class StormJudge {
  /** Without garbage collection: what was deleted still tells what it was. */
  private document = new Y.Doc({ gc: false });
  private cases: (Case & { refused?: ErrorCode })[] = [];

  /** Begins from what is on disk. */
  constructor(stored: Y.Doc) {
    Y.applyUpdate(this.document, Y.encodeStateAsUpdate(stored));
  }

  /** Returns whom to tell of a refusal. */
  hear(one: Case): (code: ErrorCode) => void {
    const heard: (typeof this.cases)[number] = { ...one };
    this.cases.push(heard);
    return (code) => (heard.refused = code);
  }

  /** The server has looked at all that came: a storm brings less than one tick can take. @throws AssertionError where it took what it must not */
  judge(): void {
    for (const { update, writer, refused } of this.cases.splice(0)) if (refused === undefined) this.accept(update, writer);
  }

  /** @throws AssertionError where `shown` is anything else than what was accepted */
  compare(shown: Y.Doc): void {
    assert.deepEqual(shownIn(shown), shownIn(this.document), 'what is shown is not what was accepted');
    assert.deepEqual(clocksOf(shown), clocksOf(this.document), 'what is kept is not what was accepted');
  }

  private accept(update: Uint8Array, { mayWrite }: Writer): void {
    const before = this.known;
    const closed = closedIn(this.document);
    const had = Y.decodeStateVector(Y.encodeStateVector(this.document));
    Y.applyUpdate(this.document, update);
    assert.equal(this.document.store.pendingStructs, null, 'an update with a gap was accepted');
    if (!mayWrite) assert.equal(this.known, before, 'who may only watch has written');
    const forgot = Y.decodeUpdate(update).structs.some((struct) => struct instanceof Y.GC);
    for (const lock of closed) assert.ok(isKept(lock) || forgot || wasOpened(lock, had), 'a locked annotation was changed');
  }

  /** Everything that an update could change. */
  private get known(): string {
    return JSON.stringify([clocksOf(this.document), shownIn(this.document)]);
  }
}

const clocksOf = (document: Y.Doc): object => Object.fromEntries([...Y.decodeStateVector(Y.encodeStateVector(document))].sort(([a], [b]) => a - b));

function closedIn(document: Y.Doc): Closed[] {
  return listAnnotations(document, 'all').filter(({ isLocked }) => isLocked).map(({ id }) => {
    const entry = annotationsOf(document)._map.get(id)!;
    return { entry, kept: keptIn(entry) };
  });
}

const mapOf = ({ content }: Y.Item): Y.Map<unknown> => (content as Y.ContentType).type as Y.Map<unknown>;
const lockOf = (entry: Y.Item): Y.Item | undefined => mapOf(entry)._map.get('isLocked' satisfies keyof Annotation);
const keptIn = (entry: Y.Item): string => JSON.stringify({ ...mapOf(entry).toJSON(), isLocked: undefined });
const isKept = ({ entry, kept }: Closed): boolean => !entry.deleted && keptIn(entry) === kept;

/**
 * Whether the update opened the lock, if only between two of its author's changes: a value that it brought says so, or has been forgotten.
 * Where that value stands does not matter: who opens a lock without knowing of another device's opens it before that one closed it.
 *
 * @param had by client id, the clock up to which everything was there before the update
 */
function wasOpened({ entry }: Closed, had: ReadonlyMap<number, number>): boolean {
  const now = lockOf(entry);
  if (!now || (now.deleted && !entry.deleted)) return true;
  for (let item: Y.Item | null = now; item; item = item.left) {
    const fresh = Math.max(0, (had.get(item.id.client) ?? 0) - item.id.clock);
    const values = item.content instanceof Y.ContentAny ? item.content.arr : Array.from({ length: item.length }, () => false);
    if (values.slice(fresh).includes(false)) return true;
  }
  return false;
}

import { addComment, annotationsOf, binAnnotation, type EntryFields, removeComment, unbinAnnotation } from '@parfocal/shared/annotation';
import fc from 'fast-check';
import * as Y from 'yjs';
import { randomUUID } from 'node:crypto';
import { Author } from '../../testing/author.js';
import { beforeOf, MERGED_MS } from './history-fold.js';
import { type HistoryRow, placeKey } from './history-row.js';
import { HistoryTail } from './history-tail.js';
import type { Snapshot } from '../snapshots/snapshot.js';

const BEGAN = 1_700_000_000_000;

/** A log as the documents write it: one update a row, numbered from 1. */
class Log {
  readonly rows: { document: string; seq: number; at: number; bytes: Uint8Array }[] = [];
  readonly whole = new Y.Doc();

  add(bytes: Uint8Array, at: number): void {
    this.rows.push({ document: 'd', seq: this.rows.length + 1, at, bytes });
    Y.applyUpdate(this.whole, bytes);
  }

  /** What the rows up to `seq` make, as a compaction would store it. */
  snapshot(seq: number): Snapshot {
    const document = new Y.Doc();
    for (const row of this.rows.slice(0, seq)) Y.applyUpdate(document, row.bytes);
    return { head: { seq, at: this.rows[seq - 1]?.at ?? 0, generation: seq, parts: 1, whole: 1 }, pieces: [Y.encodeStateAsUpdate(document)] };
  }

  async history(): Promise<HistoryRow[]> {
    const tail = await HistoryTail.on(undefined, []);
    await tail.play(this.rows);
    return tail.rows;
  }

  /** The same, with a compaction after each of these rows. */
  async historyCompactedAt(seqs: readonly number[]): Promise<HistoryRow[]> {
    const stored = new Map<string, HistoryRow>();
    let from = 0;
    for (const seq of [...seqs, this.rows.length]) {
      const rows = this.rows.slice(from, seq);
      const open = [...stored.values()].filter(({ since }) => since >= (rows[0]?.at ?? Infinity) - MERGED_MS);
      const tail = await HistoryTail.on(from > 0 ? this.snapshot(from) : undefined, JSON.parse(JSON.stringify(open)) as HistoryRow[]);
      await tail.play(rows);
      for (const row of tail.rows) stored.set(placeKey(row), row);
      from = seq;
    }
    return [...stored.values()].sort((a, b) => a.seq - b.seq || a.n - b.n);
  }
}

const verbs = (rows: readonly HistoryRow[]): string[] => rows.map(({ verb }) => verb);

describe('the history of a document', () => {
  it('D20: says who did what to which annotation and when, and what it was after and before', async () => {
    const [log, ana] = [new Log(), new Author()];
    const { annotation, update } = ana.draw({ label: 'a' });
    log.add(update, BEGAN);
    log.add(ana.change(annotation.id, { label: 'b', colour: 3 }), BEGAN + MERGED_MS);
    log.add(ana.remove(annotation.id), BEGAN + 3 * MERGED_MS);
    const { id: entry, author, kind, geometry, label, note, colour, createdAt } = annotation;
    const drawn = { author, kind, geometry, label, note, colour, createdAt };
    const common = { n: 0, subject: 'annotation', entry, personId: ana.personId };
    expect(await log.history()).toEqual([
      { ...common, seq: 1, verb: 'created', since: BEGAN, at: BEGAN, state: drawn, was: null },
      { ...common, seq: 2, verb: 'changed', since: BEGAN + MERGED_MS, at: BEGAN + MERGED_MS, state: { ...drawn, label: 'b', colour: 3 }, was: { label: 'a', colour: 0 } },
      { ...common, seq: 3, verb: 'removed', since: BEGAN + 3 * MERGED_MS, at: BEGAN + 3 * MERGED_MS, state: { ...drawn, label: 'b', colour: 3 }, was: {} },
    ]);
  });

  it('D20: what one person does to one entry within a minute is one row, and what comes later another', async () => {
    const [log, ana, ben] = [new Log(), new Author(), new Author()];
    const { annotation, update } = ana.draw();
    log.add(update, BEGAN);
    const other = ben.draw();
    log.add(other.update, BEGAN);
    for (let i = 1; i <= 4; i++) log.add(ana.change(annotation.id, { geometry: [2000 + i, 2000, 5, 5, 0] }), BEGAN + i * 20_000);
    const rows = await log.history();
    expect(rows.map(({ seq, verb, since, at }) => [seq, verb, since - BEGAN, at - BEGAN])).toEqual([[1, 'created', 0, 40_000], [2, 'created', 0, 0], [5, 'changed', 60_000, 80_000]]);
    expect(rows.map(({ state }) => (state.geometry as number[])[0])).toEqual([2002, 2000, 2004]);
    expect(rows[2]!.was).toEqual({ geometry: [2002, 2000, 5, 5, 0] });
  });

  it('D20: tells the bin, its way back and the end apart, and remarks as well', async () => {
    const [log, ana] = [new Log(), new Author()];
    const { annotation: { id }, update } = ana.draw();
    const remark = { id: randomUUID(), annotation: id, author: ana.personId, createdAt: 1, kind: 'remark' as const, text: 'look', mentions: [] };
    let at = BEGAN;
    const later = (bytes: Uint8Array): void => log.add(bytes, (at += MERGED_MS));
    later(update);
    later(ana.sending((document) => binAnnotation(document, id, 5, ana)));
    later(ana.sending((document) => unbinAnnotation(document, id, ana)));
    later(ana.sending((document) => addComment(document, remark, ana)));
    later(ana.sending((document) => removeComment(document, remark.id, ana)));
    const rows = await log.history();
    expect(rows.map(({ subject, verb }) => `${subject} ${verb}`)).toEqual(['annotation created', 'annotation binned', 'annotation restored', 'comment created', 'comment removed']);
    expect(rows.map(({ was }) => was)).toEqual([null, { deletedAt: null }, { deletedAt: 5 }, null, {}]);
  });

  it('D20: within a minute, the end counts', async () => {
    const [log, ana] = [new Log(), new Author()];
    const fleeting = ana.draw();
    const kept = ana.draw();
    log.add(fleeting.update, BEGAN);
    log.add(kept.update, BEGAN + 1);
    log.add(ana.remove(fleeting.annotation.id), BEGAN + 2);
    log.add(ana.change(kept.annotation.id, { label: 'x' }), BEGAN + 3);
    expect(verbs(await log.history())).toEqual(['removed', 'created']);
    log.add(ana.remove(kept.annotation.id), BEGAN + 2 * MERGED_MS);
    log.add(ana.sending((document) => annotationsOf(document).set(kept.annotation.id, new Y.Map(Object.entries({ ...kept.annotation, id: undefined })))), BEGAN + 2 * MERGED_MS + 1);
    expect(verbs(await log.history())).toEqual(['removed', 'created', 'restored']);
  });

  it('D20: what came and went in one row leaves no trace', async () => {
    const [log, ana] = [new Log(), new Author()];
    const away = new Y.Doc();
    const { annotation, update } = ana.draw();
    ana.remove(annotation.id);
    log.add(ana.since(away), BEGAN);
    expect(await log.history()).toEqual([]);
    expect(update.length).toBeGreaterThan(2);
  });

  type Step = readonly [person: number, kind: number, value: number, waitMs: number];
  const steps = fc.array(fc.tuple(fc.nat(2), fc.nat(5), fc.nat(999), fc.constantFrom(0, 100, 20_000, 70_000)), { minLength: 5, maxLength: 60 });

  /** People who draw, change, delete and restore what is theirs; some of it in one row, as in one tick. */
  function drawn(history: readonly Step[]): Log {
    const log = new Log();
    const people = [new Author(), new Author(), new Author()];
    let at = BEGAN;
    let gathered: Uint8Array[] = [];
    for (const [person, kind, value, waitMs] of history) {
      const author = people[person]!;
      author.receive(Y.encodeStateAsUpdate(log.whole));
      const own = [...annotationsOf(author.document)].filter(([, fields]) => fields.get('author') === author.personId).map(([id]) => id);
      const some = own[value % Math.max(1, own.length)];
      const update = !some || kind === 0 ? author.draw({ label: String(value) }).update
        : kind === 1 ? author.remove(some)
        : kind === 2 ? author.sending((document) => binAnnotation(document, some, value + 1, author))
        : kind === 3 ? author.sending((document) => unbinAnnotation(document, some, author))
        : author.change(some, { label: `l${value % 3}`, geometry: [value, value, 5, 5, 0] });
      gathered.push(update);
      at += waitMs;
      if (value % 4 === 0) continue;
      log.add(Y.mergeUpdates(gathered), at);
      gathered = [];
    }
    if (gathered.length > 0) log.add(Y.mergeUpdates(gathered), at);
    return log;
  }

  const present = ({ whole }: Log): Record<string, EntryFields> => annotationsOf(whole).toJSON() as Record<string, EntryFields>;

  it('D20, D21: is the same whenever the log is compacted', async () => {
    await fc.assert(fc.asyncProperty(steps, fc.array(fc.nat(60), { maxLength: 4 }), async (history, compactions) => {
      const log = drawn(history);
      const seqs = [...new Set(compactions.map((one) => 1 + (one % log.rows.length)))].sort((a, b) => a - b);
      expect(await log.historyCompactedAt(seqs)).toEqual(await log.history());
    }), { numRuns: 150 });
  }, 60_000);

  it('D20: walked back from the present, it comes to an empty slide, each entry by its author alone', async () => {
    await fc.assert(fc.asyncProperty(steps, async (history) => {
      const log = drawn(history);
      const now = present(log);
      for (const row of (await log.history()).reverse()) {
        expect(row.personId).toBe(row.state.author);
        if (row.verb === 'removed') expect(now[row.entry]).toBeUndefined();
        else expect(withoutNulls(now[row.entry])).toEqual(withoutNulls(row.state));
        const before = beforeOf(row);
        if (before) now[row.entry] = before;
        else delete now[row.entry];
      }
      expect(now).toEqual({});
    }), { numRuns: 150 });
  }, 60_000);
});

const withoutNulls = (fields: EntryFields | undefined): unknown => fields && Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null));

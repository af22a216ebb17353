import { Annotation } from '@parfocal/shared/annotation';
import type { HistoryItem } from '@parfocal/shared/api';
import { asItWas, changedFields, remarkOf, versionBefore, versionOf } from './version';

const ANA = 'aaaaaaaa-0000-4000-8000-000000000000';
const BEN = 'bbbbbbbb-0000-4000-8000-000000000000';
const idOf = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const stateOf = (change: object = {}): Record<string, unknown> => ({ kind: 'point', geometry: [1, 2], label: '', note: '', colour: 0, author: ANA, createdAt: 1, ...change });
const annotationOf = (n: number, change: object = {}): Annotation => Annotation.parse({ id: idOf(n), ...stateOf(change) });

let place = 0;
const item = (n: number, verb: HistoryItem['verb'], state: object, was: HistoryItem['was'], rest: Partial<HistoryItem> = {}): HistoryItem => ({
  place: `${++place}.0`, subject: 'annotation', entry: idOf(n), personId: ANA, verb, since: 0, at: 0, state: stateOf(state), was, ...rest,
});

describe('a version', () => {
  it('is what the annotation was then, and before', () => {
    const changed = item(1, 'changed', { label: 'b', classId: 'tumour' }, { label: 'a', classId: null });
    expect([versionOf(changed), versionBefore(changed)]).toEqual([annotationOf(1, { label: 'b', classId: 'tumour' }), annotationOf(1, { label: 'a' })]);
    expect(changedFields(changed)).toEqual(['label', 'classId']);
  });

  it('is none of a remark, of what did not exist, and of what another schema made', () => {
    expect(versionOf(item(1, 'created', {}, null, { subject: 'comment' }))).toBeUndefined();
    expect(versionBefore(item(1, 'created', {}, null))).toBeUndefined();
    expect(versionOf(item(1, 'created', { kind: 'hologram' }, null))).toBeUndefined();
  });
});

describe('all of one’s own as they were', () => {
  const then = item(1, 'changed', { label: 'then' }, { label: 'first' });
  const items = [
    item(5, 'changed', { label: 'theirs', author: BEN }, { label: '' }, { personId: BEN }),
    item(4, 'created', {}, null),
    item(3, 'binned', { deletedAt: 9 }, { deletedAt: null }),
    item(2, 'removed', { label: 'gone' }, {}),
    item(1, 'changed', { label: 'now' }, { label: 'later' }),
    item(1, 'changed', { label: 'later', colour: 3 }, { label: 'then', colour: 0 }),
    then,
    item(6, 'changed', { label: 'long ago' }, { label: '' }),
  ];

  it('brings back what changed, was binned or went, and leaves out what came later and what others drew', () => {
    const { putBack, notYet } = asItWas(items, then.place, ANA);
    expect(putBack).toEqual([annotationOf(3), annotationOf(2, { label: 'gone' }), annotationOf(1, { label: 'then' })]);
    expect(notYet).toEqual([idOf(4)]);
  });

  it('is nothing at the newest row', () => {
    expect(asItWas(items, items[0]!.place, ANA)).toEqual({ putBack: [], notYet: [] });
  });

  it('leaves alone what cannot be read any more', () => {
    expect(asItWas([item(7, 'changed', {}, { kind: 'hologram' }), then], then.place, ANA)).toEqual({ putBack: [], notYet: [] });
  });
});

describe('remarkOf', () => {
  const said = { annotation: idOf(1), author: ANA, createdAt: 1, kind: 'remark', text: 'mine', mentions: [] };
  const row = (state: object, subject: HistoryItem['subject'] = 'comment'): HistoryItem => item(9, 'removed', state, null, { subject });

  it('is the remark as the row has it, and nothing for what only settled a thread, or is none', () => {
    expect(remarkOf({ ...row(said), state: said })).toEqual({ ...said, id: idOf(9) });
    expect(remarkOf({ ...row(said), state: { ...said, kind: 'resolve' } })).toBeUndefined();
    expect(remarkOf({ ...row(said), state: { text: 7 } })).toBeUndefined();
    expect(remarkOf({ ...row(said, 'annotation'), state: said })).toBeUndefined();
  });
});

import { DEFAULT_VOCABULARY } from '@parfocal/shared/api';
import { entriesOf, notHereYet } from './entries';
import { ANA, drawn, idOf, readAs } from './testing/shapes';

const mitosis = DEFAULT_VOCABULARY.classes.find(({ en }) => en === 'Mitosis')!;
const importing = { personId: ANA, personName: 'Ana', classes: DEFAULT_VOCABULARY.classes, locale: 'en' as const, now: 5_000 };
const entryOf = async (...given: Parameters<typeof readAs>) => (await entriesOf([readAs(...given)], importing))[0]!;

describe('entriesOf', () => {
  it('makes each shape an entry of who imports it, now, under an id of its own', async () => {
    const [one, other] = await entriesOf([readAs({ sourceId: idOf(1) }), readAs({ sourceId: idOf(1) })], importing);
    expect(one).toMatchObject({ author: ANA, createdAt: 5_000, kind: 'point', geometry: [1, 2], deletedAt: null });
    expect(new Set([one!.id, other!.id, idOf(1)]).size).toBe(3);
  });

  it('keeps the order of the file where everybody lists by moment and id', async () => {
    const entries = await entriesOf(Array.from({ length: 500 }, (_, n) => readAs({ geometry: [n, n] })), importing);
    const ids = entries.map(({ id }) => id);
    expect(entries.map(({ geometry }) => geometry[0])).toEqual(ids.map((_, n) => n));
    expect([...ids].sort()).toEqual(ids);
    expect(new Set(ids).size).toBe(500);
  });

  it.each([['by its id', { classId: mitosis.id, className: 'renamed since' }], ['by its English name', { className: 'mitosis' }], ['by its Chinese name', { className: '核分裂象' }]])('finds a class of this case %s', async (_how, shape) => {
    expect(await entryOf(shape)).toMatchObject({ classId: mitosis.id, colour: mitosis.colour, label: '' });
  });

  it('takes QuPath’s American spelling for the class that is written the British way here', async () => {
    const tumour = DEFAULT_VOCABULARY.classes.find(({ en }) => en === 'Tumour')!;
    expect(await entryOf({ className: 'Tumor' })).toMatchObject({ classId: tumour.id, label: '' });
  });

  it('keeps a class that this case does not have as the name, or in the note where there is one', async () => {
    expect(await entryOf({ className: 'Immune cells' })).toMatchObject({ classId: null, label: 'Immune cells', note: '' });
    expect(await entryOf({ className: 'Immune cells', label: 'ROI 1', note: 'see' })).toMatchObject({ label: 'ROI 1', note: 'see\nClass in the file: Immune cells' });
  });

  it('says who drew it elsewhere, unless it was the same person', async () => {
    expect((await entryOf({ author: 'Ben', createdAt: Date.UTC(2026, 0, 2, 12) })).note).toMatch(/^Drawn by Ben Jan 2, 2026/);
    expect((await entryOf({ author: 'Ana' })).note).toBe('');
  });

  it('has our own colour where the file names it, else the one of the palette that is nearest', async () => {
    expect((await entryOf({ colour: 4, rgb: [0, 0, 0] })).colour).toBe(4);
    expect((await entryOf({ rgb: [10, 80, 200] })).colour).toBe(1);
    expect((await entryOf({ colour: 99, rgb: [255, 255, 255] })).colour).toBe(6);
  });
});

describe('notHereYet', () => {
  it('leaves out what lies on the slide already, and keeps what only has the same id or the same outline', () => {
    const here = [drawn(1, { geometry: [1, 2] })];
    const shapes = [readAs({ sourceId: idOf(1) }), readAs({ sourceId: idOf(1), geometry: [1, 3] }), readAs({ sourceId: idOf(2) }), readAs()];
    expect(notHereYet(shapes, here)).toEqual(shapes.slice(1));
  });
});

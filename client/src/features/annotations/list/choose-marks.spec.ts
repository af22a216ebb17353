import type { Annotation } from '@parfocal/shared/annotation';
import { annotationOf, BEN, idOf } from '../testing/annotation-of';
import { chooseMarks, EVERYTHING, type MarkOrder, NO_CLASS } from './choose-marks';

const words = {
  nameOf: ({ label }: Annotation) => label,
  authorOf: ({ author }: Annotation) => (author === BEN ? 'Ben' : 'Ana'),
  classOf: ({ classId }: Annotation) => classId ?? '',
  layerOf: ({ note }: Annotation) => note,
  threadOf: ({ id }: Annotation) => ({ 1: 'open', 4: 'resolved' } as const)[Number(id.slice(-2))] ?? 'none',
  moreOf: ({ kind }: Annotation) => kind,
};
const all = [
  annotationOf(1, { label: 'no 10', classId: 'tumour' }),
  annotationOf(2, { label: 'no 9', author: BEN, kind: 'line', geometry: [0, 0, 500, 0] }),
  annotationOf(3, { label: 'small', kind: 'rectangle', geometry: [0, 0, 1, 1, 0], note: 'private' }),
  annotationOf(4, { label: 'large', kind: 'ellipse', geometry: [0, 0, 9, 9, 0], classId: 'stroma' }),
];
const ids = (found: readonly Annotation[]): number[] => found.map(({ id }) => Number(id.slice(-2)));

describe('chooseMarks', () => {
  it.each<[Partial<typeof EVERYTHING>, number[]]>([
    [{ author: BEN }, [2]],
    [{ classId: 'tumour' }, [1]],
    [{ classId: NO_CLASS }, [2, 3]],
    [{ layer: 'private' }, [3]],
    [{ thread: 'open' }, [1]],
    [{ thread: 'resolved' }, [4]],
    [{ thread: 'none' }, [2, 3]],
    [{ thread: 'none', layer: 'private' }, [3]],
    [{ thread: 'none', author: BEN, text: 'no' }, [2]],
    [{ text: ' TUMO' }, [1]],
    [{ text: 'ben' }, [2]],
    [{ text: 'ellipse' }, [4]],
    [{ text: 'no', author: BEN }, [2]],
    [{ text: 'no', classId: 'stroma' }, []],
  ])('lets pass %p', (filter, found) => {
    expect(ids(chooseMarks(all, { ...EVERYTHING, ...filter }, 'oldest', words))).toEqual(found);
  });

  it.each<[MarkOrder, number[]]>([
    ['newest', [4, 3, 2, 1]], ['oldest', [1, 2, 3, 4]], ['name', [4, 2, 1, 3]], ['class', [4, 1, 2, 3]], ['author', [1, 3, 4, 2]], ['largest', [4, 3, 2, 1]],
  ])('orders by %s', (order, sorted) => {
    expect(ids(chooseMarks(all, EVERYTHING, order, words))).toEqual(sorted);
  });

  it('leaves what it was given as it was', () => {
    chooseMarks(all, EVERYTHING, 'newest', words);
    expect(all[0]!.id).toBe(idOf(1));
  });
});

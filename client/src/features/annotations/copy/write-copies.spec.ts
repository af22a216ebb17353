import { listAnnotations } from '@parfocal/shared/annotation';
import * as Y from 'yjs';
import type { openSlideDocument, SaveState } from '@/wire';
import { annotationOf } from '../testing/annotation-of';
import { writeCopies } from './write-copies';

type SlideDocumentEvents = Parameters<typeof openSlideDocument>[2];

const name = { caseId: annotationOf(1).id, slideId: annotationOf(2).id, layer: 'case' as const };

describe('writeCopies', () => {
  let doc: Y.Doc;
  let updates: number;
  let events: SlideDocumentEvents;
  let disposed: unknown[];

  const open = (_name: unknown, _person: string, told: SlideDocumentEvents) => {
    events = told;
    doc.on('update', () => updates++);
    return { doc, loaded: Promise.resolve(), dispose: (how?: unknown) => Promise.resolve(void disposed.push(how)) };
  };
  const become = async (kind: 'saved' | 'sending'): Promise<void> => {
    events.onState((kind === 'saved' ? { kind } : { kind, unsent: 1 }) as SaveState);
    await Promise.resolve();
  };
  beforeEach(() => {
    [doc, updates, disposed] = [new Y.Doc(), 0, []];
  });

  it('waits until the document is here, writes in few pieces, and ends when all is on disk', async () => {
    const many = Array.from({ length: 700 }, (_, i) => annotationOf(i + 1));
    const end = writeCopies(name, 'me', many, open);
    await become('sending');
    expect(updates).toBe(0);
    await become('saved');
    expect([updates, listAnnotations(doc).length]).toEqual([3, 700]);
    await become('sending');
    expect(disposed).toEqual([]);
    await become('saved');
    expect([await end, disposed]).toEqual(['saved', [{ forget: false }]]);
  });

  it('makes a piece of its own of a large shape', async () => {
    const large = annotationOf(1, { kind: 'freehand', geometry: Array.from({ length: 11_999 * 2 }, (_, i) => i) });
    const end = writeCopies(name, 'me', [large, annotationOf(2), { ...large, id: annotationOf(3).id }], open);
    await become('saved');
    expect(updates).toBe(3);
    await become('saved');
    await end;
  });

  it('tells why it was refused, and leaves nothing behind', async () => {
    const end = writeCopies(name, 'me', [annotationOf(1)], open);
    await become('saved');
    events.onRefused('document.read-only');
    expect([await end, disposed]).toEqual(['document.read-only', [{ forget: true }]]);
  });
});

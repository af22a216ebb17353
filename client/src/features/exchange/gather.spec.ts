import { addAnnotation } from '@parfocal/shared/annotation';
import * as Y from 'yjs';
import type { openSlideDocument } from '@/wire';
import { annotationsOf } from './gather';
import { ANA, drawn } from './testing/shapes';

const NAME = { caseId: ANA, slideId: ANA, layer: 'case' as const };

describe('annotationsOf', () => {
  let events: Parameters<typeof openSlideDocument>[2];
  let disposed: number;
  const doc = new Y.Doc();
  const open: typeof openSlideDocument = (_name, _person, told) => {
    events = told;
    disposed = 0;
    return { doc, loaded: Promise.resolve(), dispose: async () => void (disposed += 1) };
  };

  it('waits for the server’s copy, hands it over, and closes the document', async () => {
    const asked = annotationsOf(NAME, ANA, open);
    events.onState({ kind: 'loading' });
    events.onState({ kind: 'offline', unsent: 0 });
    addAnnotation(doc, drawn(1), null);
    events.onState({ kind: 'saved' });
    await expect(asked).resolves.toEqual([drawn(1)]);
    expect(disposed).toBe(1);
  });

  it('fails by name where the document may not be seen, and closes it', async () => {
    const asked = annotationsOf(NAME, ANA, open);
    events.onState({ kind: 'closed', code: 'not-found', unsent: 0 });
    events.onState({ kind: 'saved' });
    await expect(asked).rejects.toMatchObject({ code: 'not-found' });
    expect(disposed).toBe(1);
  });
});

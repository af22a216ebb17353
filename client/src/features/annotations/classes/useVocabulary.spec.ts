import { type AnnotationClass, DEFAULT_VOCABULARY, type Vocabulary } from '@parfocal/shared/api';
import { ref } from 'vue';
import { inScope } from '@/lib/testing/in-scope';
import { type CaseVocabulary, useVocabulary } from './useVocabulary';

const [tumour] = DEFAULT_VOCABULARY.classes;
const renamed: Vocabulary = { revision: 1, classes: [{ ...tumour!, en: 'Carcinoma' }, ...DEFAULT_VOCABULARY.classes.slice(1)] };

describe('useVocabulary', () => {
  const { fetch: before } = globalThis;
  let answers: { status: number; body: unknown }[];
  let sent: unknown[];
  let listeners: Map<string, () => void>;
  let vocabulary: CaseVocabulary;
  let stop: () => void;

  const settled = async (): Promise<void> => {
    for (let turn = 0; turn < 20; turn++) await Promise.resolve();
  };
  beforeEach(async () => {
    answers = [{ status: 200, body: DEFAULT_VOCABULARY }];
    sent = [];
    listeners = new Map();
    globalThis.fetch = ((_path: string, init?: RequestInit) => {
      if (init?.body) sent.push(JSON.parse(String(init.body)));
      const { status, body } = answers.shift()!;
      return Promise.resolve({ ok: status === 200, status, json: () => Promise.resolve(body) } as Response);
    }) as typeof fetch;
    const socket = { on: (event: string, listener: () => void) => void listeners.set(event, listener), off: (event: string) => void listeners.delete(event) };
    ({ result: vocabulary, stop } = inScope(() => useVocabulary({ socket: socket as never, caseId: ref('case') })));
    await settled();
  });
  afterEach(() => {
    stop();
    globalThis.fetch = before;
  });

  it('K4: is read anew when the case changed, and stays the same object where it says the same', async () => {
    const before = vocabulary.classOf.value;
    answers = [{ status: 200, body: DEFAULT_VOCABULARY }];
    listeners.get('case:changed')!();
    await settled();
    expect(vocabulary.classOf.value).toBe(before);
    answers = [{ status: 200, body: renamed }];
    listeners.get('case:changed')!();
    await settled();
    expect(vocabulary.classOf.value(tumour!.id)?.en).toBe('Carcinoma');
  });

  it('stays as it was without an answer', async () => {
    answers = [{ status: 503, body: { code: 'unavailable' } }];
    listeners.get('session:welcome')!();
    await settled();
    expect(vocabulary.vocabulary.value).toEqual(DEFAULT_VOCABULARY);
  });

  it('K3: saves what was made of a revision; what was made of an old one is refused, and the newest is here', async () => {
    answers = [{ status: 200, body: renamed }];
    await vocabulary.save(0, renamed.classes as AnnotationClass[]);
    expect([sent, vocabulary.vocabulary.value]).toEqual([[{ ...renamed, revision: 0 }], renamed]);
    const newest = { ...renamed, revision: 2 };
    answers = [{ status: 409, body: { code: 'vocabulary.stale', correlationId: 'x' } }, { status: 200, body: newest }];
    await expect(vocabulary.save(1, renamed.classes)).rejects.toMatchObject({ code: 'vocabulary.stale' });
    expect(vocabulary.vocabulary.value).toEqual(newest);
  });

  it('offers what is not hidden, and still knows what is', async () => {
    answers = [{ status: 200, body: { revision: 1, classes: [{ ...tumour!, isHidden: true }] } }];
    listeners.get('case:changed')!();
    await settled();
    expect([vocabulary.offered.value, vocabulary.classOf.value(tumour!.id)?.isHidden, vocabulary.classOf.value(null)]).toEqual([[], true, undefined]);
  });

  it('listens no more when it is over', () => {
    stop();
    expect(listeners.size).toBe(0);
  });
});

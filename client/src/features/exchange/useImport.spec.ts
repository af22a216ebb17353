import { addAnnotation, type Annotation, type GeoReading, listAnnotations } from '@parfocal/shared/annotation';
import { DEFAULT_VOCABULARY, type SlideDetail } from '@parfocal/shared/api';
import { flushPromises } from '@vue/test-utils';
import { nextTick, ref, shallowRef } from 'vue';
import * as Y from 'yjs';
import { inScope } from '@/lib/testing/in-scope';
import type { SaveState } from '@/wire';
import type { ReadAnswer, ReadRequest } from './read-words';
import { ANA, drawn, idOf, readAs } from './testing/shapes';
import { useImport } from './useImport';

const FILE = new File(['x'], 'a.geojson');
const slideAs = (n: number, bounds?: object) => ({ id: idOf(n), image: { widthPx: 1_000, heightPx: 1_000, zPlanes: 1, bounds } }) as unknown as SlideDetail;
const readingOf = (shapes: GeoReading['shapes']): GeoReading => ({ shapes, features: shapes.length, changed: new Map(), leftOut: new Map(), madeFor: null, hasOrigin: false });

describe('useImport', () => {
  let requests: ReadRequest[];
  let answer: (given: ReadAnswer) => void;
  const begin = (bounds?: object) => {
    requests = [];
    const parts = {
      slide: shallowRef<SlideDetail | undefined>(slideAs(1, bounds)), doc: shallowRef<Y.Doc | undefined>(new Y.Doc()), state: ref<SaveState>({ kind: 'saved' }),
      annotations: shallowRef<readonly Annotation[]>([]), classes: shallowRef(DEFAULT_VOCABULARY.classes), canDraw: ref(true),
    };
    const { result, stop } = inScope(() => useImport({
      ...parts, personId: ANA, nameOf: () => 'Ana', now: () => 7,
      read: (request) => {
        requests.push(request);
        return new Promise((resolve) => (answer = resolve));
      },
    }));
    return { ...parts, importing: result, stop };
  };
  const ready = async (parts: ReturnType<typeof begin>, shapes = [readAs(), readAs({ geometry: [3, 4] })]) => {
    parts.importing.choose(FILE);
    answer({ reading: readingOf(shapes) });
    await flushPromises();
    return parts;
  };

  it('draws nothing before the person has seen what there is and says so', async () => {
    const { importing, doc } = await ready(begin());
    expect(importing.phase.value).toMatchObject({ kind: 'ready', preview: { here: 0, shapes: { length: 2 } } });
    expect(listAnnotations(doc.value!)).toEqual([]);
    await importing.write();
    expect(importing.phase.value).toMatchObject({ kind: 'done', of: 2, written: { length: 2 } });
    expect(listAnnotations(doc.value!)).toMatchObject([{ author: ANA, createdAt: 7 }, { author: ANA }]);
  });

  it('takes the whole import back, and only that', async () => {
    const { importing, doc } = await ready(begin());
    addAnnotation(doc.value!, drawn(9), null);
    await importing.write();
    await importing.takeBack();
    expect(listAnnotations(doc.value!)).toEqual([drawn(9)]);
    expect(importing.phase.value).toEqual({ kind: 'empty' });
  });

  it('says what is on the slide already, and does not draw it twice', async () => {
    const parts = begin();
    parts.annotations.value = [drawn(1, { geometry: [1, 2] })];
    const { importing } = await ready(parts, [readAs({ sourceId: idOf(1) })]);
    expect(importing.phase.value).toMatchObject({ kind: 'ready', preview: { here: 1, shapes: [] } });
  });

  it('says what is wrong with a file', async () => {
    const { importing } = begin();
    importing.choose(FILE);
    answer({ trouble: 'no-json' });
    await flushPromises();
    expect(importing.phase.value).toEqual({ kind: 'trouble', what: 'no-json' });
  });

  it('counts from what was scanned, as QuPath does, unless the person says otherwise', async () => {
    const { importing } = await ready(begin({ x: 10, y: 20, widthPx: 500, heightPx: 500 }));
    expect(importing.hasTwoOrigins.value).toBe(true);
    importing.countsFromScan.value = false;
    await nextTick();
    expect(requests.map(({ target }) => target.origin)).toEqual([{ x: 10, y: 20 }, { x: 0, y: 0 }]);
  });

  it('forgets what was read for another slide, also what comes too late', async () => {
    const { importing, slide } = begin();
    importing.choose(FILE);
    const late = answer;
    slide.value = slideAs(2);
    await nextTick();
    late({ reading: readingOf([readAs()]) });
    await flushPromises();
    expect(importing.phase.value).toEqual({ kind: 'empty' });
  });

  it('is not for who may only watch', () => {
    const { importing, canDraw } = begin();
    canDraw.value = false;
    importing.choose(FILE);
    expect([importing.isOpen.value, requests.length]).toEqual([false, 0]);
  });
});

import { readGeoJson } from '@parfocal/shared/annotation';
import { DEFAULT_VOCABULARY, type SlideDetail } from '@parfocal/shared/api';
import { type DocumentName, hiddenLayer, privateLayer, sessionLayer } from '@parfocal/shared/protocol';
import { ref, shallowRef } from 'vue';
import { ApiError } from '@/api';
import { inScope } from '@/lib/testing/in-scope';
import { useToasts } from '@/ui';
import { ANA, drawn, idOf } from './testing/shapes';
import type { ExportLayer } from './export-layers';
import { useExport } from './useExport';

const SESSION = idOf(900);
const CASE: ReadonlySet<ExportLayer> = new Set(['case']);

const slideAs = (n: number, bounds?: SlideDetail['image']['bounds']) => ({ id: idOf(n), name: `A${n}`, widthPx: 1_000, heightPx: 1_000, mppX: 0.25, mppY: 0.5, image: { widthPx: 1_000, heightPx: 1_000, bounds } }) as unknown as SlideDetail;
const textOf = (blob: Blob): Promise<string> => new Promise((resolve) => {
  const reader = new FileReader();
  reader.onload = () => resolve(String(reader.result));
  reader.readAsText(blob);
});

describe('useExport', () => {
  let saved: { file: Blob; name: string }[];
  let asked: DocumentName[];
  const make = (rest: Partial<Parameters<typeof useExport>[0]> = {}) => inScope(() => useExport({
    caseId: ref(ANA), personId: ANA, slide: shallowRef(slideAs(1)), slides: shallowRef([slideAs(1), slideAs(2)]),
    annotations: shallowRef([drawn(1, { geometry: [110, 220] }), drawn(2)]), picked: shallowRef(new Set([idOf(2)])),
    sessionId: SESSION, here: shallowRef([{ layer: 'case' as const, annotations: [drawn(1), drawn(2)] }]), layerOf: () => 'Case', layerName: (layer, isRevealed) => (isRevealed ? `revealed ${layer}` : layer),
    words: { classOf: (id) => DEFAULT_VOCABULARY.classes.find((one) => one.id === id), nameOf: () => 'Dr Ana' },
    gather: async (name) => (asked.push(name), [drawn(7)]), layersOf: async () => ({ hidden: [], sessions: [], mayReveal: false }), detailOf: async () => slideAs(2), save: (file, name) => void saved.push({ file, name }), ...rest,
  })).result;
  beforeEach(() => {
    saved = [];
    asked = [];
  });

  it('gives the slide in view as GeoJSON, named after the slide', async () => {
    await expect(make().exportTo('geojson', 'slide', CASE)).resolves.toBe(true);
    expect(saved[0]!.name).toBe('A1.geojson');
    const { shapes, madeFor } = readGeoJson(JSON.parse(await textOf(saved[0]!.file)), { widthPx: 1_000, heightPx: 1_000, zPlanes: 1, origin: { x: 0, y: 0 } });
    expect(shapes.map(({ geometry, author }) => [geometry, author])).toEqual([[[110, 220], 'Dr Ana'], [[2, 2], 'Dr Ana']]);
    expect(madeFor).toEqual({ widthPx: 1_000, heightPx: 1_000 });
  });

  it('counts from what was scanned, where the slide says so', async () => {
    await make({ slide: shallowRef(slideAs(1, { x: 100, y: 200, widthPx: 500, heightPx: 500 })) }).exportTo('geojson', 'slide', CASE);
    expect(JSON.parse(await textOf(saved[0]!.file)).features[0].geometry.coordinates).toEqual([10, 20]);
  });

  it('gives what is picked, and nothing else', async () => {
    await make().exportTo('csv', 'picked', CASE);
    const lines = (await textOf(saved[0]!.file)).trim().split('\r\n');
    expect(lines).toHaveLength(2);
    expect(lines[1]).toContain(idOf(2));
  });

  it('gives all slides of the case: one table, or one file a slide', async () => {
    const exporting = make();
    await exporting.exportTo('csv', 'case', CASE);
    const lines = (await textOf(saved[0]!.file)).trim().split('\r\n');
    expect(lines.slice(1).map((line) => line.split(',')[0])).toEqual(['A1', 'A1', 'A2']);
    expect(exporting.progress.value).toBeNull();
  });

  it('gives the layers that were chosen, and says of each annotation which one it lies in', async () => {
    const ben = idOf(800);
    const hidden = [{ personId: ben, isRevealed: true }, { personId: ANA, isRevealed: false }, { personId: idOf(801), isRevealed: false }];
    const exporting = make({ slides: shallowRef([slideAs(2)]), layersOf: async () => ({ hidden, sessions: [{ id: SESSION, createdAt: 2 }, { id: idOf(901), createdAt: 1 }], mayReveal: true }) });
    await exporting.exportTo('csv', 'case', new Set<ExportLayer>(['session', 'earlier', 'revealed', 'private', 'hidden']));
    // What is hidden from this person is not even asked for.
    expect(asked.map(({ layer }) => layer)).toEqual([sessionLayer(SESSION), sessionLayer(idOf(901)), hiddenLayer(ben), privateLayer(ANA), hiddenLayer(ANA)]);
    const [, ...lines] = (await textOf(saved[0]!.file)).trim().split('\r\n');
    expect(lines.map((line) => line.split(',')[1])).toEqual(asked.map(({ layer }) => layer));
  });

  it('takes one’s own hidden layer once where it is revealed, as revealed', async () => {
    const exporting = make({ slides: shallowRef([slideAs(2)]), layersOf: async () => ({ hidden: [{ personId: ANA, isRevealed: true }], sessions: [], mayReveal: true }) });
    await exporting.exportTo('csv', 'case', new Set<ExportLayer>(['revealed', 'hidden']));
    expect(asked.map(({ layer }) => layer)).toEqual([hiddenLayer(ANA)]);
    expect(await textOf(saved[0]!.file)).toContain(`revealed ${hiddenLayer(ANA)}`);
  });

  it('takes what is open from the page, since not all of it need be saved yet', async () => {
    await make().exportTo('csv', 'case', CASE);
    expect(asked.map(({ slideId }) => slideId)).toEqual([idOf(2)]);
  });

  it('gives no half file where a slide’s annotations cannot be had, and says why', async () => {
    const exporting = make({ gather: () => Promise.reject(new ApiError('unavailable')) });
    await expect(exporting.exportTo('csv', 'case', CASE)).resolves.toBe(false);
    expect(saved).toEqual([]);
    expect(useToasts().toasts.value.at(-1)).toMatchObject({ tone: 'stop' });
    expect(exporting.progress.value).toBeNull();
  });
});

import { readGeoJson } from '@parfocal/shared/annotation';
import { DEFAULT_VOCABULARY, type SlideDetail } from '@parfocal/shared/api';
import { ref, shallowRef } from 'vue';
import { ApiError } from '@/api';
import { inScope } from '@/lib/testing/in-scope';
import { useToasts } from '@/ui';
import { ANA, drawn, idOf } from './testing/shapes';
import { useExport } from './useExport';

const slideAs = (n: number, bounds?: SlideDetail['image']['bounds']) => ({ id: idOf(n), name: `A${n}`, widthPx: 1_000, heightPx: 1_000, mppX: 0.25, mppY: 0.5, image: { widthPx: 1_000, heightPx: 1_000, bounds } }) as unknown as SlideDetail;
const textOf = (blob: Blob): Promise<string> => new Promise((resolve) => {
  const reader = new FileReader();
  reader.onload = () => resolve(String(reader.result));
  reader.readAsText(blob);
});

describe('useExport', () => {
  let saved: { file: Blob; name: string }[];
  const make = (rest: Partial<Parameters<typeof useExport>[0]> = {}) => inScope(() => useExport({
    caseId: ref(ANA), personId: ANA, slide: shallowRef(slideAs(1)), slides: shallowRef([slideAs(1), slideAs(2)]),
    annotations: shallowRef([drawn(1, { geometry: [110, 220] }), drawn(2)]), picked: shallowRef(new Set([idOf(2)])),
    words: { classOf: (id) => DEFAULT_VOCABULARY.classes.find((one) => one.id === id), nameOf: () => 'Dr Ana', layerOf: () => 'Case' },
    gather: async () => [drawn(7)], detailOf: async () => slideAs(2), save: (file, name) => void saved.push({ file, name }), ...rest,
  })).result;
  beforeEach(() => (saved = []));

  it('gives the slide in view as GeoJSON, named after the slide', async () => {
    await expect(make().exportTo('geojson', 'slide')).resolves.toBe(true);
    expect(saved[0]!.name).toBe('A1.geojson');
    const { shapes, madeFor } = readGeoJson(JSON.parse(await textOf(saved[0]!.file)), { widthPx: 1_000, heightPx: 1_000, zPlanes: 1, origin: { x: 0, y: 0 } });
    expect(shapes.map(({ geometry, author }) => [geometry, author])).toEqual([[[110, 220], 'Dr Ana'], [[2, 2], 'Dr Ana']]);
    expect(madeFor).toEqual({ widthPx: 1_000, heightPx: 1_000 });
  });

  it('counts from what was scanned, where the slide says so', async () => {
    await make({ slide: shallowRef(slideAs(1, { x: 100, y: 200, widthPx: 500, heightPx: 500 })) }).exportTo('geojson', 'slide');
    expect(JSON.parse(await textOf(saved[0]!.file)).features[0].geometry.coordinates).toEqual([10, 20]);
  });

  it('gives what is picked, and nothing else', async () => {
    await make().exportTo('csv', 'picked');
    const lines = (await textOf(saved[0]!.file)).trim().split('\r\n');
    expect(lines).toHaveLength(2);
    expect(lines[1]).toContain(idOf(2));
  });

  it('gives all slides of the case: one table, or one file a slide', async () => {
    const exporting = make();
    await exporting.exportTo('csv', 'case');
    const lines = (await textOf(saved[0]!.file)).trim().split('\r\n');
    expect(lines.slice(1).map((line) => line.split(',')[0])).toEqual(['A1', 'A1', 'A2']);
    expect(exporting.progress.value).toBeNull();
  });

  it('gives no half file where a slide’s annotations cannot be had, and says why', async () => {
    const exporting = make({ gather: () => Promise.reject(new ApiError('unavailable')) });
    await expect(exporting.exportTo('csv', 'case')).resolves.toBe(false);
    expect(saved).toEqual([]);
    expect(useToasts().toasts.value.at(-1)).toMatchObject({ tone: 'stop' });
    expect(exporting.progress.value).toBeNull();
  });
});

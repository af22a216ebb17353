/** The product's own path: a Yjs document, its annotations as values, their marks, the viewer. */
import * as Y from 'yjs';
import { effectScope, shallowRef, watch } from 'vue';
import { MarkList } from '@/features/annotations/mark-list';
import { useAnnotations } from '@/features/annotations/useAnnotations';
import { createSlideViewer } from '@/viewer';
import { casingOf, COLOURS, SIDE_PX } from '../scene.mjs';
import { selectionClock } from './stopwatch.mjs';

const level = (downsample) => ({ widthPx: SIDE_PX / downsample, heightPx: SIDE_PX / downsample, tileWidthPx: 256, tileHeightPx: 256, columns: Math.ceil(SIDE_PX / downsample / 256), rows: Math.ceil(SIDE_PX / downsample / 256), downsample });
const slide = {
  id: '0f9b6c1e-6f0e-4f6b-9a53-1c2d3e4f5a6b', name: 'bench', widthPx: SIDE_PX, heightPx: SIDE_PX, mppX: 0.25, mppY: 0.25, objectivePower: 40, state: 'ready', verdict: null, digest: null,
  origin: {}, associated: [], quality: null, isDeidentified: false,
  image: { format: 'generic-tiff', widthPx: SIDE_PX, heightPx: SIDE_PX, zPlanes: 1, channels: 1, levels: [1, 4, 16].map(level) },
};

const viewer = createSlideViewer(document.getElementById('stage'), { label: 'bench' });
viewer.open(slide);
const doc = shallowRef(new Y.Doc());
const marks = new MarkList((annotation) => ({ annotation, colour: COLOURS[annotation.colour], casing: casingOf(annotation.colour), caption: '', editable: false }));
const { annotations } = effectScope().run(() => useAnnotations({ doc, personId: 'bench' }));
watch(annotations, (list) => viewer.setAnnotations(marks.of(list)));
viewer.onSelect((id) => id !== null && selectionClock.stop());

window.bench = {
  take: (piece) => Y.applyUpdate(doc.value, piece, 'server'),
  count: () => annotations.value.length,
  fit: () => viewer.fit(),
};

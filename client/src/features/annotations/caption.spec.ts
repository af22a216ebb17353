import { captionOf, measureText } from './caption';
import { annotationOf } from './testing/annotation-of';

const half = { mppX: 0.5, mppY: 0.5 };
const line = annotationOf(1, { kind: 'line', geometry: [0, 0, 30, 40], label: 'width' });

describe('measureText', () => {
  it.each([
    ['a line in µm', line, half, '25 µm'],
    ['a line in pixels where the scale is unknown', line, undefined, '50 px'],
    ['a rectangle’s area', annotationOf(1, { kind: 'rectangle', geometry: [0, 0, 10, 20, 0] }), half, '200 µm²'],
    ['an open stroke’s length', annotationOf(1, { kind: 'freehand', geometry: [0, 0, 0, 8] }), half, '4 µm'],
    ['nothing of a point', annotationOf(1), half, ''],
    ['nothing of text', annotationOf(1, { kind: 'text' }), half, ''],
  ])('says %s', (_, shape, mpp, said) => {
    expect(measureText(shape, mpp, 'en')).toBe(said);
  });
});

describe('captionOf', () => {
  it.each([
    ['label and length of a ruler', line, 'width · 25 µm'],
    ['the length alone of a ruler without a label', { ...line, label: '' }, '25 µm'],
    ['the label alone of anything else', annotationOf(1, { kind: 'rectangle', geometry: [0, 0, 10, 20, 0], label: 'tumour' }), 'tumour'],
    ['a long label cut, and the length whole', { ...line, label: '核'.repeat(60) }, `${'核'.repeat(39)}… · 25 µm`],
    ['nothing of what has no label', annotationOf(1, { label: '' }), ''],
  ])('is %s', (_, annotation, said) => {
    expect(captionOf(annotation, half, 'en')).toBe(said);
  });
});

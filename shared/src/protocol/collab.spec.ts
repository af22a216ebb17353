import fc from 'fast-check';
import { documentPath, hiddenLayer, layerParts, parseDocumentPath, privateLayer, sessionLayer } from './collab.js';

const CASE = '0b6f4a52-6f0e-4d0e-8d51-3c1c7e0f9a11';
const SLIDE = '7a1f8f0e-52a5-4f0e-9a4e-5a3c2b1d0e9f';

describe('the path of a document', () => {
  it('D1: names case, slide and layer, and is read back', () => {
    expect(documentPath({ caseId: CASE, slideId: SLIDE, layer: 'case' })).toBe(`${CASE}/${SLIDE}/case`);
    fc.assert(
      fc.property(fc.uuid(), fc.uuid(), (caseId, slideId) => {
        const name = { caseId, slideId, layer: 'case' as const };
        expect(parseDocumentPath(documentPath(name))).toEqual(name);
      }),
    );
  });

  it('L1: names the layer, and whose it is', () => {
    for (const layer of [sessionLayer(CASE), privateLayer(CASE), hiddenLayer(CASE)]) {
      expect(parseDocumentPath(`${CASE}/${SLIDE}/${layer}`)?.layer).toBe(layer);
      expect(layerParts(layer)).toEqual({ kind: layer.split('~')[0], id: CASE });
    }
    expect(layerParts('case')).toEqual({ kind: 'case', id: '' });
  });

  it.each([
    '', '/', '//', '///', CASE, `${CASE}/${SLIDE}`, `${CASE}/${SLIDE}/`, `${CASE}//case`, `/${CASE}/${SLIDE}/case`, `${CASE}/${SLIDE}/case/`,
    `${CASE}/${SLIDE}/case/more`, `${CASE}/${SLIDE}/private`, `${CASE}/${SLIDE}/CASE`, `x/${SLIDE}/case`, `${CASE}/../case`, `${CASE}/${SLIDE}/case?x`,
    `${CASE}/${SLIDE}%2Fcase`, `${CASE} /${SLIDE}/case`, `${CASE}/${SLIDE}/__proto__`, `${CASE}\0/${SLIDE}/case`,
  ])('D1: %j is none', (path) => expect(parseDocumentPath(path)).toBeUndefined());

  it('D1: is read or not, and never thrown at', () => {
    fc.assert(fc.property(fc.string(), (path) => expect(parseDocumentPath(path)).toBeUndefined()));
  });
});

import { carriedPoint, SAME_PLACE, type Similarity } from '@parfocal/shared/geometry';
import { type Aligning, useAligning } from './useAligning';

const truth: Similarity = { scale: 2, rotation: 0.3, dx: 500, dy: -70 };
const [a, b] = [{ x: 100, y: 200 }, { x: 900, y: 300 }];

describe('useAligning', () => {
  let aligning: Aligning;
  beforeEach(() => {
    aligning = useAligning();
    aligning.start(7, SAME_PLACE);
  });

  it('finds how the slides lie from two places on each, in any order of clicks', () => {
    aligning.place('session', a);
    aligning.place('session', b);
    aligning.place('reference', carriedPoint(truth, a));
    expect(aligning.similarity.value).toBeUndefined();
    aligning.place('reference', carriedPoint(truth, b));
    const { scale, rotation, dx, dy } = aligning.similarity.value!;
    expect([scale, rotation, dx, dy]).toEqual([expect.closeTo(2), expect.closeTo(0.3), expect.closeTo(500), expect.closeTo(-70)]);
  });

  it('previews the place after the first pair, with angle and scale as they were', () => {
    expect(aligning.preview.value).toBeUndefined();
    aligning.place('session', a);
    aligning.place('reference', { x: 130, y: 190 });
    expect(aligning.preview.value).toEqual({ scale: 1, rotation: 0, dx: 30, dy: -10 });
  });

  it('moves the nearest landmark by a further click', () => {
    for (const at of [a, b]) {
      aligning.place('session', at);
      aligning.place('reference', at);
    }
    aligning.place('reference', { x: 905, y: 305 });
    expect(aligning.landmarks.value.reference).toEqual([a, { x: 905, y: 305 }]);
    expect(aligning.similarity.value).not.toEqual(SAME_PLACE);
  });

  it('says that places on one spot tell nothing', () => {
    for (const at of [a, b]) {
      aligning.place('session', at);
      aligning.place('reference', a);
    }
    expect([aligning.similarity.value, aligning.isDegenerate.value]).toEqual([undefined, true]);
  });

  it('begins anew, ends, and takes no clicks while nothing is aligned', () => {
    aligning.place('session', a);
    aligning.again();
    expect([aligning.paneKey.value, aligning.landmarks.value.session]).toEqual([7, []]);
    aligning.stop();
    aligning.place('session', a);
    expect([aligning.paneKey.value, aligning.landmarks.value.session]).toEqual([undefined, []]);
  });
});

import { encodeGesture } from '@parfocal/shared/protocol';
import { GestureIntake } from './gesture-intake.js';

const view = { x: 1, y: 2, resolution: 4, rotation: 0, widthPx: 800, heightPx: 600 };
const both = encodeGesture({ pointer: { x: 1, y: 2 }, view });

describe('GestureIntake', () => {
  let nowMs: number;
  let intake: GestureIntake;
  beforeEach(() => {
    nowMs = 0;
    intake = new GestureIntake(() => nowMs);
  });

  it('G6: takes the pointer off who may not point and leaves the view', () => {
    expect(intake.judge(false, both)).toEqual({ kind: 'taken', gesture: { pointer: null, view } });
    expect(intake.judge(true, both)).toEqual({ kind: 'taken', gesture: { pointer: { x: 1, y: 2 }, view } });
  });

  it('G4: refuses nonsense once, ignores it for a while, then has enough', () => {
    const nonsense = [undefined, null, 7, {}, Buffer.from('AA'), '', '!', 'AAA', `${both}AAAA`, 'A'.repeat(10_000)];
    const verdicts = [...nonsense, ...nonsense].map((text) => intake.judge(true, text).kind);
    expect(verdicts).toEqual(['refused', ...Array.from({ length: 18 }, () => 'ignored'), 'expelled']);
  });

  it('G5: lets a burst pass and expels a flood', () => {
    const kinds = Array.from({ length: 601 }, () => intake.judge(true, both).kind);
    expect(kinds.indexOf('expelled')).toBe(600);
  });

  it('G5: bears 200 a second for as long as it lasts', () => {
    for (let i = 0; i < 5000; i++) {
      nowMs += 5;
      expect(intake.judge(true, both).kind).toBe('taken');
    }
  });
});

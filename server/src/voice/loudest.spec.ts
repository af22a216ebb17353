import { FLOOR_PLACES, HOLD_MS, INSIST_TICKS, Loudest } from './loudest.js';
import type { Volume } from './volume.js';

const names = (count: number): string[] => Array.from({ length: count }, (_, i) => `p${i}`);
/** These speak, in this order of loudness. */
const speak = (...peerIds: string[]): Volume[] => peerIds.map((peerId, i) => ({ peerId, dbov: -20 - i }));
const open = (count: number): Loudest => {
  const loudest = new Loudest();
  for (const name of names(count)) loudest.open(name, 0);
  return loudest;
};

describe('Loudest', () => {
  it('V11: hears everyone up to seven open microphones, whoever presents', () => {
    expect(open(7).heard()).toEqual(new Set(names(7)));
  });

  it('V11: hears six beyond that', () => {
    expect(open(8).heard()).toEqual(new Set(names(FLOOR_PLACES)));
  });

  it('V11: hears the presenter beside the six', () => {
    const loudest = open(9);
    loudest.present('p8', 0);
    expect(loudest.heard()).toEqual(new Set([...names(6), 'p8']));
  });

  it('V11: a presenter who held a place leaves it to others', () => {
    const loudest = open(9);
    loudest.present('p0', 0);
    loudest.hear(speak('p7'), 1);
    expect(loudest.heard()).toEqual(new Set([...names(6), 'p7']));
  });

  it('V11: a speaker gets the place that has been silent longest', () => {
    const loudest = open(9);
    loudest.hear(speak('p0', 'p1', 'p3', 'p4', 'p5'), 1_000);
    loudest.hear(speak('p8'), HOLD_MS);
    expect(loudest.heard()).toEqual(new Set(['p0', 'p1', 'p3', 'p4', 'p5', 'p8']));
  });

  it('V11: a short pause costs nobody the place', () => {
    const loudest = open(9);
    loudest.hear(speak(...names(6)), 1_000);
    loudest.hear(speak('p8'), 1_000 + HOLD_MS - 1);
    expect(loudest.heard().has('p8')).toBe(false);
  });

  it('V11: who insists gets a place even where all six keep talking, and not before', () => {
    const loudest = open(9);
    for (let tick = 1; tick < INSIST_TICKS; tick++) loudest.hear(speak('p8', ...names(6)), tick * 250);
    expect(loudest.heard().has('p8')).toBe(false);
    loudest.hear(speak('p8', ...names(6)), INSIST_TICKS * 250);
    expect(loudest.heard().has('p8')).toBe(true);
    expect(loudest.heard().has('p5')).toBe(false);
  });

  it('V11: insisting begins anew after a pause', () => {
    const loudest = open(9);
    for (let tick = 1; tick < INSIST_TICKS; tick++) loudest.hear(speak('p8', ...names(6)), tick * 250);
    loudest.hear(speak(...names(6)), INSIST_TICKS * 250);
    loudest.hear(speak('p8', ...names(6)), (INSIST_TICKS + 1) * 250);
    expect(loudest.heard().has('p8')).toBe(false);
  });

  it('V11: silence changes nothing', () => {
    const loudest = open(9);
    const before = loudest.heard();
    loudest.hear([], 60_000);
    expect(loudest.heard()).toEqual(before);
  });

  it('V11: a closed microphone frees its place for the next who speaks', () => {
    const loudest = open(9);
    loudest.hear(speak(...names(6)), 1_000);
    loudest.close('p2');
    loudest.hear(speak('p7'), 1_001);
    expect(loudest.heard()).toEqual(new Set(['p0', 'p1', 'p3', 'p4', 'p5', 'p7']));
  });

  it('V11: never holds more than six places, whatever happens', () => {
    const loudest = open(20);
    for (let step = 0; step < 500; step++) {
      const loud = names(20).filter((_, i) => (step * 7 + i * 13) % 5 < 3).sort((a, b) => ((a.length * step) % 3) - ((b.length * step) % 3));
      loudest.hear(speak(...loud), step * 250);
      if (step % 9 === 0) loudest.present(step % 2 ? null : `p${step % 20}`, step * 250);
      if (step % 11 === 0) loudest.close(`p${step % 20}`);
      if (step % 13 === 0) loudest.open(`p${(step * 3) % 20}`, step * 250);
      expect(loudest.heard().size).toBeLessThanOrEqual(7);
    }
  });
});

import type { Scene } from '@parfocal/shared/api';
import { type Ref, shallowRef } from 'vue';
import { inScope } from '@/lib/testing/in-scope';
import { sceneOf } from './testing/scene-of';
import { type Playing, usePlaying } from './usePlaying';

describe('usePlaying', () => {
  let scenes: Ref<readonly Scene[]>;
  let lost: string[];
  let shown: string[];
  let playing: Playing;
  let stop: () => void;

  const named = (...titles: string[]): Scene[] => titles.map((title) => sceneOf(title));
  beforeEach(() => {
    [scenes, lost, shown] = [shallowRef(named('a', 'b', 'c', 'd')), [], []];
    ({ result: playing, stop } = inScope(() => usePlaying({ scenes, canShow: ({ title }) => !lost.includes(title), go: ({ title }) => shown.push(title) })));
  });
  afterEach(() => stop());

  const step = (...steps: (1 | -1)[]): boolean[] => steps.map((by) => playing.step(by));

  it('goes through them in their order, and stops at the last', () => {
    expect([playing.isPlaying.value, playing.position.value]).toEqual([false, 0]);
    expect(step(1, 1, 1, 1, 1)).toEqual([true, true, true, true, false]);
    expect([shown.join(''), playing.position.value, playing.hasNext.value, playing.hasBefore.value]).toEqual(['abcd', 4, false, true]);
  });

  it('begins at the last one backwards', () => {
    step(-1, -1);
    expect([shown.join(''), playing.position.value]).toEqual(['dc', 3]);
  });

  it('passes over what cannot be shown', () => {
    lost = ['b', 'd'];
    expect(step(1, 1, 1)).toEqual([true, true, false]);
    expect(shown.join('')).toBe('ac');
  });

  it('N3: goes on from where the scene is now', () => {
    step(1, 1);
    scenes.value = named('b', 'd', 'a', 'c');
    expect(playing.position.value).toBe(1);
    step(1);
    expect(shown.join('')).toBe('abd');
  });

  it('goes on with what took the place of one that was removed', () => {
    step(1, 1);
    scenes.value = named('a', 'c', 'd');
    expect([playing.isPlaying.value, playing.position.value, playing.current.value]).toEqual([true, 0, undefined]);
    step(1);
    expect(shown.join('')).toBe('abc');
    scenes.value = named('a', 'd');
    step(-1);
    expect(shown.join('')).toBe('abca');
  });

  it('has nowhere to go without scenes', () => {
    scenes.value = [];
    expect([step(1, -1), playing.hasNext.value, playing.isPlaying.value]).toEqual([[false, false], false, false]);
  });

  it('begins anew once stopped', () => {
    step(1, 1);
    playing.stop();
    step(1);
    expect(shown.join('')).toBe('aba');
  });
});

import { jest } from '@jest/globals';
import { createLoudspeakers } from './loudspeakers';
import { mayRoute } from './testing/sinks';
import { settles } from './testing/in-scope';

describe('createLoudspeakers', () => {
  const track = {} as MediaStreamTrack;
  const playing = (): NodeListOf<HTMLAudioElement> => document.querySelectorAll('audio');
  let play: jest.SpiedFunction<HTMLMediaElement['play']>;

  beforeAll(() => {
    Object.assign(globalThis, { MediaStream: class { constructor(readonly tracks: unknown[]) {} } });
    Object.defineProperty(HTMLMediaElement.prototype, 'srcObject', { writable: true, configurable: true, value: null });
  });
  beforeEach(() => {
    play = jest.spyOn(HTMLMediaElement.prototype, 'play').mockResolvedValue();
  });
  afterEach(() => play.mockRestore());

  it('plays each voice in a hidden element of the document', () => {
    const loudspeakers = createLoudspeakers();
    loudspeakers.play('a', track);
    loudspeakers.play('b', track);
    expect([...playing()].map(({ hidden, isConnected }) => [hidden, isConnected])).toEqual([[true, true], [true, true]]);
    loudspeakers.stop('a');
    expect([...playing()].map(({ dataset }) => dataset.voice)).toEqual(['b']);
    loudspeakers.close();
    expect(playing()).toHaveLength(0);
  });

  it('says when the browser wants a click, and plays from it', async () => {
    const loudspeakers = createLoudspeakers();
    play.mockRejectedValue(new DOMException('', 'NotAllowedError'));
    loudspeakers.play('a', track);
    await Promise.resolve();
    await Promise.resolve();
    expect(loudspeakers.blocked.value).toBe(true);
    play.mockResolvedValue();
    await loudspeakers.unblock();
    expect(loudspeakers.blocked.value).toBe(false);
    loudspeakers.close();
  });

  it('plays every voice, also one that comes later, through the chosen loudspeaker, and through the system’s own where that is gone', async () => {
    const restore = mayRoute(new Set(['gone']));
    const loudspeakers = createLoudspeakers();
    const sinks = (): string[] => [...playing()].map(({ sinkId }) => sinkId);
    loudspeakers.play('a', track);
    loudspeakers.route('headset');
    loudspeakers.play('b', track);
    await settles(() => sinks().join() === 'headset,headset');
    loudspeakers.route('gone');
    await settles(() => sinks().join() === ',');
    loudspeakers.close();
    restore();
  });

  it('takes nothing else for a block', async () => {
    const loudspeakers = createLoudspeakers();
    play.mockRejectedValue(new DOMException('', 'AbortError'));
    loudspeakers.play('a', track);
    await Promise.resolve();
    await Promise.resolve();
    expect(loudspeakers.blocked.value).toBe(false);
    loudspeakers.close();
  });
});

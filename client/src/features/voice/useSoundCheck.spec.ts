import { jest } from '@jest/globals';
import { FakeTrack } from './testing/fake-microphones';
import { inScope } from './testing/in-scope';
import { RECORDING_MS, type SoundCheck, useSoundCheck } from './useSoundCheck';

/** What a browser makes sounds with, counted. */
class FakeContext {
  static open = 0;
  destination = {};
  constructor() {
    FakeContext.open++;
  }
  createOscillator = () => ({ frequency: {}, connect: (next: object) => next, start: () => undefined });
  createGain = () => ({ gain: {}, connect: () => undefined });
  createMediaStreamDestination = () => ({ stream: { from: 'tone' } });
  async close(): Promise<void> {
    FakeContext.open--;
  }
}

class FakeRecorder extends EventTarget {
  mimeType = 'audio/webm';
  state = 'inactive';
  start(): void {
    this.state = 'recording';
  }
  stop(): void {
    this.state = 'inactive';
    this.dispatchEvent(Object.assign(new Event('dataavailable'), { data: new Blob(['sound']) }));
    this.dispatchEvent(new Event('stop'));
  }
}

class FakeAudio extends EventTarget {
  static last: FakeAudio;
  currentTime = 1;
  srcObject: object | null = null;
  sinkId = '';
  constructor(readonly src = '') {
    super();
    FakeAudio.last = this;
  }
  setSinkId = async (sinkId: string): Promise<void> => void (this.sinkId = sinkId);
  play = async (): Promise<void> => undefined;
  pause = (): void => undefined;
}

describe('useSoundCheck', () => {
  let check: SoundCheck;
  let stop: () => void;
  let track: FakeTrack | undefined;
  let closed: number;
  const urls = new Set<string>();

  beforeEach(() => {
    jest.useFakeTimers();
    FakeContext.open = closed = 0;
    track = new FakeTrack('desk');
    Object.assign(globalThis, { AudioContext: FakeContext, MediaRecorder: FakeRecorder, Audio: FakeAudio, MediaStream: class {} });
    Object.assign(URL, { createObjectURL: () => (urls.add('blob:1'), 'blob:1'), revokeObjectURL: (url: string) => void urls.delete(url) });
    ({ result: check, stop } = inScope(() => useSoundCheck({ openMicrophone: async () => track as unknown as MediaStreamTrack | undefined, closeMicrophone: () => void closed++, sinkId: () => 'headset' })));
  });
  afterEach(() => {
    stop();
    jest.useRealTimers();
  });

  it('plays a tone, and asks whether it was heard only once it is over', async () => {
    const toned = check.tone();
    expect([check.isToning.value, check.heard.value]).toEqual([true, undefined]);
    await check.tone();
    expect(FakeContext.open).toBe(1);
    expect([FakeAudio.last.sinkId, FakeAudio.last.srcObject]).toEqual(['headset', { from: 'tone' }]);
    await jest.advanceTimersByTimeAsync(5_000);
    await toned;
    expect([check.isToning.value, check.heard.value, FakeContext.open]).toEqual([false, 'unasked', 0]);
  });

  it('records three seconds, lets the microphone go and plays them back', async () => {
    await check.record();
    expect(check.recording.value).toBe('recording');
    await jest.advanceTimersByTimeAsync(RECORDING_MS);
    expect([check.recording.value, closed]).toEqual(['ready', 1]);
    await check.play();
    expect([check.recording.value, FakeAudio.last.currentTime, FakeAudio.last.sinkId]).toEqual(['playing', 0, 'headset']);
    FakeAudio.last.dispatchEvent(new Event('ended'));
    expect(check.recording.value).toBe('ready');
  });

  it('records nothing without a microphone', async () => {
    track = undefined;
    await check.record();
    expect(check.recording.value).toBe('none');
  });

  it('forgets what was recorded, and is silent at once, when it is left', async () => {
    await check.record();
    void check.tone();
    check.stop();
    expect([check.recording.value, closed, FakeContext.open, check.isToning.value]).toEqual(['none', 1, 0, false]);
    await check.record();
    await jest.advanceTimersByTimeAsync(RECORDING_MS);
    stop();
    expect(urls.size).toBe(0);
  });
});

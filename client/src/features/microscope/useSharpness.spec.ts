import { jest } from '@jest/globals';
import { inScope } from '@/lib/testing/in-scope';
import { TellingViewer } from './testing/telling-viewer';
import { useSharpness } from './useSharpness';

describe('useSharpness', () => {
  let viewer: TellingViewer;
  let sharpness: ReturnType<typeof useSharpness>;
  let stop: () => void;

  beforeEach(() => {
    jest.useFakeTimers();
    viewer = new TellingViewer();
    ({ result: sharpness, stop } = inScope(() => useSharpness({ viewer: viewer.asViewer })));
  });
  afterEach(() => {
    stop();
    jest.useRealTimers();
  });

  it('says nothing of a field that is sharp within a moment', () => {
    viewer.sharpen({ visible: 20, missing: 20 });
    jest.advanceTimersByTime(250);
    viewer.sharpen({ visible: 20, missing: 0 });
    jest.advanceTimersByTime(1000);
    expect(sharpness.isShown.value).toBe(false);
  });

  it('counts what is here while the field takes longer, and is gone with the last tile', () => {
    viewer.sharpen({ visible: 20, missing: 20 });
    jest.advanceTimersByTime(200);
    viewer.sharpen({ visible: 20, missing: 5 });
    jest.advanceTimersByTime(100);
    expect([sharpness.isShown.value, sharpness.count.value, sharpness.share.value]).toEqual([true, { visible: 20, sharp: 15 }, 0.75]);
    viewer.sharpen({ visible: 20, missing: 0 });
    expect([sharpness.isShown.value, sharpness.share.value]).toEqual([false, 1]);
  });

  it('leaves no timer and no listener behind', () => {
    viewer.sharpen({ visible: 20, missing: 20 });
    stop();
    expect(viewer.listenerCount + jest.getTimerCount()).toBe(0);
  });
});

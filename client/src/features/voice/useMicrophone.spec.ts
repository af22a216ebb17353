import { FakeMicrophones } from './testing/fake-microphones';
import { inScope, settles } from './testing/in-scope';
import { SYSTEM_DEFAULT } from './useDevices';
import { troubleOf, useMicrophone } from './useMicrophone';

describe('useMicrophone', () => {
  beforeEach(() => localStorage.clear());

  const start = (media: FakeMicrophones) => inScope(() => useMicrophone({ media: media.asMedia }));

  it('opens the chosen one, and remembers the choice', async () => {
    const media = new FakeMicrophones(['desk', 'headset']);
    const { result, stop } = start(media);
    result.chosenId.value = 'headset';
    await result.open();
    expect(media.live.map(({ deviceId }) => deviceId)).toEqual(['headset']);
    stop();
    expect(start(media).result.chosenId.value).toBe('headset');
  });

  it('falls back to the system’s own where the chosen one is gone, and says so', async () => {
    const media = new FakeMicrophones(['desk']);
    const { result, stop } = start(media);
    result.chosenId.value = 'headset';
    await result.open();
    expect(media.live.map(({ deviceId }) => deviceId)).toEqual(['desk']);
    expect(result.fellBack.value).toBe(true);
    stop();
  });

  it('goes on with another one when it is unplugged', async () => {
    const media = new FakeMicrophones(['headset', 'desk']);
    const { result, stop } = start(media);
    const replaced: unknown[] = [];
    result.onReplaced((track) => replaced.push(track));
    result.chosenId.value = 'headset';
    await result.open();
    media.deviceIds = ['desk'];
    media.opened[0]!.unplug();
    await settles(() => replaced.length > 0);
    expect(replaced).toEqual([media.live[0]]);
    expect(media.live[0]!.deviceId).toBe('desk');
    expect(result.fellBack.value).toBe(true);
    stop();
  });

  it.each([['NotAllowedError', 'denied'], ['NotFoundError', 'missing'], ['NotReadableError', 'busy']])('says why there is none: %s is %s', async (refusal, trouble) => {
    const media = new FakeMicrophones(['desk']);
    const { result, stop } = start(media);
    media.refusal = refusal;
    expect(await result.open()).toBeUndefined();
    expect(result.trouble.value).toBe(trouble);
    media.refusal = undefined;
    await result.open();
    expect(result.trouble.value).toBeUndefined();
    stop();
  });

  it('says that the page is not secure where a browser has no media devices', async () => {
    const { result, stop } = inScope(() => useMicrophone({ media: undefined }));
    expect(await result.open()).toBeUndefined();
    expect(result.trouble.value).toBe('insecure');
    expect(troubleOf('anything')).toBe('missing');
    stop();
  });

  it('does not keep a microphone that was allowed after it had been closed', async () => {
    const media = new FakeMicrophones(['desk']);
    const { result, stop } = start(media);
    let allow = (): void => undefined;
    media.question = new Promise((done) => (allow = done));
    const opening = result.open();
    result.close();
    allow();
    expect(await opening).toBeUndefined();
    expect(media.opened).toHaveLength(1);
    expect(media.live).toEqual([]);
    stop();
  });

  it('leaves no listener and no open microphone behind', async () => {
    const media = new FakeMicrophones(['desk']);
    const { result, stop } = start(media);
    await result.open();
    expect(media.listenerCount).toBe(1);
    expect(result.chosenId.value).toBe(SYSTEM_DEFAULT);
    stop();
    expect(media.listenerCount).toBe(0);
    expect(media.live).toEqual([]);
  });
});

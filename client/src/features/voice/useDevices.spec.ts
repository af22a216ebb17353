import { FakeMicrophones } from './testing/fake-microphones';
import { inScope, settles } from './testing/in-scope';
import { useDevices } from './useDevices';

describe('useDevices', () => {
  beforeEach(() => localStorage.clear());

  it('lists one kind, without the aliases of the system', async () => {
    const media = new FakeMicrophones(['desk', 'headset']);
    const { result, stop } = inScope(() => useDevices({ media: media.asMedia, kind: 'audioinput' }));
    await settles(() => result.devices.value.length > 0);
    expect(result.devices.value.map(({ deviceId }) => deviceId)).toEqual(['desk', 'headset']);
    stop();
  });

  it('notices what is plugged in and out', async () => {
    const media = new FakeMicrophones(['desk'], { loudspeakerIds: ['room'] });
    const { result, stop } = inScope(() => useDevices({ media: media.asMedia, kind: 'audiooutput' }));
    result.chosenId.value = 'headset';
    await settles(() => result.devices.value.length === 1);
    expect(result.isListed.value).toBe(false);
    media.loudspeakerIds = ['room', 'headset'];
    media.dispatchEvent(new Event('devicechange'));
    await settles(() => result.isListed.value);
    stop();
    expect(media.listenerCount).toBe(0);
  });

  it('keeps the choices of different kinds apart', () => {
    const media = new FakeMicrophones(['desk']).asMedia;
    const { result: [loudspeaker, camera], stop } = inScope(() => [useDevices({ media, kind: 'audiooutput' }), useDevices({ media, kind: 'videoinput' })] as const);
    loudspeaker.chosenId.value = 'room';
    expect(camera.chosenId.value).toBe('');
    stop();
    const again = inScope(() => useDevices({ media, kind: 'audiooutput' }));
    expect(again.result.chosenId.value).toBe('room');
    again.stop();
  });

  it('lists nothing where a browser has no media devices, or will not tell', async () => {
    const none = inScope(() => useDevices({ media: undefined, kind: 'audioinput' }));
    const silent = Object.assign(new FakeMicrophones(['desk']), { enumerateDevices: async () => Promise.reject(new DOMException('', 'NotAllowedError')) });
    const denied = inScope(() => useDevices({ media: silent.asMedia, kind: 'audioinput' }));
    await Promise.all([none.result.look(), denied.result.look()]);
    expect([none.result.devices.value, denied.result.devices.value]).toEqual([[], []]);
    none.stop();
    denied.stop();
  });
});

import { FakeMicrophones } from './testing/fake-microphones';
import { inScope, settles } from './testing/in-scope';
import { mayRoute } from './testing/sinks';
import { type Loudspeaker, useLoudspeaker } from './useLoudspeaker';

describe('useLoudspeaker', () => {
  let media: FakeMicrophones;
  let loudspeaker: Loudspeaker;
  let stop: () => void;
  const plug = (...loudspeakerIds: string[]): void => {
    media.loudspeakerIds = loudspeakerIds;
    media.dispatchEvent(new Event('devicechange'));
  };
  const start = (): void => void ({ result: loudspeaker, stop } = inScope(() => useLoudspeaker({ media: media.asMedia })));

  beforeEach(() => {
    localStorage.clear();
    media = new FakeMicrophones(['desk'], { loudspeakerIds: ['room', 'headset'] });
  });
  afterEach(() => stop());

  describe('where a page may choose', () => {
    let restore: () => void;
    beforeEach(async () => {
      restore = mayRoute();
      start();
      await settles(() => loudspeaker.devices.value.length === 2);
    });
    afterEach(() => restore());

    it('uses the chosen one while it is there, and remembers it', async () => {
      expect(loudspeaker.sinkId.value).toBe('');
      loudspeaker.chosenId.value = 'headset';
      expect([loudspeaker.sinkId.value, loudspeaker.fellBack.value]).toEqual(['headset', false]);
      stop();
      start();
      // Nothing is known of it before the browser has told what there is: that is not a loss.
      expect([loudspeaker.sinkId.value, loudspeaker.fellBack.value]).toEqual(['', false]);
      await settles(() => loudspeaker.sinkId.value === 'headset');
    });

    it('falls back to the system’s own when it is unplugged, says so, and goes back to it', async () => {
      loudspeaker.chosenId.value = 'headset';
      plug('room');
      await settles(() => loudspeaker.fellBack.value);
      expect(loudspeaker.sinkId.value).toBe('');
      plug('room', 'headset');
      await settles(() => loudspeaker.sinkId.value === 'headset');
      expect(loudspeaker.fellBack.value).toBe(false);
    });

    it('says nothing of a loss once another one, or the system’s own, is chosen', async () => {
      for (const choice of ['room', '']) {
        loudspeaker.chosenId.value = 'headset';
        plug('room');
        await settles(() => loudspeaker.fellBack.value);
        loudspeaker.chosenId.value = choice;
        expect([loudspeaker.sinkId.value, loudspeaker.fellBack.value]).toEqual([choice, false]);
        plug('room', 'headset');
        await settles(() => loudspeaker.devices.value.length === 2);
      }
      loudspeaker.chosenId.value = 'room';
      loudspeaker.chosenId.value = '';
      expect(loudspeaker.fellBack.value).toBe(false);
    });
  });

  it('offers nothing where a browser lets no page choose', async () => {
    start();
    await loudspeaker.look();
    expect([loudspeaker.devices.value, loudspeaker.sinkId.value]).toEqual([[], '']);
  });
});

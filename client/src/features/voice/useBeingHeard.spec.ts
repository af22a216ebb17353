import { nextTick, ref } from 'vue';
import { inScope } from './testing/in-scope';
import { UNHEARD_AFTER, useBeingHeard } from './useBeingHeard';

describe('useBeingHeard', () => {
  const make = () => {
    const parts = { level: ref(0), muted: ref(false), isSpeaking: ref(false), audible: ref(true) };
    return { ...parts, ...inScope(() => useBeingHeard(parts)) };
  };
  const speak = async (level: { value: number }, times: number): Promise<void> => {
    for (let i = 0; i < times; i++) {
      level.value = 0.6 + (i % 2) / 10;
      await nextTick();
    }
  };

  it('V15: says what the server says, not what the meter shows', async () => {
    const { level, isSpeaking, audible, result, stop } = make();
    level.value = 0.9;
    expect(result.value).toBe('silent');
    isSpeaking.value = true;
    expect(result.value).toBe('heard');
    audible.value = false;
    expect(result.value).toBe('waiting');
    stop();
  });

  it('tells who speaks into a microphone of which nothing arrives, until something does', async () => {
    const { level, isSpeaking, result, stop } = make();
    await speak(level, UNHEARD_AFTER - 1);
    expect(result.value).toBe('silent');
    await speak(level, 2);
    expect(result.value).toBe('unheard');
    isSpeaking.value = true;
    await nextTick();
    isSpeaking.value = false;
    expect(result.value).toBe('silent');
    stop();
  });

  it('says nothing of who is muted', async () => {
    const { level, muted, result, stop } = make();
    await speak(level, UNHEARD_AFTER + 1);
    muted.value = true;
    expect(result.value).toBe('silent');
    stop();
  });
});

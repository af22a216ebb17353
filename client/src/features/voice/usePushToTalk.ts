import { onScopeDispose, type Ref, watch } from 'vue';
import type { MessageKey } from '@/i18n';

/** As `KeyboardEvent.key` has them; the first is what the list of keys shows. */
const TALK_KEYS = ['Q', 'q'] as const;

export const VOICE_KEYS: readonly { readonly keys: readonly string[]; readonly says: MessageKey }[] = [{ keys: TALK_KEYS, says: 'voice.keysTalk' }];

interface Collaborators {
  /** Push-to-talk is chosen, and there is a call to talk in. */
  isOn: Ref<boolean>;
  /** Opens the microphone and keeps it silent. */
  prepare: () => void;
  talk: (isTalking: boolean) => void;
}

const isTyping = ({ target }: Event): boolean =>
  target instanceof Element && target.closest('input, textarea, select, [contenteditable], [role="menu"], [role="listbox"]') !== null;

/**
 * Speaking while a key is held. It ends with the key, and also where its release cannot be heard: when another window
 * takes the keyboard or the page is hidden. Other keys pressed meanwhile change nothing, Shift included.
 */
export function usePushToTalk({ isOn, prepare, talk }: Collaborators): void {
  /** The physical key that is held: what it writes depends on Shift, which may come and go. */
  let held: string | undefined;

  const release = (): void => {
    if (held === undefined) return;
    held = undefined;
    talk(false);
  };
  const onDown = (event: KeyboardEvent): void => {
    if (!isOn.value || held !== undefined || event.repeat || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    if (!TALK_KEYS.some((key) => key === event.key) || isTyping(event)) return;
    event.preventDefault();
    held = event.code;
    talk(true);
  };
  const onUp = ({ code }: KeyboardEvent): void => {
    if (code === held) release();
  };
  const onHidden = (): void => {
    if (document.hidden) release();
  };

  document.addEventListener('keydown', onDown);
  document.addEventListener('keyup', onUp);
  document.addEventListener('visibilitychange', onHidden);
  window.addEventListener('blur', release);
  watch(isOn, (now) => (now ? prepare() : release()), { immediate: true });
  onScopeDispose(() => {
    release();
    document.removeEventListener('keydown', onDown);
    document.removeEventListener('keyup', onUp);
    document.removeEventListener('visibilitychange', onHidden);
    window.removeEventListener('blur', release);
  });
}

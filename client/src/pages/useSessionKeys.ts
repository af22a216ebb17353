import { onScopeDispose } from 'vue';
import { belongsElsewhere } from '@/features/microscope';
import type { MessageKey } from '@/i18n';

interface Hands {
  /** Gives up the innermost thing there is to give up. */
  escape: () => void;
  /** Returns to whoever was followed, if there is a way back. */
  goBack: () => void;
  /** Opens the list of keys. */
  showKeys: () => void;
}

interface Keys {
  /** As `KeyboardEvent.key` has them; the first is what the list of keys shows. */
  readonly keys: readonly [string, ...string[]];
  readonly says: MessageKey;
  readonly does: keyof Hands;
}

/** Keys of the session itself; tools and microscope have their own. */
export const SESSION_KEYS: readonly Keys[] = [
  { keys: ['Escape'], says: 'session.keysEscape', does: 'escape' },
  { keys: ['B', 'b'], says: 'session.keysBack', does: 'goBack' },
  // A Chinese input method makes the full-width one.
  { keys: ['?', '？'], says: 'session.keys', does: 'showKeys' },
];

export function useSessionKeys(hands: Hands): void {
  const onKey = (event: KeyboardEvent): void => {
    const found = SESSION_KEYS.find(({ keys }) => keys.includes(event.key));
    if (!found || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || belongsElsewhere(event)) return;
    hands[found.does]();
  };
  document.addEventListener('keydown', onKey);
  onScopeDispose(() => document.removeEventListener('keydown', onKey));
}

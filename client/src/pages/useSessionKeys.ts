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
  nextSlide: () => void;
  slideBefore: () => void;
  nextTab: () => void;
  tabBefore: () => void;
  /** To two panes, or back to one. */
  compare: () => void;
  linkPanes: () => void;
  nextPane: () => void;
  copyLink: () => void;
  snapshot: () => void;
  /** To tissue that was not looked at yet. */
  nextUnseen: () => void;
  /** Opens the chat, ready to be written in. */
  chat: () => void;
  nextScene: () => void;
  sceneBefore: () => void;
  /** Asks everyone to look at the pointer's place. */
  ping: () => void;
  /** Raises one's hand, or lowers it. */
  hand: () => void;
  /** Puts the selected annotation into the light, or the lights on. */
  spotlight: () => void;
}

interface Keys {
  /** As `KeyboardEvent.key` has them, with `Shift+` before one that has no capital; the first is what the list of keys shows. */
  readonly keys: readonly [string, ...string[]];
  readonly says: MessageKey;
  readonly does: keyof Hands;
}

/** Keys of the session itself; tools and microscope have their own. */
export const SESSION_KEYS: readonly Keys[] = [
  { keys: ['Escape'], says: 'session.keysEscape', does: 'escape' },
  { keys: ['B', 'b'], says: 'session.keysBack', does: 'goBack' },
  { keys: ['PageDown'], says: 'session.keysNextSlide', does: 'nextSlide' },
  { keys: ['PageUp'], says: 'session.keysSlideBefore', does: 'slideBefore' },
  { keys: ['Shift+PageDown'], says: 'session.keysNextTab', does: 'nextTab' },
  { keys: ['Shift+PageUp'], says: 'session.keysTabBefore', does: 'tabBefore' },
  { keys: ['C', 'c'], says: 'compare.title', does: 'compare' },
  { keys: ['K', 'k'], says: 'compare.linkKeys', does: 'linkPanes' },
  { keys: ['N', 'n'], says: 'compare.next', does: 'nextPane' },
  { keys: ['H', 'h'], says: 'views.copyLink', does: 'copyLink' },
  { keys: ['S', 's'], says: 'views.snapshotSave', does: 'snapshot' },
  { keys: ['U', 'u'], says: 'coverage.next', does: 'nextUnseen' },
  { keys: ['J', 'j'], says: 'chat.keys', does: 'chat' },
  // A Chinese input method makes the other ones.
  { keys: ['>', '》'], says: 'scenes.next', does: 'nextScene' },
  { keys: ['<', '《'], says: 'scenes.before', does: 'sceneBefore' },
  { keys: ['W', 'w'], says: 'signals.ping', does: 'ping' },
  { keys: ['Y', 'y'], says: 'signals.raise', does: 'hand' },
  { keys: ['O', 'o'], says: 'signals.spotlight', does: 'spotlight' },
  // A Chinese input method makes the full-width one.
  { keys: ['?', '？'], says: 'session.keys', does: 'showKeys' },
];

export function useSessionKeys(hands: Hands): void {
  const onKey = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || event.repeat || event.ctrlKey || event.metaKey || event.altKey || belongsElsewhere(event)) return;
    const key = event.shiftKey && event.key.startsWith('Page') ? `Shift+${event.key}` : event.key;
    const found = SESSION_KEYS.find(({ keys }) => keys.includes(key));
    if (!found) return;
    // The page keys would scroll what is around the slide.
    // The letter that opens the chat must not be the first one of a message.
    if (key.includes('Page') || found.does === 'chat') event.preventDefault();
    hands[found.does]();
  };
  document.addEventListener('keydown', onKey);
  onScopeDispose(() => document.removeEventListener('keydown', onKey));
}

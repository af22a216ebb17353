import { type MaybeRefOrGetter, onScopeDispose, toValue } from 'vue';
import type { MessageKey } from '@/i18n';
import type { SlideViewer } from '@/viewer';
import { type Microscope, OBJECTIVES } from './useMicroscope';

/** An arrow key moves by this share of the window; with Shift by nearly all of it. */
const STEP = 0.12;
const PAGE = 0.9;
const ZOOM = 1.35;
const TURN_RAD = Math.PI / 12;

interface Collaborators {
  viewer: SlideViewer;
  microscope: Microscope;
}

interface Keys {
  /** As `KeyboardEvent.key` has them. */
  readonly keys: readonly string[];
  /** What they do, for the list of keys. */
  readonly says: MessageKey;
  /** How many of `keys` the list shows; the others are second ways to press them. All where not given. */
  readonly shown?: number;
  readonly act: (hands: Collaborators, event: KeyboardEvent) => void;
}

const pan = ({ viewer }: Collaborators, { key, shiftKey }: KeyboardEvent): void => {
  const view = viewer.view();
  const share = shiftKey ? PAGE : STEP;
  const x = key === 'ArrowLeft' ? -1 : key === 'ArrowRight' ? 1 : 0;
  const y = key === 'ArrowUp' ? -1 : key === 'ArrowDown' ? 1 : 0;
  if (view) viewer.panBy(x * share * view.widthPx, y * share * view.heightPx);
};

/** Every key of the microscope: what is pressed, and what the list of keys says of it. */
export const MICROSCOPE_KEYS: readonly Keys[] = [
  { keys: ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown'], says: 'viewer.keysMove', act: pan },
  { keys: ['+', '='], shown: 1, says: 'viewer.zoomIn', act: ({ viewer }) => viewer.zoomBy(ZOOM) },
  { keys: ['-'], says: 'viewer.zoomOut', act: ({ viewer }) => viewer.zoomBy(1 / ZOOM) },
  { keys: OBJECTIVES.map((_, i) => String(i + 1)), says: 'viewer.keysObjectives', act: ({ microscope }, { key }) => microscope.turnTo(OBJECTIVES[Number(key) - 1]!) },
  { keys: ['0'], says: 'viewer.fit', act: ({ viewer }) => viewer.fit() },
  { keys: ['['], says: 'viewer.rotateLeft', act: ({ viewer }) => viewer.turnBy(-TURN_RAD) },
  { keys: [']'], says: 'viewer.rotateRight', act: ({ viewer }) => viewer.turnBy(TURN_RAD) },
  { keys: ['\\'], says: 'viewer.upright', act: ({ viewer }) => viewer.rotateTo(0) },
  { keys: ['M', 'm'], shown: 1, says: 'image.mirror', act: ({ viewer }) => viewer.flip() },
  // Chinese input methods make the full-width ones.
  { keys: [',', '.', '，', '。'], shown: 2, says: 'image.keysFocus', act: ({ viewer }, { key }) => viewer.focusBy(key === ',' || key === '，' ? -1 : 1) },
  { keys: ['I', 'i'], shown: 1, says: 'image.openPanel', act: ({ microscope }) => (microscope.isImagePanelOpen.value = !microscope.isImagePanelOpen.value) },
];

/** The microscope by keyboard, wherever no field is being typed into; of several, the one that has the keyboard now. */
export function useMicroscopeKeys(hands: MaybeRefOrGetter<Collaborators>): void {
  const onKey = (event: KeyboardEvent): void => {
    const found = MICROSCOPE_KEYS.find(({ keys }) => keys.includes(event.key));
    if (!found || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || belongsElsewhere(event)) return;
    event.preventDefault();
    found.act(toValue(hands), event);
  };
  document.addEventListener('keydown', onKey);
  onScopeDispose(() => document.removeEventListener('keydown', onKey));
}

/** Keys that a field, a menu or a dialog needs for itself. */
export function belongsElsewhere({ target }: Event): boolean {
  if (!(target instanceof Element)) return false;
  return target.closest('input, textarea, select, [contenteditable], [role="menu"], [role="dialog"], [role="listbox"], [role="tablist"], [role="slider"]') !== null;
}

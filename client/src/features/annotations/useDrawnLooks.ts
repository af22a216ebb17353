import { ANNOTATION_COLOURS } from '@parfocal/shared/annotation';
import { computed, type Ref } from 'vue';
import { useStored } from '@/lib';
import type { ClassOf } from './classes/class-of';

/** What the next shape will be: of a class and in its colour, or in a colour alone. Kept for the next page. */
export function useDrawnLooks(classOf: Ref<ClassOf>) {
  const storedColour = useStored('parfocal:mark-colour', (raw) => (isColour(Number(raw)) ? (raw ?? '0') : '0'));
  const storedClass = useStored('parfocal:mark-class', (raw) => raw ?? '');
  /** A class that this case does not have, or offers no more, is none. */
  const drawnClass = computed(() => {
    const found = classOf.value(storedClass.value || null);
    return found && !found.isHidden ? found : undefined;
  });

  return {
    drawnClass,
    drawAs: (classId: string | null): void => void (storedClass.value = classId ?? ''),
    /** Choosing a colour draws without a class. */
    colour: computed({
      get: () => drawnClass.value?.colour ?? Number(storedColour.value),
      set: (index) => {
        storedClass.value = '';
        storedColour.value = String(index);
      },
    }),
  };
}

const isColour = (index: number): boolean => Number.isInteger(index) && index >= 0 && index < ANNOTATION_COLOURS;

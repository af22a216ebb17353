import { type Ref, watch } from 'vue';
import { useStored } from '@/lib';

export type Projector = 'on' | 'off';

/** Whether type is raised for a room; kept in this browser, and drawn by tokens.css through `data-projector`. */
export const projector: Ref<Projector> = useStored<Projector>('parfocal.projector', (saved) => (saved === 'on' ? 'on' : 'off'));

watch(projector, (mode) => document.documentElement.toggleAttribute('data-projector', mode === 'on'), { immediate: true, flush: 'sync' });

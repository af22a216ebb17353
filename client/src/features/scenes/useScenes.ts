import type { Scene, SceneChange, SceneList, SceneShown } from '@parfocal/shared/api';
import { computed, onScopeDispose, ref, type Ref, shallowRef, watch } from 'vue';
import { changeScene, createScene, moveScene, removeScene, scenesOf } from '@/api';
import { createId } from '@/lib';
import type { SessionSocket } from '@/wire';
import { movedBehind } from './order';

interface Collaborators {
  socket: Pick<SessionSocket, 'on' | 'off'>;
  caseId: Ref<string | undefined>;
}

const NONE: SceneList = { revision: 0, scenes: [] };

/** The scenes of the case as they are now, and changing them for everyone. What changes them throws {@link ApiError}; the newest is here by then. */
export function useScenes({ socket, caseId }: Collaborators) {
  const list = shallowRef<SceneList>(NONE);
  const isLoaded = ref(false);
  /** This person's changes go one after the other; what the server says before the last of them is behind the screen. */
  let last: Promise<unknown> = Promise.resolve();
  let waiting = 0;

  /** Answers may come out of their order. */
  const take = (of: string, next: SceneList): void => {
    if (waiting > 0 || of !== caseId.value || (isLoaded.value && next.revision < list.value.revision)) return;
    list.value = next;
    isLoaded.value = true;
  };
  const refresh = async (): Promise<void> => {
    const of = caseId.value;
    if (!of) return;
    // Without an answer they stay as they were; the next one who changes them, or the next connection, asks again.
    const found = await scenesOf(of).catch(() => undefined);
    if (found) take(of, found);
  };
  watch(caseId, () => {
    list.value = NONE;
    isLoaded.value = false;
    void refresh();
  }, { immediate: true });
  const onWelcome = (): void => void refresh();
  const onChanged = ({ revision }: { revision: number }): void => {
    if (!isLoaded.value || revision > list.value.revision) void refresh();
  };
  socket.on('session:welcome', onWelcome);
  socket.on('scenes:changed', onChanged);
  onScopeDispose(() => {
    socket.off('session:welcome', onWelcome);
    socket.off('scenes:changed', onChanged);
  });

  const change = async (ask: (of: string) => Promise<SceneList>): Promise<void> => {
    const of = caseId.value;
    if (!of) return;
    waiting++;
    const asked = last.then(() => ask(of)).finally(() => waiting--);
    last = asked.catch(() => undefined);
    try {
      take(of, await asked);
    } catch (error) {
      await refresh();
      throw error;
    }
  };

  return {
    scenes: computed<readonly Scene[]>(() => list.value.scenes),
    isLoaded,
    /** Answers the id of the new one, which is the last. */
    async create(title: string, shown: SceneShown): Promise<string> {
      const id = createId();
      await change((of) => createScene(of, { id, title, note: '', shown }));
      return id;
    },
    change: ({ id, revision }: Scene, what: Omit<SceneChange, 'revision'>): Promise<void> => change((of) => changeScene(of, id, { revision, ...what })),
    /** Seen at once; the server's word counts. */
    move(id: string, behind: string | null): Promise<void> {
      list.value = { ...list.value, scenes: movedBehind(list.value.scenes, id, behind) };
      return change((of) => moveScene(of, id, behind));
    },
    remove: ({ id }: Scene): Promise<void> => change((of) => removeScene(of, id)),
  };
}

export type SceneBook = ReturnType<typeof useScenes>;

import type { ShareSize } from '@parfocal/shared/protocol';
import type { types } from 'mediasoup-client';
import { computed, onScopeDispose, readonly, type Ref, ref, shallowRef, watch } from 'vue';
import type { SessionSocket } from '@/wire';
import { RETRY_MS, type VoicePhase, type VoiceTrouble } from './call-state';
import { request, troubleOfCall } from './request';
import { ShareWatch } from './share-watch';

interface Collaborators {
  socket: SessionSocket;
  /** Somebody else shows a picture now. */
  isShown: Readonly<Ref<boolean>>;
  /** Of voice: who is in the room sees the picture by it. */
  phase: Readonly<Ref<VoicePhase>>;
  createDevice: () => Promise<types.Device>;
}

/**
 * Keeps the picture in sight of who wants to see it and is not in voice, until they want it no more: also after the
 * connection was lost, after a stay in voice, and when another picture takes the place of this one.
 */
export function useShareWatch({ socket, isShown, phase, createDevice }: Collaborators) {
  const isWanted = ref(false);
  const picture = shallowRef<MediaStreamTrack>();
  const trouble = ref<VoiceTrouble>();
  let size: ShareSize = 'hidden';
  let standing: ShareWatch | undefined;
  /** Rises with everything that ends a watch, so that an answer to an earlier wish is known as one. */
  let turn = 0;
  let tries = 0;
  let retry: ReturnType<typeof setTimeout> | undefined;

  const isInVoice = computed(() => phase.value.kind === 'joining' || phase.value.kind === 'joined');
  const mayWatch = computed(() => isWanted.value && isShown.value && !isInVoice.value);

  const drop = (): void => {
    turn++;
    clearTimeout(retry);
    standing?.close();
    standing = undefined;
    picture.value = undefined;
  };
  const failed = (error: unknown): void => {
    drop();
    const waitMs = RETRY_MS[tries++];
    if (waitMs !== undefined) retry = setTimeout(reconcile, waitMs);
    else trouble.value = troubleOfCall(error);
  };
  const open = async (): Promise<void> => {
    drop();
    const mine = turn;
    try {
      const opened = await ShareWatch.open({
        socket, createDevice,
        lost: () => mine === turn && failed(new Error('no path could be mended')),
        shown(track) {
          if (mine !== turn) return;
          picture.value = track;
          if (track) tries = 0;
        },
      });
      if (mine !== turn) return opened.close();
      standing = opened;
      opened.view(size);
    } catch (error) {
      if (mine === turn) failed(error);
    }
  };
  const reconcile = (): void => {
    if (mayWatch.value) void open();
  };
  const begin = (): void => {
    tries = 0;
    trouble.value = undefined;
    reconcile();
  };
  /** Voice takes the place by itself (V22); anything else is told. */
  const end = (): void => {
    const wasAsked = standing !== undefined;
    drop();
    if (wasAsked && socket.connected && isShown.value && !isInVoice.value) request(socket, 'share:unwatch').catch(() => undefined);
  };

  // At once: a picture that ends and the next one may be told in one breath, and the server lets its watchers go in between.
  watch(mayWatch, (may) => (may ? begin() : end()), { flush: 'sync' });
  onScopeDispose(end);

  return {
    /** Wanted, whether it can be had just now or not. */
    isWanted: readonly(isWanted),
    picture: readonly(picture),
    trouble: readonly(trouble),
    want(wanted: boolean): void {
      if (wanted && isWanted.value) return begin();
      isWanted.value = wanted;
    },
    view(wanted: ShareSize): void {
      size = wanted;
      standing?.view(wanted);
    },
  };
}

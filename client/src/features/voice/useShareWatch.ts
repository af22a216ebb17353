import type { ShareSize } from '@parfocal/shared/protocol';
import type { types } from 'mediasoup-client';
import { computed, onScopeDispose, readonly, type Ref, ref, shallowRef, watch } from 'vue';
import type { SessionSocket } from '@/wire';
import { RETRY_MS, type VoicePhase, type VoiceTrouble } from './call-state';
import { request, troubleOfCall } from './request';
import { ShareWatch } from './share-watch';
import { Standing } from './standing';

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
  let tries = 0;
  const standing = new Standing<ShareWatch>();

  const isInVoice = computed(() => phase.value.kind === 'joining' || phase.value.kind === 'joined');
  const mayWatch = computed(() => isWanted.value && isShown.value && !isInVoice.value);

  const drop = (): void => {
    standing.drop();
    picture.value = undefined;
  };
  const failed = (error: unknown): void => {
    drop();
    const waitMs = RETRY_MS[tries++];
    if (waitMs !== undefined) standing.later(reconcile, waitMs);
    else trouble.value = troubleOfCall(error);
  };
  const open = async (): Promise<void> => {
    picture.value = undefined;
    try {
      const opened = await standing.open((isMine) => ShareWatch.open({
        socket, createDevice,
        lost: () => isMine() && failed(new Error('no path could be mended')),
        shown(track) {
          if (!isMine()) return;
          picture.value = track;
          if (track) tries = 0;
        },
      }));
      opened?.view(size);
    } catch (error) {
      failed(error);
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
    const wasAsked = standing.current !== undefined;
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
      standing.current?.view(wanted);
    },
  };
}

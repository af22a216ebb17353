import { onScopeDispose, readonly, ref, shallowRef } from 'vue';
import { CallState, type VoicePhase } from './call-state';
import { request, troubleOfCall } from './request';
import { type CallParts, VoiceCall } from './voice-call';
import type { VoiceFacts } from './voice-facts';

interface Collaborators extends Omit<CallParts, 'lost' | 'shaky' | 'shown'> {
  /** A call stands. `comesBack`: this person was in the room before, and was brought back. */
  opened: (call: VoiceCall, comesBack: boolean) => Promise<void>;
  /** No call stands now; another one may follow. */
  dropped: () => void;
  /** Voice is not wanted any more, or cannot be had. */
  ended: () => void;
}

/**
 * Keeps a call for as long as voice is wanted. It only ever says what it wants; whenever it is wanted, the server is ready
 * and no call stands, one is opened, so that every way back into the room is the same way.
 */
export function useCall({ opened, dropped, ended, ...parts }: Collaborators) {
  const state = new CallState();
  const phase = shallowRef<VoicePhase>(state.phase);
  const shaky = ref(false);
  const picture = shallowRef<MediaStreamTrack>();
  let call: VoiceCall | undefined;
  /** Rises with everything that ends a call, so that an answer to an earlier wish is known as one. */
  let turn = 0;
  let retry: ReturnType<typeof setTimeout> | undefined;

  const drop = (): void => {
    turn++;
    clearTimeout(retry);
    call?.close();
    call = undefined;
    shaky.value = false;
    dropped();
  };
  const retryIn = (waitMs: number | undefined): void => {
    if (waitMs === undefined) ended();
    else retry = setTimeout(reconcile, waitMs);
    phase.value = state.phase;
  };
  const lost = (): void => {
    drop();
    retryIn(state.lost(Date.now()));
  };
  const reconcile = (): void => {
    if (state.shouldOpen) void open();
    phase.value = state.phase;
  };
  const open = async (): Promise<void> => {
    drop();
    const mine = turn;
    const comesBack = state.phase.kind === 'joining' && state.phase.again;
    state.opening();
    try {
      const made = await VoiceCall.open({ ...parts, lost: () => mine === turn && lost(), shaky: (is) => void (shaky.value = is), shown: (track) => void (picture.value = track) });
      if (mine !== turn) return made.close();
      call = made;
      state.opened(Date.now());
      phase.value = state.phase;
      await opened(made, comesBack);
    } catch (error) {
      if (mine !== turn) return;
      drop();
      retryIn(state.failed(troubleOfCall(error)));
    }
  };
  const end = (): void => {
    drop();
    state.unwant();
    ended();
    phase.value = state.phase;
  };
  const leave = (): void => {
    const wasWanted = state.isWanted;
    end();
    // Whoever cannot say farewell is missed by the server anyway.
    if (wasWanted && parts.socket.connected) request(parts.socket, 'voice:leave').catch(() => undefined);
  };
  onScopeDispose(leave);

  const facts: Pick<VoiceFacts, 'state' | 'reset' | 'connect' | 'disconnect'> = {
    state(server) {
      state.hearServer(server);
      if (server.state === 'unavailable') end();
      reconcile();
    },
    reset() {
      drop();
      state.reset();
      reconcile();
    },
    connect() {
      state.connect(true);
      reconcile();
    },
    disconnect() {
      drop();
      state.connect(false);
      phase.value = state.phase;
    },
  };

  return {
    phase: readonly(phase),
    /** The network changed and the call is being mended. */
    shaky: readonly(shaky),
    picture: readonly(picture),
    /** The call that stands, if one does. */
    current: (): VoiceCall | undefined => call,
    /** What the server tells of voice, to be told here. */
    facts,
    lost,
    want(): void {
      state.want();
      reconcile();
    },
    leave,
  };
}

import { AWAY_GRACE_MS } from '@parfocal/shared/protocol';
import { onScopeDispose, readonly, ref, shallowRef } from 'vue';
import { CallState, type VoicePhase } from './call-state';
import { request, troubleOfCall } from './request';
import { Standing } from './standing';
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

/** The server closed the connection; socket.io does not try again. */
const ENDED = 'io server disconnect';

/**
 * Keeps a call for as long as voice is wanted. It only ever says what it wants; whenever it is wanted, the server is ready
 * and no call stands, one is opened, so that every way back into the room is the same way. A call outlives its connection for the grace
 * that its seat has, and is taken up over the next one.
 */
export function useCall({ opened, dropped, ended, ...parts }: Collaborators) {
  const state = new CallState();
  const phase = shallowRef<VoicePhase>(state.phase);
  const shaky = ref(false);
  const picture = shallowRef<MediaStreamTrack>();
  const standing = new Standing<VoiceCall>();

  const drop = (): void => {
    standing.drop();
    shaky.value = false;
    dropped();
  };
  const retryIn = (waitMs: number | undefined): void => {
    if (waitMs === undefined) ended();
    else standing.later(reconcile, waitMs);
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
    const comesBack = state.phase.kind === 'joining' && state.phase.again;
    state.opening();
    let made: VoiceCall | undefined;
    try {
      made = await standing.open((isMine) => VoiceCall.open({ ...parts, lost: () => isMine() && lost(), shaky: (is) => void (shaky.value = is), shown: (track) => void (picture.value = track) }));
      if (!made) return;
      state.opened(Date.now());
      phase.value = state.phase;
      await opened(made, comesBack);
    } catch (error) {
      if (made?.closed) return; // what goes wrong with a call that is over already is not the next one's trouble
      drop();
      retryIn(state.failed(troubleOfCall(error)));
    }
  };
  /** What stood cannot be taken up again. */
  const gone = (): void => {
    drop();
    state.gone();
    reconcile();
  };
  const resume = async (call: VoiceCall): Promise<void> => {
    try {
      await call.resume();
      standing.stopWaiting();
    } catch {
      // Without a connection the next one tries again, or the grace is over.
      if (!call.closed && parts.socket.connected) gone();
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
      if (standing.current) void resume(standing.current);
      else reconcile();
    },
    disconnect(reason) {
      state.connect(false);
      // Where the server put an end to the connection, it put one to the call.
      if (!standing.current || reason === ENDED) return gone();
      standing.current.hangUp();
      standing.later(gone, AWAY_GRACE_MS);
    },
  };

  return {
    phase: readonly(phase),
    /** The network changed and the call is being mended. */
    shaky: readonly(shaky),
    picture: readonly(picture),
    /** The call that stands, if one does. */
    current: (): VoiceCall | undefined => standing.current,
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

import type { VoiceMuteReason } from '@parfocal/shared/protocol';
import type { types } from 'mediasoup-client';
import { computed, type MaybeRefOrGetter, onScopeDispose, readonly, ref, shallowRef, toValue, watch } from 'vue';
import type { SessionSocket } from '@/wire';
import { CallState, type VoicePhase } from './call-state';
import { loadDevice } from './load-device';
import { createLoudspeakers, type Loudspeakers } from './loudspeakers';
import { request, troubleOfCall } from './request';
import { createRoomFacts } from './room-facts';
import { useMicrophone } from './useMicrophone';
import { VoiceCall } from './voice-call';
import { listenToVoice } from './voice-facts';

interface Collaborators {
  socket: SessionSocket;
  /** Observers listen. */
  maySpeak: MaybeRefOrGetter<boolean>;
  media?: MediaDevices | undefined;
  loudspeakers?: Loudspeakers;
  createDevice?: () => Promise<types.Device>;
}

/**
 * Voice of a session: join, leave, mute, and who speaks. It only ever says what it wants; whenever it is wanted, the
 * server is ready and no call stands, one is opened, so that every way back into the room is the same way.
 */
export function useVoice({ socket, maySpeak, media = navigator.mediaDevices, loudspeakers = createLoudspeakers(), createDevice = loadDevice }: Collaborators) {
  const state = new CallState();
  const phase = shallowRef<VoicePhase>(state.phase);
  const { roster, speaking, audible, imposed, forget } = createRoomFacts();
  const muted = ref(true);
  const shaky = ref(false);
  const picture = shallowRef<MediaStreamTrack>();
  const microphone = useMicrophone({ media });
  let call: VoiceCall | undefined;
  /** Rises with everything that ends a call, so that an answer to an earlier wish is known as one. */
  let turn = 0;
  let retry: ReturnType<typeof setTimeout> | undefined;

  const drop = (): void => {
    turn++;
    clearTimeout(retry);
    call?.close();
    call = undefined;
    shaky.value = audible.value = false;
  };
  const retryIn = (waitMs: number | undefined): void => {
    if (waitMs === undefined) microphone.close();
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
      const opened = await VoiceCall.open({ socket, createDevice, loudspeakers, lost: () => mine === turn && lost(), shaky: (is) => void (shaky.value = is), shown: (track) => void (picture.value = track) });
      if (mine !== turn) return opened.close();
      call = opened;
      state.opened(Date.now());
      phase.value = state.phase;
      if (opened.crowded && !comesBack && !muted.value) {
        muted.value = true;
        imposed.value = { kind: 'crowd' };
      }
      await speak();
    } catch (error) {
      if (mine !== turn) return;
      drop();
      retryIn(state.failed(troubleOfCall(error)));
    }
  };

  /** Opens the microphone only when it is to be heard: who joins muted is not even asked for it. */
  const speak = async (): Promise<void> => {
    if (muted.value || !toValue(maySpeak)) return void (muted.value = true);
    if (!(await prepare())) muted.value = true;
  };

  /** Opens the microphone in the call, silent while muted; whether there is one. */
  const prepare = async (): Promise<boolean> => {
    const current = call;
    if (!current || !toValue(maySpeak)) return false;
    const track = microphone.track.value ?? (await microphone.open());
    if (current.closed) return true; // the next call opens it anew
    if (!track) return false;
    await current.speak(track, muted.value);
    if (muted.value && !current.closed) await current.mute(true);
    return true;
  };

  const setMuted = async (wanted: boolean): Promise<void> => {
    muted.value = wanted;
    if (!wanted) imposed.value = undefined;
    if (!call) return;
    try {
      if (!wanted) await speak();
      await call?.mute(muted.value);
    } catch {
      if (socket.connected) lost();
    }
  };

  const end = (): void => {
    drop();
    state.unwant();
    microphone.close();
    muted.value = true;
    imposed.value = undefined;
    phase.value = state.phase;
  };

  const deafen = listenToVoice(socket, {
    state(server) {
      state.hearServer(server);
      if (server.state === 'unavailable') end();
      reconcile();
    },
    roster: (speakers) => void (roster.value = speakers),
    speaking: (peerIds) => void (speaking.value = new Set(peerIds)),
    muted(by) {
      imposed.value = { kind: 'host', ...by };
      void setMuted(true);
    },
    audible: (body) => void (audible.value = body.audible),
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
      forget();
      phase.value = state.phase;
    },
  });
  microphone.onReplaced((track) => {
    if (track) void call?.speak(track, muted.value).catch(lost);
    else void setMuted(true);
  });
  watch(() => toValue(maySpeak), (may) => {
    if (may) return;
    muted.value = true;
    call?.silence();
    microphone.close();
  });
  onScopeDispose(() => {
    deafen();
    leave();
    loudspeakers.close();
  });

  const leave = (): void => {
    const wasWanted = state.isWanted;
    end();
    // Whoever cannot say farewell is missed by the server anyway.
    if (wasWanted && socket.connected) request(socket, 'voice:leave').catch(() => undefined);
  };

  return {
    phase: readonly(phase),
    roster,
    /** Peers the server hears now. */
    speaking,
    /** Also true while there is no microphone, wanted or not. */
    muted: computed(() => muted.value || !microphone.track.value),
    /** Why one is muted without having chosen so, until the microphone is opened again. */
    imposed: readonly(imposed),
    audible: readonly(audible),
    /** The network changed and the call is being mended. */
    shaky: readonly(shaky),
    maySpeak: computed(() => toValue(maySpeak)),
    soundBlocked: loudspeakers.blocked,
    playSound: loudspeakers.unblock,
    microphone,
    join(options: { muted?: boolean } = {}): void {
      muted.value = options.muted ?? false;
      state.want();
      reconcile();
    },
    leave,
    setMuted,
    /** Opens the microphone and keeps it silent, so that the first word of who holds a key to talk is not lost. */
    prepare: (): Promise<void> => prepare().then(() => undefined, lost),
    /** The picture that somebody shares, once it comes; it costs nothing until it is viewed. */
    picture: readonly(picture),
    /** The call that stands, if one does. */
    call: (): VoiceCall | undefined => call,
    /** For hosts. Throws a `VoiceRefusal`. */
    mutePeer: (peerId: string, reason: VoiceMuteReason): Promise<null> => request(socket, 'voice:mute-peer', { peerId, reason }),
    /** For hosts: all but the presenter and oneself. Throws a `VoiceRefusal`. */
    muteOthers: (): Promise<null> => request(socket, 'voice:mute-others'),
    /** `SYSTEM_DEFAULT` or a device's id; heard at once if the microphone is open. */
    async choose(deviceId: string): Promise<void> {
      microphone.chosenId.value = deviceId;
      if (!microphone.track.value) return;
      const track = await microphone.open();
      if (track) await call?.speak(track, muted.value).catch(lost);
      else await setMuted(true);
    },
  };
}

export type Voice = ReturnType<typeof useVoice>;

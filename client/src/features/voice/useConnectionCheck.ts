import type { types } from 'mediasoup-client';
import { computed, onScopeDispose, ref, shallowRef } from 'vue';
import { closeVoiceCheck, errorCodeOf, openVoiceCheck } from '@/api';
import type { ErrorCode } from '@parfocal/shared/protocol';
import { reachesByWebSocket } from '@/wire';
import { checkWay, type WayToVoice } from './check-path';
import { loadDevice } from './load-device';
import { type Microphone, type MicrophoneTrouble } from './useMicrophone';

export type StepState = 'waiting' | 'running' | 'works' | 'blocked';

/** One thing to find out. `way` for those of voice. */
export interface CheckStep {
  readonly id: string;
  readonly way?: WayToVoice;
  readonly state: StepState;
}

/** A server that is silent after this is not reached. */
const SOCKET_TIMEOUT_MS = 5_000;
/** Louder than a still room, quieter than a voice near the microphone. */
const HEARD_DBOV = -60;

interface Collaborators {
  microphone: Pick<Microphone, 'open' | 'close' | 'track' | 'trouble'>;
  createDevice?: () => Promise<types.Device>;
  webSocket?: () => Promise<boolean>;
  way?: typeof checkWay;
  /** The server's port and relays, as a check names them. */
  server?: () => Promise<{ port: number; address: string; relays: readonly string[] }>;
}

/** Tries, one after the other, everything that a meeting needs. Each try has its end; what the server answers is kept in words. */
export function useConnectionCheck({ microphone, createDevice = loadDevice, webSocket = () => reachesByWebSocket(SOCKET_TIMEOUT_MS), way: check = checkWay, server = ask }: Collaborators) {
  const steps = shallowRef<readonly CheckStep[]>([]);
  const isRunning = ref(false);
  const trouble = ref<ErrorCode>();
  const port = ref(0);
  const address = ref('');
  const microphoneTrouble = ref<MicrophoneTrouble>();
  const levelDbov = ref<number | null>(null);
  /** The server has heard the microphone. */
  const isHeard = ref(false);
  let run = 0;

  const set = (id: string, state: StepState): void => void (steps.value = steps.value.map((step) => (step.id === id ? { ...step, state } : step)));
  const hear = (level: number | null): void => {
    levelDbov.value = level;
    if (level !== null && level >= HEARD_DBOV) isHeard.value = true;
  };
  const tryOut = async (id: string, work: () => Promise<boolean>): Promise<boolean> => {
    set(id, 'running');
    const works = await work();
    set(id, works ? 'works' : 'blocked');
    return works;
  };

  const start = async (): Promise<void> => {
    const mine = ++run;
    const isOver = (): boolean => mine !== run;
    isRunning.value = true;
    isHeard.value = false;
    [trouble.value, levelDbov.value, microphoneTrouble.value] = [undefined, null, undefined];
    steps.value = [{ id: 'socket', state: 'waiting' }];
    const silence = silentTrack();
    try {
      await tryOut('socket', webSocket);
      const found = await server();
      if (isOver()) return;
      [port.value, address.value] = [found.port, found.address];
      const ways: WayToVoice[] = [{ kind: 'udp' }, { kind: 'tcp' }, ...found.relays.map((url) => ({ kind: 'relay' as const, url }))];
      steps.value = [...steps.value, ...ways.map((way) => ({ id: way.kind === 'relay' ? way.url : way.kind, way, state: 'waiting' as const }))];
      const own = await microphone.open();
      microphoneTrouble.value = microphone.trouble.value;
      let isListened = false;
      for (const way of ways) {
        if (isOver()) return;
        const heard = own && !isListened ? hear : undefined;
        const works = await tryOut(way.kind === 'relay' ? way.url : way.kind, () => check({ way, track: own?.clone() ?? silence.track, createDevice, heard }));
        isListened ||= works;
      }
    } catch (error) {
      if (!isOver()) trouble.value = errorCodeOf(error);
    } finally {
      silence.stop();
      if (!isOver()) stop();
    }
  };
  const stop = (): void => {
    run++;
    isRunning.value = false;
    microphone.close();
  };
  onScopeDispose(stop);

  return {
    steps, isRunning, trouble, port, address, microphoneTrouble, levelDbov, isHeard, start, stop,
    /** What is to be said at the end: the best way that works, or none. */
    verdict: computed<'good' | 'slow' | 'none' | undefined>(() => {
      if (isRunning.value || steps.value.length < 2) return undefined;
      const working = steps.value.filter(({ way, state }) => way && state === 'works');
      if (working.length === 0) return 'none';
      return working.some(({ way }) => way?.kind === 'udp') ? 'good' : 'slow';
    }),
  };
}

export type ConnectionCheck = ReturnType<typeof useConnectionCheck>;

async function ask(): Promise<{ port: number; address: string; relays: readonly string[] }> {
  const { id, transport, relays } = await openVoiceCheck();
  closeVoiceCheck(id).catch(() => undefined); // it ends by itself
  const [candidate] = transport.iceCandidates;
  return { port: candidate?.port ?? 0, address: candidate?.ip ?? '', relays: relays?.urls ?? [] };
}

/** Something to send where there is no microphone. */
function silentTrack(): { track: MediaStreamTrack; stop: () => void } {
  const context = new AudioContext();
  const destination = context.createMediaStreamDestination();
  return { track: destination.stream.getAudioTracks()[0]!, stop: () => void context.close() };
}

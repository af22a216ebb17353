import type { ErrorCode, Peer, Presenting, RemovedPerson, Reply, SessionKind, SessionRoster, SessionWelcome } from '@parfocal/shared/protocol';
import { computed, onScopeDispose, ref, shallowRef } from 'vue';
import { useStored } from '@/lib';
import { command, refusalOf, type SessionSocket, whenOnline } from '@/wire';

/** How the person's place in the session stands. `over` has an end that trying again does not mend. */
export type SessionPhase =
  | { readonly kind: 'connecting' }
  | { readonly kind: 'live' }
  | { readonly kind: 'reconnecting' }
  | { readonly kind: 'over'; readonly code: ErrorCode };

const NOBODY: Presenting = { peerId: null, epoch: 0 };

/** Refusals that trying again may mend. */
const PASSING: ReadonlySet<ErrorCode> = new Set(['unavailable', 'rate-limited', 'internal']);

/** Wait before trying again; doubled with each refusal, up to the longest. */
const RETRY_MS = 500;
const LONGEST_RETRY_MS = 8_000;

interface Collaborators {
  socket: SessionSocket;
  /** Whose wish is kept. */
  personId?: string;
}

/** A session as its members know it: who is here, who presents, and the commands of its protocol. */
export function useSession({ socket, personId = '' }: Collaborators) {
  /** Whether this person may be followed: a seat knows it only until it is another one. */
  const followers = useStored(`parfocal.followers.${personId}`, (raw) => (raw === 'refused' ? raw : 'allowed'));
  const phase = ref<SessionPhase>({ kind: 'connecting' });
  const caseId = ref<string>();
  const you = ref<string>();
  const peers = shallowRef<readonly Peer[]>([]);
  const presenting = shallowRef<Presenting>(NOBODY);
  const kind = ref<SessionKind>('consultation');
  /** Whom a host sent out. */
  const removed = shallowRef<readonly RemovedPerson[]>([]);
  /** Peers who asked this person for the floor and wait. */
  const asking = ref<string[]>([]);
  /** When the presenter last said no. */
  const declinedAt = ref<number>();

  const own = computed(() => peers.value.find(({ peerId }) => peerId === you.value));
  const others = computed(() => peers.value.filter(({ peerId }) => peerId !== you.value));
  const presenter = computed(() => peers.value.find(({ peerId }) => peerId === presenting.value.peerId));
  const isPresenting = computed(() => you.value !== undefined && presenting.value.peerId === you.value);

  let retry: ReturnType<typeof setTimeout> | undefined;
  let refusals = 0;

  const apply = (roster: SessionRoster): void => {
    peers.value = roster.peers;
    removed.value = roster.removed ?? [];
    // Another presenter has not been asked (SPEC S10).
    if (roster.presenting.epoch !== presenting.value.epoch) asking.value = [];
    presenting.value = roster.presenting;
    const here = new Set(roster.peers.map(({ peerId }) => peerId));
    asking.value = asking.value.filter((peerId) => here.has(peerId));
  };
  const over = (code: ErrorCode): void => {
    phase.value = { kind: 'over', code };
    socket.disconnect();
  };
  /** socket.io gives up when the server itself refused; all at once and at full speed would only keep it from recovering. */
  const tryLater = (): void => {
    const waitMs = Math.min(LONGEST_RETRY_MS, RETRY_MS * 2 ** refusals++);
    clearTimeout(retry);
    retry = setTimeout(() => socket.connect(), waitMs * (0.5 + Math.random() / 2));
  };

  const listeners = {
    'session:welcome': (welcome: SessionWelcome): void => {
      you.value = welcome.you;
      caseId.value = welcome.caseId;
      kind.value = welcome.kind;
      refusals = 0;
      // Who still waits is told anew.
      asking.value = [];
      apply(welcome);
      phase.value = { kind: 'live' };
      if (own.value && own.value.isFollowable !== (followers.value === 'allowed')) void tellFollowers();
    },
    'session:roster': apply,
    'session:ended': ({ code }: { code: ErrorCode }): void => over(code),
    'presenter:asked': ({ peerId }: { peerId: string }): void => {
      if (!asking.value.includes(peerId)) asking.value.push(peerId);
    },
    'presenter:declined': (): void => void (declinedAt.value = Date.now()),
    disconnect: (reason: string): void => {
      if (phase.value.kind === 'over') return;
      phase.value = { kind: 'reconnecting' };
      // socket.io leaves it to us to come back from an end the server made, such as its own restart.
      if (reason === 'io server disconnect') socket.connect();
    },
    connect_error: (error: Error): void => {
      const code = refusalOf(error);
      if (!PASSING.has(code)) return over(code);
      // The first line that does not come is told like one that broke: an empty stage says nothing.
      phase.value = { kind: 'reconnecting' };
      if (!socket.active) tryLater();
    },
  };
  /** Neither the wait of this page nor that of socket.io is of use once there is a network again. */
  const tryNow = (): void => {
    if (socket.connected || phase.value.kind === 'over') return;
    clearTimeout(retry);
    // While socket.io waits, `connect` alone does nothing.
    socket.disconnect().connect();
  };

  socket.on('session:welcome', listeners['session:welcome']);
  socket.on('session:roster', listeners['session:roster']);
  socket.on('session:ended', listeners['session:ended']);
  socket.on('presenter:asked', listeners['presenter:asked']);
  socket.on('presenter:declined', listeners['presenter:declined']);
  socket.on('disconnect', listeners.disconnect);
  socket.on('connect_error', listeners.connect_error);
  socket.connect();
  const unwatch = whenOnline(tryNow);

  onScopeDispose(() => {
    unwatch();
    clearTimeout(retry);
    for (const [event, listener] of Object.entries(listeners)) socket.off(event as keyof typeof listeners, listener);
    socket.disconnect();
  });

  const epoch = (): { epoch: number } => ({ epoch: presenting.value.epoch });
  const tellFollowers = (): Promise<Reply> => command(socket, 'follow:allow', { isAllowed: followers.value === 'allowed' });
  const answered = (peerId: string): void => void (asking.value = asking.value.filter((id) => id !== peerId));

  return {
    phase,
    caseId,
    kind,
    removed,
    peers,
    own,
    others,
    presenter,
    presenting,
    isPresenting,
    asking,
    declinedAt,
    ask: (): Promise<Reply> => command(socket, 'presenter:ask', epoch()),
    take: (): Promise<Reply> => command(socket, 'presenter:take', epoch()),
    release: (): Promise<Reply> => command(socket, 'presenter:release', epoch()),
    grant: (peerId: string): Promise<Reply> => (answered(peerId), command(socket, 'presenter:grant', { ...epoch(), peerId })),
    decline: (peerId: string): Promise<Reply> => (answered(peerId), command(socket, 'presenter:decline', { peerId })),
    showSlide: (slideId: string): Promise<Reply> => command(socket, 'slide:show', { slideId }),
    setFollowing: (peerId: string | null): Promise<Reply> => command(socket, 'follow:set', { peerId }),
    /** Remembered for this person, and said again to each seat that does not know it (SPEC S22). */
    allowFollowers: (isAllowed: boolean): Promise<Reply> => ((followers.value = isAllowed ? 'allowed' : 'refused'), tellFollowers()),
    remove: (peerId: string): Promise<Reply> => command(socket, 'peer:remove', { peerId }),
    readmit: (personId: string): Promise<Reply> => command(socket, 'person:readmit', { personId }),
    allowPointer: (peerId: string, mayPoint: boolean): Promise<Reply> => command(socket, 'peer:pointer', { peerId, mayPoint }),
    /** After `over`: takes part again, for example instead of the other tab. */
    rejoin: (): void => {
      phase.value = { kind: 'connecting' };
      socket.connect();
    },
  };
}

export type Session = ReturnType<typeof useSession>;

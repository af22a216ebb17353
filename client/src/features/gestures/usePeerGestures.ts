import type { SlidePoint, SlideView } from '@parfocal/shared/geometry';
import { decodeGestures, type GestureText, type Peer, type PeerGesture, type ViewTarget } from '@parfocal/shared/protocol';
import { computed, onScopeDispose, type Ref } from 'vue';
import type { SessionSocket } from '@/wire';
import { isFar } from './far';
import { Glide, mixPoint, mixView } from './glide';

/** A pointer that has not moved for so long is drawn faded. */
const STALE_MS = 20_000;

interface PeerTrack {
  /** The slide these positions are on: the roster that explains a gesture came before it (SPEC G8). */
  readonly slideId: string;
  /** Nothing while the pointer is off the slide, so that it comes back where it is, without a flight. */
  pointer: Glide<SlidePoint> | undefined;
  isLaser: boolean;
  view: Glide<SlideView> | undefined;
  target: ViewTarget | undefined;
  pointedMs: number;
}

/** What is known of a peer's hand at one moment. */
export interface PeerMoment {
  readonly pointer: SlidePoint | undefined;
  readonly isStale: boolean;
  readonly isLaser?: boolean;
  readonly view: SlideView | undefined;
  /** Where that view will come to rest, while it is on its way. */
  readonly target?: ViewTarget | undefined;
  /** Milliseconds until something of it changes by itself. */
  readonly restsMs: number;
}

interface Collaborators {
  socket: SessionSocket;
  peers: Ref<readonly Peer[]>;
  /** Milliseconds, monotonic. */
  now?: () => number;
}

/** Everyone else's pointers and views, smoothed between messages. Nothing here is reactive: whoever draws is told of news, and when to look again. */
export function usePeerGestures({ socket, peers, now = () => performance.now() }: Collaborators) {
  const tracks = new Map<number, PeerTrack>();
  const news = new Set<() => void>();
  const byNumber = computed(() => new Map(peers.value.map((peer) => [peer.number, peer])));

  /** Where a peer was on another slide says nothing of this one. */
  const trackOf = ({ number, slideId }: Peer): PeerTrack | undefined => {
    const track = tracks.get(number);
    return track?.slideId === slideId ? track : undefined;
  };
  const receive = (frame: GestureText): void => {
    const atMs = now();
    for (const gesture of decodeGestures(frame)) take(gesture, atMs);
    tell();
  };
  const tell = (): void => news.forEach((listener) => listener());
  const take = ({ number, isLaser = false, pointer, view, target }: PeerGesture, atMs: number): void => {
    const peer = byNumber.value.get(number);
    if (!peer) return;
    const track = trackOf(peer) ?? { slideId: peer.slideId, isLaser: false, pointer: undefined, view: undefined, target: undefined, pointedMs: atMs };
    tracks.set(number, track);
    track.pointer = pointer ? (track.pointer ?? new Glide(mixPoint)) : undefined;
    track.view = view ? (track.view ?? new Glide(mixView, isFar)) : undefined;
    track.target = target;
    if (view) track.view?.receive(view, atMs);
    track.isLaser = isLaser;
    if (!pointer) return;
    track.pointer?.receive(pointer, atMs);
    track.pointedMs = atMs;
  };
  const forget = (): void => {
    tracks.clear();
    tell();
  };
  const restsMs = ({ pointer, view, pointedMs }: PeerTrack, atMs: number): number => {
    if (pointer?.moves(atMs) || view?.moves(atMs)) return 0;
    const fadesInMs = pointedMs + STALE_MS + 1 - atMs;
    return pointer && fadesInMs > 0 ? fadesInMs : Infinity;
  };

  socket.on('gestures', receive);
  socket.on('disconnect', forget);
  onScopeDispose(() => {
    socket.off('gestures', receive);
    socket.off('disconnect', forget);
  });

  return {
    /** Calls back whenever a message came; the function returned ends that. */
    onNews(listener: () => void): () => void {
      news.add(listener);
      return () => void news.delete(listener);
    },
    /** The peer's hand at `atMs`, on whatever slide the roster says it looks at. */
    momentOf(peer: Peer, atMs: number): PeerMoment {
      const track = trackOf(peer);
      if (!track) return { pointer: undefined, isStale: false, view: undefined, restsMs: Infinity };
      return {
        pointer: track.pointer?.at(atMs),
        isLaser: track.isLaser,
        isStale: atMs - track.pointedMs > STALE_MS,
        view: track.view?.at(atMs),
        target: track.target,
        restsMs: restsMs(track, atMs),
      };
    },
    /** Drops what is known of peers who are gone or on another slide. */
    prune(): void {
      for (const [number, { slideId }] of tracks) if (byNumber.value.get(number)?.slideId !== slideId) tracks.delete(number);
    },
  };
}

export type PeerGestures = ReturnType<typeof usePeerGestures>;

import type { SlidePoint, SlideView } from '@parfocal/shared/geometry';
import { decodeGestures, type GestureText, type Peer, type PeerGesture } from '@parfocal/shared/protocol';
import { onScopeDispose, type Ref } from 'vue';
import type { SessionSocket } from '@/wire';
import { Glide, mixPoint, mixView } from './glide';

/** A pointer that has not moved for so long is drawn faded. */
const STALE_MS = 20_000;

interface PeerTrack {
  readonly pointer: Glide<SlidePoint>;
  readonly view: Glide<SlideView>;
  pointing: boolean;
  pointedMs: number;
  /** The slide these positions are on. */
  slideId: string | undefined;
}

/** What is known of a peer's hand at one moment. */
export interface PeerMoment {
  readonly pointer: SlidePoint | undefined;
  readonly isStale: boolean;
  readonly view: SlideView | undefined;
}

interface Collaborators {
  socket: SessionSocket;
  peers: Ref<readonly Peer[]>;
  /** Milliseconds, monotonic. */
  now?: () => number;
}

/** Everyone else's pointers and views, smoothed between messages. Read once a frame; nothing here is reactive. */
export function usePeerGestures({ socket, peers, now = () => performance.now() }: Collaborators) {
  const tracks = new Map<number, PeerTrack>();

  const receive = (frame: GestureText): void => {
    const atMs = now();
    for (const gesture of decodeGestures(frame)) take(gesture, atMs);
  };
  const take = ({ number, pointer, view }: PeerGesture, atMs: number): void => {
    const track = tracks.get(number) ?? newTrack();
    tracks.set(number, track);
    if (pointer) {
      // A pointer that comes back appears where it is, without a flight over the slide.
      if (!track.pointing) track.pointer.jump(pointer, atMs);
      else track.pointer.receive(pointer, atMs);
      track.pointedMs = atMs;
    }
    track.pointing = pointer !== null;
    if (view) track.view.receive(view, atMs);
  };
  const forget = (): void => tracks.clear();
  /** Where a peer was on another slide says nothing of this one. */
  const trackOf = ({ number, slideId }: Peer): PeerTrack | undefined => {
    const track = tracks.get(number);
    if (track && track.slideId !== undefined && track.slideId !== slideId) tracks.delete(number);
    else if (track) track.slideId = slideId;
    return tracks.get(number);
  };

  socket.on('gestures', receive);
  socket.on('disconnect', forget);
  onScopeDispose(() => {
    socket.off('gestures', receive);
    socket.off('disconnect', forget);
  });

  return {
    /** The peer's hand at `atMs`, on whatever slide the roster says it looks at. */
    momentOf(peer: Peer, atMs: number): PeerMoment {
      const track = trackOf(peer);
      if (!track) return { pointer: undefined, isStale: false, view: undefined };
      return {
        pointer: track.pointing ? track.pointer.at(atMs) : undefined,
        isStale: peer.state === 'away' || atMs - track.pointedMs > STALE_MS,
        view: track.view.at(atMs),
      };
    },
    /** Drops what is known of peers who are gone. */
    prune(): void {
      const here = new Set(peers.value.map(({ number }) => number));
      for (const number of tracks.keys()) if (!here.has(number)) tracks.delete(number);
    },
  };
}

export type PeerGestures = ReturnType<typeof usePeerGestures>;

const newTrack = (): PeerTrack => ({ pointer: new Glide(mixPoint), view: new Glide(mixView), pointing: false, pointedMs: 0, slideId: undefined });

import type { SlidePoint, SlideView } from '../geometry/index.js';
import { GestureReader, GestureWriter } from './gesture-bytes.js';

/**
 * What a peer does right now on the slide it looks at. Never stored. Both parts are absolute, so any gesture may be
 * lost once a newer one exists; `pointer: null` says that the pointer left the slide.
 */
export interface Gesture {
  readonly pointer: SlidePoint | null;
  readonly view: SlideView | null;
}

export interface PeerGesture extends Gesture {
  /** {@link Peer.number} of whose it is; only the server fills it in, from the connection. */
  readonly number: number;
}

/** Senders keep only the newest gesture and send at most one in this time; the server's tick is as long. */
export const GESTURE_INTERVAL_MS = 33;

/** A resting position is sent once more after this, reliably, so that a lost last one cannot stand. */
export const GESTURE_REST_MS = 250;

/** Largest own gesture in bytes. */
export const GESTURE_MAX_BYTES = 29;

export interface GestureClientEvents {
  gesture: (bytes: Uint8Array) => void;
}

export interface GestureServerEvents {
  /** One frame a tick, shared by everyone: the newest gesture of each peer that moved. */
  gestures: (bytes: Uint8Array) => void;
}

/** Wire form of one own gesture: at most {@link GESTURE_MAX_BYTES} bytes, little-endian (SPEC G2). */
export function encodeGesture(gesture: Gesture): Uint8Array {
  const writer = new GestureWriter(GESTURE_MAX_BYTES);
  writer.gesture(gesture);
  return writer.bytes();
}

/** Reads what a peer sent. Throws a `RangeError` on anything but one whole, finite gesture. */
export function decodeGesture(bytes: Uint8Array): Gesture {
  const reader = new GestureReader(bytes);
  const gesture = reader.gesture();
  if (!reader.done) throw new RangeError('bytes after the gesture');
  return gesture;
}

/** Wire form of a frame: `(number u16, gesture)*`. */
export function encodeGestures(gestures: Iterable<PeerGesture>, count: number): Uint8Array {
  const writer = new GestureWriter(count * (GESTURE_MAX_BYTES + 2));
  for (const gesture of gestures) {
    writer.number(gesture.number);
    writer.gesture(gesture);
  }
  return writer.bytes();
}

export function decodeGestures(bytes: Uint8Array): PeerGesture[] {
  const reader = new GestureReader(bytes);
  const gestures: PeerGesture[] = [];
  while (!reader.done) {
    const number = reader.number();
    gestures.push({ number, ...reader.gesture() });
  }
  return gestures;
}

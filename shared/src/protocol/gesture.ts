import { fromBase64, toBase64 } from './base64.js';
import type { Gesture } from './gesture-value.js';
import { GestureReader, GestureWriter } from './gesture-bytes.js';

export interface PeerGesture extends Gesture {
  /** {@link Peer.number} of whose it is; only the server fills it in, from the connection. */
  readonly number: number;
}

/** Senders keep only the newest gesture and send at most one in this time; the server's tick is at most as long. */
export const GESTURE_INTERVAL_MS = 33;

/** A resting position is sent once more after this, reliably, so that a lost last one cannot stand. */
export const GESTURE_REST_MS = 250;

/** Largest own gesture in bytes, before base64. */
export const GESTURE_MAX_BYTES = 45;

const GESTURE_MAX_TEXT = Math.ceil((GESTURE_MAX_BYTES * 4) / 3);

/**
 * A gesture or a frame on the wire: the bytes of SPEC G2 in base64. socket.io sends a string as one WebSocket frame, made once
 * for all receivers; of binary data it makes two frames, anew for each (docs/adr/0005-gestures.md has the figures).
 */
export type GestureText = string;

export interface GestureClientEvents {
  gesture: (text: GestureText) => void;
}

export interface GestureServerEvents {
  /** One frame a tick, shared by everyone: the newest gesture of each peer that moved. */
  gestures: (text: GestureText) => void;
}

/** Wire form of one own gesture: at most {@link GESTURE_MAX_BYTES} bytes, little-endian (SPEC G2), in base64. */
export function encodeGesture(gesture: Gesture): GestureText {
  const writer = new GestureWriter(GESTURE_MAX_BYTES);
  writer.gesture(gesture);
  return toBase64(writer.bytes());
}

/** Reads what a peer sent. Throws a `RangeError` on anything but one whole, finite gesture. */
export function decodeGesture(text: GestureText): Gesture {
  if (text.length > GESTURE_MAX_TEXT) throw new RangeError('no gesture is that long');
  const reader = new GestureReader(fromBase64(text));
  const gesture = reader.gesture();
  if (!reader.done) throw new RangeError('bytes after the gesture');
  return gesture;
}

/** Wire form of a frame: `(number u16, gesture)*`. */
export function encodeGestures(gestures: Iterable<PeerGesture>, count: number): GestureText {
  const writer = new GestureWriter(count * (GESTURE_MAX_BYTES + 2));
  for (const gesture of gestures) {
    writer.number(gesture.number);
    writer.gesture(gesture);
  }
  return toBase64(writer.bytes());
}

/** Throws a `RangeError` on anything but whole gestures. */
export function decodeGestures(text: GestureText): PeerGesture[] {
  const reader = new GestureReader(fromBase64(text));
  const gestures: PeerGesture[] = [];
  while (!reader.done) {
    const number = reader.number();
    gestures.push({ number, ...reader.gesture() });
  }
  return gestures;
}

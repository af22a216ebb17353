/**
 * How whoever lost a line comes back, on either socket (SPEC S28): so that everyone is back within three seconds of the network.
 *
 * TCP repeats a first packet that nobody answered after one second and after three. A try of four seconds therefore never waits longer than
 * two for a network that has come back, and neither does the pause between two tries; it is long enough for a slow line's handshakes.
 */
export const RECONNECTION = {
  /** Wait before the first try; doubled after each, up to the longest. */
  firstMs: 250,
  longestMs: 1_000,
  /** Share by which a wait is shortened or lengthened, so that a room does not come back in one instant. */
  jitter: 0.5,
  /** So long a connection may take to be made before another is begun. */
  tryMs: 4_000,
} as const;

/** The server says something on every line of the documents lane at least so often. */
export const COLLAB_BEAT_MS = 5_000;

/** A line of the documents lane that has been silent for so long is dead, whatever the socket says: packets lost by a network are repeated ever more rarely. */
export const COLLAB_SILENCE_MS = 2 * COLLAB_BEAT_MS;

/** A server that asks to wait longer than this is asked sooner all the same. */
const LONGEST_WAIT_MS = 30_000;

/** Told to the server too, which decodes what somebody looks at first: browsers keep `priority` to themselves under HTTP/1.1 (RFC 9218, 4.1). */
const AHEAD = { priority: 'u=6' };

/** A tile could not be had. */
export class TileFailure extends Error {
  /**
   * @param status HTTP's, or 0 where there was no answer or no picture in it.
   * @param waitMs how long the server wants to be left alone, if it said so: its decoding queue is full.
   */
  constructor(readonly status: number, cause?: unknown, readonly waitMs?: number) {
    super(`tile failed with ${status}`, { cause });
  }
}

/**
 * The bytes of a tile, or `null` for a place that was never scanned (204). Rejects with `TileFailure`, or with the
 * signal's reason once aborted. `low`: nobody looks at it yet.
 */
export async function fetchTile(url: string, signal: AbortSignal, priority: 'auto' | 'low' = 'auto'): Promise<Blob | null> {
  let failure: TileFailure;
  try {
    const response = await fetch(url, { signal, credentials: 'same-origin', priority, headers: priority === 'low' ? AHEAD : {} });
    if (response.status === 204) return null;
    if (response.ok) return await response.blob();
    failure = new TileFailure(response.status, undefined, waitOf(response.headers.get('retry-after')));
  } catch (error) {
    if (signal.aborted) throw signal.reason;
    throw new TileFailure(0, error);
  }
  throw failure;
}

/** `Retry-After` (RFC 9110, 10.2.3) in seconds or as a date. */
export function waitOf(header: string | null, nowMs = Date.now()): number | undefined {
  if (!header) return undefined;
  const waitMs = /^\d+$/.test(header.trim()) ? Number(header) * 1000 : Date.parse(header) - nowMs;
  return Number.isFinite(waitMs) ? Math.min(LONGEST_WAIT_MS, Math.max(0, waitMs)) : undefined;
}

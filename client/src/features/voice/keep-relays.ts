import type { VoiceRelays } from '@parfocal/shared/protocol';
import type { SessionSocket } from '@/wire';
import { request } from './request';

/** Credentials are renewed when this share of their life is over, so that a restart of ICE never meets expired ones. */
const RENEW_AT = 0.75;
const RETRY_MS = 30_000;

/** Renews the credentials of the relays for as long as a call lasts. Returns how to stop. */
export function keepRelays(socket: SessionSocket, relays: VoiceRelays | null, renewed: (relays: VoiceRelays) => Promise<void>): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isOver = false;

  const later = (waitMs: number): void => {
    if (!isOver) timer = setTimeout(() => void renew(), waitMs);
  };
  const renew = async (): Promise<void> => {
    try {
      const fresh = await request(socket, 'voice:relays');
      if (isOver || !fresh) return;
      await renewed(fresh);
      later(fresh.lifetimeSeconds * 1_000 * RENEW_AT);
    } catch {
      later(RETRY_MS); // those that there are still serve for a while
    }
  };
  if (relays) later(relays.lifetimeSeconds * 1_000 * RENEW_AT);
  return () => {
    isOver = true;
    clearTimeout(timer);
  };
}

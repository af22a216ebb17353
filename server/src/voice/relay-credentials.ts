import { createHmac } from 'node:crypto';
import type { VoiceRelays } from '@parfocal/shared/protocol';

/** Long enough that a meeting renews seldom, short enough that a password that got about is worth little. */
export const RELAY_LIFETIME_SECONDS = 3_600;

/**
 * Credentials of the relays for one peer, as draft-uberti-behave-turn-rest-00 has them and coturn's `use-auth-secret`
 * checks them: the name says until when, the password is its HMAC-SHA1. SHA-1 is the scheme's own choice.
 */
export function relayCredentials(urls: readonly string[], secret: string, peerId: string, nowMs: number): VoiceRelays {
  const username = `${Math.floor(nowMs / 1_000) + RELAY_LIFETIME_SECONDS}:${peerId}`;
  return { urls, username, credential: createHmac('sha1', secret).update(username).digest('base64'), lifetimeSeconds: RELAY_LIFETIME_SECONDS };
}

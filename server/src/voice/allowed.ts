import { mayTakePart } from '@parfocal/shared/protocol';
import type { Member } from '../session/index.js';
import { DomainError } from '../wire/index.js';

/** Throws `voice.forbidden` for who may only watch and listen. */
export function requireSpeaker({ role }: Member): void {
  if (!mayTakePart(role)) throw new DomainError('voice.forbidden', 'observers listen');
}

/** Throws `forbidden` for everyone but a host. */
export function requireHost({ role }: Member): void {
  if (role !== 'host') throw new DomainError('forbidden', 'only a host mutes others');
}

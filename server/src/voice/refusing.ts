import { DomainError } from '../wire/index.js';

/** What mediasoup will not do for this caller is the caller's `voice.refused`, never an error of the server. */
export async function refusing<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof DomainError) throw error;
    throw new DomainError('voice.refused', error instanceof Error ? error.message : String(error));
  }
}

export const refused = (why: string): DomainError => new DomainError('voice.refused', why);

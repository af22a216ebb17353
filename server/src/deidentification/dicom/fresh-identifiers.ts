import { createHmac } from 'node:crypto';

/** New identifiers for old ones: one for one within a slide, and with no way back once the key is gone. */
export class FreshIdentifiers {
  /** @param key 32 random bytes of this slide's own */
  constructor(private readonly key: Buffer) {}

  /** A UID made from a UUID (PS3.5 B.2); of a UID that DICOM itself gave out, itself. */
  uid(old: string): string {
    if (old.startsWith('1.2.840.10008.')) return old;
    const bytes = this.digest(old).subarray(0, 16);
    // Version 8 and its variant (RFC 9562): a UUID made in a way of one's own.
    bytes[6] = (bytes[6]! & 0x0f) | 0x80;
    bytes[8] = (bytes[8]! & 0x3f) | 0x80;
    return `2.25.${BigInt(`0x${bytes.toString('hex')}`)}`;
  }

  /** For identifiers of containers and specimens; at most 16 characters. */
  name(old: string): string {
    return this.digest(old).toString('hex', 0, 8);
  }

  private digest(old: string): Buffer {
    return createHmac('sha256', this.key).update(old).digest();
  }
}

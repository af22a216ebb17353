/**
 * A random UUID (RFC 9562, version 4). `crypto.randomUUID` exists on secure pages alone, and a hospital may well try
 * this over plain HTTP first.
 */
export const createId = (): string => worded(crypto.getRandomValues(new Uint8Array(16)));

/** The random UUID that is number `index` of `count` in the order of their letters: what is made at one moment can keep its order. */
export function createIdInOrder(index: number, count: number): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const view = new DataView(bytes.buffer);
  view.setUint32(0, Math.floor(((index + view.getUint32(0) / 2 ** 32) / count) * 2 ** 32));
  return worded(bytes);
}

function worded(bytes: Uint8Array): string {
  bytes[6] = (bytes[6]! & 0x0f) | 0x40;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

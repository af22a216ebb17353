import * as decoding from 'lib0/decoding';
import * as Y from 'yjs';
import { DomainError } from '../../wire/index.js';

/** New structs of one client, in clock order and without gaps, beginning where the document ends. */
export interface ClientStructs {
  readonly client: number;
  readonly structs: readonly (Y.Item | Y.GC)[];
}

export interface Range {
  readonly clock: number;
  readonly len: number;
}

/** An update as Yjs will read it, cut down to what the document does not have yet. */
export interface IncomingUpdate {
  readonly bytes: Uint8Array;
  readonly groups: readonly ClientStructs[];
  /** By client: what it deletes, known deletions included; in order, and apart. */
  readonly deletes: ReadonlyMap<number, readonly Range[]>;
}

/** Clients with new structs in one update: a person's own tabs and devices, never a crowd. */
const MAX_CLIENTS = 64;

/** Far beyond what anyone draws, and far below where sums of clocks lose precision. */
const MAX_CLOCK = 2 ** 31;

/**
 * Decodes an update against `document`, without touching it.
 *
 * @throws DomainError `document.gap` where something it builds on is missing; anything else for bytes that are no update
 */
export function readUpdate(bytes: Uint8Array, document: Y.Doc): IncomingUpdate {
  const read = decode(bytes, document);
  if (!read.overlaps) return read;
  // A struct that begins before the document ends is cut there, as Yjs would, but without believing what it says of its parent.
  const cut = decode(Y.diffUpdate(bytes, Y.encodeStateVector(document)), document);
  if (cut.overlaps) throw new DomainError('document.malformed', 'overlapping structs');
  return cut;
}

function decode(bytes: Uint8Array, document: Y.Doc): IncomingUpdate & { overlaps: boolean } {
  const { structs, ds } = Y.decodeUpdate(bytes);
  const byClient = groupByClient(structs);
  // Yjs applies only the last of two groups of one client, so a client may have only one.
  if (decoding.readVarUint(decoding.createDecoder(bytes)) !== byClient.size) throw new DomainError('document.malformed', 'a client twice');
  const groups: ClientStructs[] = [];
  let overlaps = false;
  for (const [client, all] of byClient) {
    const known = Y.getState(document.store, client);
    const fresh = all.filter(({ id, length }) => id.clock + length > known);
    const first = fresh[0]?.id.clock;
    if (first === undefined) continue;
    if (first > known) throw new DomainError('document.gap', 'structs are missing');
    overlaps ||= first < known;
    groups.push({ client, structs: fresh });
  }
  for (const ranges of ds.clients.values()) requireApart(ranges);
  if (groups.length > MAX_CLIENTS) throw new DomainError('document.malformed', 'too many clients');
  return { bytes, groups, deletes: ds.clients, overlaps };
}

/** Yjs writes them in order and apart. Many that lie over one another would be walked through again and again, here and in Yjs. */
function requireApart(ranges: readonly Range[]): void {
  let end = 0;
  for (const { clock, len } of ranges) {
    if (clock < end) throw new DomainError('document.malformed', 'deletions overlap');
    end = clock + len;
  }
}

function groupByClient(structs: readonly (Y.Item | Y.GC | Y.Skip)[]): Map<number, (Y.Item | Y.GC)[]> {
  const byClient = new Map<number, (Y.Item | Y.GC)[]>();
  for (const struct of structs) {
    if (struct instanceof Y.Skip) throw new DomainError('document.gap', 'structs are skipped');
    const { client, clock } = struct.id;
    const group = byClient.get(client);
    if (!group) byClient.set(client, [struct]);
    else {
      const last = group.at(-1)!;
      if (last.id.clock + last.length !== clock) throw new DomainError('document.malformed', 'clocks jump');
      group.push(struct);
    }
    if (struct.length < 1 || clock + struct.length > MAX_CLOCK) throw new DomainError('document.malformed', 'clock out of range');
  }
  return byClient;
}

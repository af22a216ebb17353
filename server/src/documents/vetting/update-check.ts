import * as Y from 'yjs';
import * as z from 'zod';
import { DomainError } from '../../wire/index.js';
import type { DocumentRules } from './document-rules.js';
import { Drafts } from './drafts.js';
import { type IncomingUpdate, readUpdate } from './incoming-update.js';
import { Locks } from './locks.js';
import { Placing } from './placing.js';

const EntryId = z.uuid();

/** Client ids of one person in one document: each page that ever wrote takes one, and each is a row that stays for good. */
export const CLIENTS_OF_PERSON_MAX = 5_000;

/** Who sends an update: settled by the connection. */
export interface Writer {
  readonly personId: string;
  readonly mayWrite: boolean;
}

/** Judges an update by its structs, against a document and without touching it. */
export class UpdateCheck {
  constructor(
    private readonly document: Y.Doc,
    private readonly owners: ReadonlyMap<number, string>,
    private readonly rules: DocumentRules,
  ) {}

  /**
   * What may be applied; nothing if all of it is known already.
   *
   * @throws DomainError with the code of the rule that it breaks; anything else for bytes that are no update
   */
  check(bytes: Uint8Array, { personId, mayWrite }: Writer): IncomingUpdate | undefined {
    const incoming = readUpdate(bytes, this.document);
    const lost = itemsLost(incoming, this.document.store);
    if (incoming.groups.length === 0 && lost.length === 0) return undefined;
    if (!mayWrite) throw new DomainError('document.read-only', 'may only watch');
    const locks = new Locks();
    for (const item of lost) {
      this.checkOwner(item.id.client, personId);
      locks.deletes(item);
    }
    for (const { client } of incoming.groups) {
      if (!this.isOwn(client, personId)) throw new DomainError('document.client', "another's client id");
    }
    this.requireRoom(incoming, personId);
    this.checkStructs(incoming, personId, locks);
    locks.check();
    return incoming;
  }

  private requireRoom({ groups }: IncomingUpdate, personId: string): void {
    const fresh = groups.filter(({ client }) => !this.owners.has(client)).length;
    if (fresh === 0) return;
    let own = 0;
    for (const owner of this.owners.values()) if (owner === personId) own += 1;
    if (own + fresh > CLIENTS_OF_PERSON_MAX) throw new DomainError('document.client', 'too many client ids');
  }

  private checkStructs(incoming: IncomingUpdate, personId: string, locks: Locks): void {
    const drafts = new Drafts(({ id, deleted }) => deleted || isAmong(incoming, id));
    for (const [struct, place] of new Placing(this.document, incoming.groups).all()) {
      if (!(struct instanceof Y.Item) || place.kind === 'nowhere') {
        locks.forgets();
        continue;
      }
      if (place.kind === 'field') {
        this.checkOwner(place.entry.id.client, personId);
        locks.writes(place.entry, place.name, struct.content);
        drafts.write(place.entry, place.name, struct.content, this.rules.of(place.root));
        continue;
      }
      if (!EntryId.safeParse(place.id).success) throw new DomainError('document.malformed', 'no id');
      // The live entry, or what was there before it was deleted: an id stays its first owner's.
      const before = this.document.getMap(place.root)._map.get(place.id);
      if (before) {
        this.checkOwner(before.id.client, personId);
        locks.replaces(before);
      }
      if (struct.content instanceof Y.ContentDeleted) continue;
      if (!(struct.content instanceof Y.ContentType && struct.content.type instanceof Y.Map)) throw new DomainError('document.malformed', 'no map');
      drafts.begin(struct, place.id, this.rules.of(place.root));
    }
    drafts.judge(personId);
  }

  /** An annotation or comment belongs to whoever made its entry. */
  private checkOwner(client: number, personId: string): void {
    if (!this.isOwn(client, personId)) throw new DomainError('document.author', "another's entry");
  }

  /** A client id that nobody has yet is the writer's own. */
  private isOwn(client: number, personId: string): boolean {
    return (this.owners.get(client) ?? personId) === personId;
  }
}

/**
 * What the update deletes of that which is still there.
 *
 * @throws DomainError `document.gap` where it deletes what nobody has
 */
function itemsLost({ groups, deletes }: IncomingUpdate, store: Y.Doc['store']): Y.Item[] {
  const lost: Y.Item[] = [];
  for (const [client, ranges] of deletes) {
    const structs = store.clients.get(client) ?? [];
    const known = Y.getState(store, client);
    const end = groups.find((group) => group.client === client)?.structs.at(-1);
    const reached = end ? end.id.clock + end.length : known;
    for (const { clock, len } of ranges) {
      if (clock + len > reached) throw new DomainError('document.gap', 'deletes something unknown');
      if (clock >= known || len < 1) continue;
      for (let i = Y.findIndexSS(structs, clock), struct = structs[i]; struct && struct.id.clock < clock + len; struct = structs[++i]) {
        if (struct instanceof Y.Item && !struct.deleted) lost.push(struct);
      }
    }
  }
  return lost;
}

function isAmong({ deletes }: IncomingUpdate, { client, clock }: Y.ID): boolean {
  const ranges = deletes.get(client) ?? [];
  let [low, high] = [0, ranges.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (ranges[middle]!.clock <= clock) low = middle + 1;
    else high = middle;
  }
  const before = ranges[low - 1];
  return before !== undefined && clock < before.clock + before.len;
}

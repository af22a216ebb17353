import type { ErrorCode } from '@parfocal/shared/protocol';
import { Annotation } from '@parfocal/shared/annotation';
import * as Y from 'yjs';
import { DomainError } from '../../wire/index.js';
import type { AnnotationRules } from './annotation-rules.js';
import { Drafts } from './drafts.js';
import { type IncomingUpdate, readUpdate } from './incoming-update.js';
import { Placing } from './placing.js';
import { StagedDocument } from './staged-document.js';

/** Who sends an update: settled by the connection. */
export interface Writer {
  readonly personId: string;
  readonly mayWrite: boolean;
}

export interface Accepted {
  /** What is new, as Yjs would send it; nothing if all was known already. */
  readonly news?: Uint8Array;
  /** Client ids that are the writer's from now on. */
  readonly claims: readonly number[];
}

export type Verdict = (Accepted & { readonly code?: undefined }) | { readonly code: ErrorCode };

/** How long someone whose update fooled the first look has to wait before another of theirs is looked at. */
const DISTRUST_MS = 60_000;

/**
 * Lets into a document what its rules allow (SPEC D5 to D10), and nothing else.
 *
 * An update is judged from its structs, against the document, without touching it; so refusing one costs
 * microseconds. Then it is applied to a staged copy, and what the copy shows has to be right as well. Should it not
 * be, the copy is thrown away and made anew.
 */
export class Vetting {
  private staged: StagedDocument | undefined;
  /** Accepted, and not yet in the durable document. */
  private inFlight: Uint8Array[] = [];
  private readonly distrusted = new Map<string, number>();

  /** `owners`: person by client id; grows with what is accepted. */
  constructor(
    private readonly durable: Y.Doc,
    private readonly owners: Map<number, string>,
    private readonly rules: AnnotationRules,
    private readonly nowMs: () => number = Date.now,
  ) {}

  /** What was accepted so far is in the durable document now. */
  settled(): void {
    this.inFlight = [];
  }

  vet(update: Uint8Array, writer: Writer): Verdict {
    if ((this.distrusted.get(writer.personId) ?? 0) > this.nowMs()) return { code: 'document.malformed' };
    try {
      return this.judge(update, writer);
    } catch (error) {
      // After a first refusal everything else of that client has a gap; why it began says more.
      if (!writer.mayWrite) return { code: 'document.read-only' };
      // Whatever decoding throws, it means that these bytes are no update.
      return { code: error instanceof DomainError ? error.code : 'document.malformed' };
    }
  }

  private judge(update: Uint8Array, writer: Writer): Verdict {
    const staged = (this.staged ??= new StagedDocument(Y.encodeStateAsUpdate(this.durable), ...this.inFlight));
    const incoming = readUpdate(update, staged.look);
    const losers = clientsThatLose(incoming, staged.look.store);
    if (incoming.groups.length === 0 && losers.size === 0) return { claims: [] };
    if (!writer.mayWrite) throw new DomainError('document.read-only', 'may only watch');
    for (const client of losers) this.checkOwner(client, writer.personId);
    this.checkStructs(incoming, staged, writer.personId);
    const claims = incoming.groups.map(({ client }) => client).filter((client) => !this.owners.has(client));
    for (const client of claims) this.owners.set(client, writer.personId);
    return this.stage(staged, incoming.bytes, writer.personId, claims);
  }

  private checkStructs(incoming: IncomingUpdate, staged: StagedDocument, personId: string): void {
    for (const { client } of incoming.groups) {
      if ((this.owners.get(client) ?? personId) !== personId) throw new DomainError('document.client', "another's client id");
    }
    const drafts = new Drafts(this.rules, ({ id, deleted }) => deleted || isAmong(incoming, id));
    for (const [struct, place] of new Placing(staged.look, incoming.groups).all()) {
      if (!(struct instanceof Y.Item) || place.kind === 'nowhere') continue;
      if (place.kind === 'field') {
        this.checkOwner(place.entry.id.client, personId);
        drafts.write(place.entry, place.name, struct.content);
        continue;
      }
      if (!Annotation.shape.id.safeParse(place.id).success) throw new DomainError('document.malformed', 'no id');
      const before = staged.entryAt(place.id);
      if (before) this.checkOwner(before.id.client, personId);
      if (struct.content instanceof Y.ContentDeleted) continue;
      if (!(struct.content instanceof Y.ContentType && struct.content.type instanceof Y.Map)) throw new DomainError('document.malformed', 'no map');
      drafts.begin(struct, place.id);
    }
    drafts.judge(personId);
  }

  /** An annotation belongs to whoever made its entry; a client id not yet bound is the writer's own. */
  private checkOwner(client: number, personId: string): void {
    if ((this.owners.get(client) ?? personId) !== personId) throw new DomainError('document.author', "another's annotation");
  }

  private stage(staged: StagedDocument, bytes: Uint8Array, personId: string, claims: readonly number[]): Verdict {
    const outcome = this.tryOn(staged, bytes, personId);
    if (outcome?.isRight) {
      if (outcome.news) this.inFlight.push(outcome.news);
      return { news: outcome.news, claims };
    }
    this.staged = undefined;
    for (const client of claims) this.owners.delete(client);
    this.distrusted.set(personId, this.nowMs() + DISTRUST_MS);
    return { code: 'document.malformed' };
  }

  private tryOn(staged: StagedDocument, bytes: Uint8Array, personId: string): ReturnType<StagedDocument['apply']> | undefined {
    try {
      return staged.apply(bytes, {
        annotation: (annotation) => this.isRight(annotation, personId),
        deleted: (client) => this.owners.get(client) === personId,
      });
    } catch {
      // Yjs threw halfway: the copy is of no use any more.
      return undefined;
    }
  }

  private isRight(annotation: unknown, personId: string): boolean {
    try {
      this.rules.check(annotation, personId);
      return true;
    } catch {
      return false;
    }
  }
}

/**
 * The clients of which the update deletes something that is still there.
 *
 * @throws DomainError `document.gap` where it deletes what nobody has
 */
function clientsThatLose({ groups, deletes }: IncomingUpdate, store: Y.Doc['store']): Set<number> {
  const losers = new Set<number>();
  for (const [client, ranges] of deletes) {
    const structs = store.clients.get(client) ?? [];
    const known = Y.getState(store, client);
    const end = groups.find((group) => group.client === client)?.structs.at(-1);
    const reached = end ? end.id.clock + end.length : known;
    for (const { clock, len } of ranges) {
      if (clock + len > reached) throw new DomainError('document.gap', 'deletes something unknown');
      if (clock >= known || len < 1 || losers.has(client)) continue;
      for (let i = Y.findIndexSS(structs, clock), struct = structs[i]; struct && struct.id.clock < clock + len; struct = structs[++i]) {
        if (!struct.deleted) losers.add(client);
      }
    }
  }
  return losers;
}

const isAmong = ({ deletes }: IncomingUpdate, { client, clock }: Y.ID): boolean =>
  deletes.get(client)?.some((range) => range.clock <= clock && clock < range.clock + range.len) ?? false;

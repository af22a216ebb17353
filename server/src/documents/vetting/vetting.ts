import type { ErrorCode } from '@parfocal/shared/protocol';
import * as Y from 'yjs';
import { DomainError } from '../../wire/index.js';
import { isLarge, NOTHING_KNOWN, statePieces } from '../state-pieces.js';
import type { DocumentRules } from './document-rules.js';
import type { IncomingUpdate } from './incoming-update.js';
import { StagedDocument } from './staged-document.js';
import { UpdateCheck, type Writer } from './update-check.js';

export interface Submission {
  readonly update: Uint8Array;
  readonly writer: Writer;
}

export interface Verdicts {
  /** One a submission: why it is refused, or nothing if it is accepted. */
  readonly codes: readonly (ErrorCode | undefined)[];
  /** All that the accepted ones bring, in one update; nothing if all was known already. */
  readonly news?: Uint8Array;
  /** Client ids that somebody has from now on. */
  readonly claims: ReadonlyMap<number, string>;
}

/** How long someone whose update fooled the first look has to wait before another of theirs is looked at. */
const DISTRUST_MS = 60_000;

/**
 * Lets into a document what its rules allow (SPEC D5 to D9), and nothing else.
 *
 * An update is judged from its structs, without touching anything, so refusing one costs microseconds. Then it is
 * applied to a staged copy, together with the others of its tick, and what the copy shows has to be right as well.
 * Should it not be, the copy is thrown away, and each of them has to stand alone.
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
    private readonly rules: DocumentRules,
    private readonly nowMs: () => number = Date.now,
  ) {}

  /** What was accepted so far is in the durable document now. */
  settled(): void {
    this.inFlight = [];
  }

  /** Whether they call for a copy of a large document, which `prepare` makes without holding up everyone else. */
  needsCopy(submissions: readonly Submission[]): boolean {
    return !this.staged && this.inFlight.length === 0 && isLarge(this.durable) && this.readOnly(submissions) === undefined;
  }

  /** The durable document stays as it is until this is done. */
  async prepare(): Promise<void> {
    this.staged = await StagedDocument.inTurns(statePieces(this.durable, NOTHING_KNOWN));
  }

  /** Judges them in their order, each after what was accepted before it. */
  vet(submissions: readonly Submission[]): Verdicts {
    const together = this.readOnly(submissions) ?? this.attempt(submissions);
    if (together) return together;
    if (submissions.length === 1) {
      this.distrusted.set(submissions[0]!.writer.personId, this.nowMs() + DISTRUST_MS);
      return { codes: ['document.malformed'], claims: new Map() };
    }
    const alone = submissions.map((submission) => this.vet([submission]));
    const news = alone.flatMap((verdicts) => verdicts.news ?? []);
    return {
      codes: alone.flatMap(({ codes }) => codes),
      news: news.length > 0 ? Y.mergeUpdates(news) : undefined,
      claims: new Map(alone.flatMap(({ claims }) => [...claims])),
    };
  }

  /** While nobody draws there is no staged copy, and who only looks on is not worth one: their copies bring nothing new. */
  private readOnly(submissions: readonly Submission[]): Verdicts | undefined {
    if (this.staged || this.inFlight.length > 0) return undefined;
    const check = new UpdateCheck(this.durable, this.owners, this.rules);
    const looks = submissions.map(({ update, writer }) => this.look(check, update, writer));
    const codes = looks.filter((look) => typeof look !== 'object');
    return codes.length === looks.length ? { codes, claims: new Map() } : undefined;
  }

  /** Nothing, and no trace, if what they make together is not right. */
  private attempt(submissions: readonly Submission[]): Verdicts | undefined {
    const staged = (this.staged ??= StagedDocument.of([Y.encodeStateAsUpdate(this.durable), ...this.inFlight]));
    const check = new UpdateCheck(staged.look, this.owners, this.rules);
    const claims = new Map<number, string>();
    const codes: (ErrorCode | undefined)[] = [];
    const writers = new Set<string>();
    const take = ({ update, writer }: Submission): void => {
      const incoming = this.look(check, update, writer);
      codes.push(typeof incoming === 'string' ? incoming : undefined);
      if (typeof incoming !== 'object') return;
      writers.add(writer.personId);
      for (const { client } of incoming.groups) if (!this.owners.has(client)) claims.set(client, writer.personId);
      for (const [client, personId] of claims) this.owners.set(client, personId);
      staged.apply(incoming.bytes);
    };
    try {
      const { news, isRight } = staged.together(() => submissions.forEach(take), {
        entry: (root, id, entry) => this.isRight(root, id, entry),
        deleted: (client) => writers.has(this.owners.get(client) ?? ''),
      });
      if (news && isRight) this.inFlight.push(news);
      if (isRight) return { codes, news, claims };
    } catch {
      // Yjs threw halfway through an update: it was one of those that only look right.
    }
    this.staged = undefined;
    for (const client of claims.keys()) this.owners.delete(client);
    return undefined;
  }

  /** What may be applied, nothing if it is known, or why it is refused. */
  private look(check: UpdateCheck, update: Uint8Array, writer: Writer): IncomingUpdate | ErrorCode | undefined {
    if ((this.distrusted.get(writer.personId) ?? 0) > this.nowMs()) return 'document.malformed';
    try {
      return check.check(update, writer);
    } catch (error) {
      // After a first refusal everything else of that client has a gap; why it began says more.
      if (!writer.mayWrite) return 'document.read-only';
      // Whatever decoding throws, it means that these bytes are no update.
      return error instanceof DomainError ? error.code : 'document.malformed';
    }
  }

  /** Whole, within the rules, and all of it by the one whose it is. */
  private isRight(root: string, id: string, { id: { client }, content }: Y.Item): boolean {
    const owner = this.owners.get(client);
    if (owner === undefined || !(content instanceof Y.ContentType && content.type instanceof Y.Map)) return false;
    for (const field of content.type._map.values()) if (this.owners.get(field.id.client) !== owner) return false;
    try {
      this.rules.of(root).check({ ...(content.type.toJSON() as object), id }, owner);
      return true;
    } catch {
      return false;
    }
  }
}

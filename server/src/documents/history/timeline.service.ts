import { Injectable } from '@nestjs/common';
import type { HistoryItem, HistoryPage } from '@parfocal/shared/api';
import { documentPath, type DocumentName } from '@parfocal/shared/protocol';
import type { SelectQueryBuilder } from 'typeorm';
import { Database } from '../../platform/index.js';
import { Documents } from '../documents.service.js';
import type { SizedPlace } from './history-bounds.js';
import { HistoryLog } from './history-log.service.js';
import { byPlace, type HistoryPlace, type HistoryRow, placeKey } from './history-row.js';
import type { HistoryTail } from './history-tail.js';
import { HistoryRecord, recordOf, rowOf } from './history.entity.js';

/** One page: so many rows, and fewer where they are large outlines. */
const PAGE_ROWS = 50;
const PAGE_BYTES = 1024 * 1024;

/** Tails that are kept played, so that looking again costs only what is new, and for how long. */
const TAILS_MAX = 4;
const TAIL_KEPT_MS = 60_000;

interface Wanted {
  /** Only what is older. */
  readonly before?: HistoryPlace | undefined;
  /** Only this entry's. */
  readonly entry?: string | undefined;
}

/** Who changed what and when in a document: what is stored of it, and what its log still says. Who may ask is for others to say. */
@Injectable()
export class Timelines {
  private readonly tails = new Map<string, HistoryTail>();
  private forgetting: NodeJS.Timeout | undefined;

  constructor(
    private readonly documents: Documents,
    private readonly history: HistoryLog,
    private readonly database: Database,
  ) {}

  /** The newest page, or the one that follows a place. @throws DomainError as `Documents.open` does */
  async page(name: DocumentName, wanted: Wanted): Promise<HistoryPage> {
    const document = await this.documents.open(name);
    const seq = document.durableSeq;
    this.documents.release(document);
    return this.history.turn.pass(() => this.read(documentPath(name), seq, wanted));
  }

  private async read(document: string, seq: number, wanted: Wanted): Promise<HistoryPage> {
    const known = this.tails.get(document);
    // Should it fail halfway, the next one begins anew.
    this.tails.delete(document);
    const tail = await this.history.tail(document, seq, known);
    this.remember(document, tail);
    const grown = new Map(tail.rows.map((row) => [placeKey(row), row]));
    const fresh = [...grown.values()].filter((row) => isWanted(row, wanted));
    const stored: SizedPlace[] = await this.stored(document, wanted).select(['row.document', 'row.seq', 'row.n', 'row.at', 'row.bytes']).take(PAGE_ROWS + 1 + grown.size).getMany();
    const found = [...fresh.map((row) => recordOf(document, row)), ...stored.filter((row) => !grown.has(placeKey(row)))].sort(byPlace);
    const page = found.slice(0, fitting(found));
    const last = page.at(-1);
    const rows = last ? await this.stored(document, wanted).andWhere('(row.seq > :lastSeq OR (row.seq = :lastSeq AND row.n >= :lastN))', { lastSeq: last.seq, lastN: last.n }).getMany() : [];
    const whole = new Map<string, HistoryRow>([...rows.map((row) => [placeKey(row), rowOf(row)] as const), ...grown]);
    const keptSince = await this.history.keptSince(document, tail);
    return {
      items: page.flatMap((place) => itemOf(whole.get(placeKey(place)))),
      next: last && found.length > page.length ? placeKey(last) : null,
      keptSince: keptSince || null,
    };
  }

  private stored(document: string, { before, entry }: Wanted): SelectQueryBuilder<HistoryRecord> {
    const query = this.database.read.createQueryBuilder(HistoryRecord, 'row').where('row.document = :document', { document }).orderBy({ 'row.seq': 'DESC', 'row.n': 'DESC' });
    if (before) query.andWhere('(row.seq < :seq OR (row.seq = :seq AND row.n < :n))', before);
    if (entry) query.andWhere('row.entry = :entry', { entry });
    return query;
  }

  private remember(document: string, tail: HistoryTail): void {
    this.tails.set(document, tail);
    if (this.tails.size > TAILS_MAX) this.tails.delete(this.tails.keys().next().value!);
    clearTimeout(this.forgetting);
    this.forgetting = setTimeout(() => this.tails.clear(), TAIL_KEPT_MS).unref();
  }
}

const isWanted = (row: HistoryRow, { before, entry }: Wanted): boolean => (!before || byPlace(before, row) < 0) && (!entry || row.entry === entry);

/** How many of them fit onto a page: at least one. */
function fitting(rows: readonly SizedPlace[]): number {
  let bytes = 0;
  const first = rows.findIndex((row, i) => i > 0 && (i >= PAGE_ROWS || (bytes += row.bytes) > PAGE_BYTES));
  return first < 0 ? rows.length : first;
}

function itemOf(row: HistoryRow | undefined): HistoryItem[] {
  if (!row) return [];
  const { subject, entry, personId, verb, since, at, state, was } = row;
  return [{ place: placeKey(row), subject, entry, personId, verb, since, at, state, was }];
}

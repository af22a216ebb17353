import { randomUUID } from 'node:crypto';
import { Injectable, Logger, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { type Mention, MENTIONS_LISTED_MAX } from '@parfocal/shared/api';
import { documentPath, layerParts } from '@parfocal/shared/protocol';
import { In, IsNull } from 'typeorm';
import { CaseAccess } from '../cases/index.js';
import { type CommentNews, Documents, Layers } from '../documents/index.js';
import { People } from '../identity/index.js';
import { Database } from '../platform/index.js';
import { codeOf } from '../wire/index.js';
import { MentionRecord } from './mention.entity.js';

/** Whom comments call, on record from the moment that a comment is on disk (SPEC T2, T3). Written behind the documents: nobody waits for it. */
@Injectable()
export class Mentions implements OnModuleInit, OnModuleDestroy {
  private readonly logger = new Logger(Mentions.name);
  private writing: Promise<void> = Promise.resolve();

  constructor(
    private readonly documents: Documents,
    private readonly database: Database,
    private readonly access: CaseAccess,
    private readonly layers: Layers,
    private readonly people: People,
  ) {}

  onModuleInit(): void {
    this.documents.comments.subscribe((news) => {
      // What is for one person's eyes calls nobody.
      if (layerParts(news.name.layer).kind === 'private') return;
      this.writing = this.writing.then(() => this.keep(news)).catch((error: unknown) => {
        // Made good when the document is read from its log the next time.
        this.logger.error({ event: 'mentions', code: codeOf(error), err: error });
      });
    });
  }

  async onModuleDestroy(): Promise<void> {
    await this.writing;
  }

  /** Of those that lie where this person may read now: the newest first. */
  async of(personId: string): Promise<Mention[]> {
    const found = await this.database.read.find(MentionRecord, { where: { personId }, order: { at: 'DESC' }, take: 2 * MENTIONS_LISTED_MAX });
    const rights = new Map<string, boolean>();
    for (const one of found) {
      const document = documentPath(one);
      if (!rights.has(document)) rights.set(document, (await this.layers.of(one, personId)) !== undefined);
    }
    const shown = found.filter((one) => rights.get(documentPath(one))).slice(0, MENTIONS_LISTED_MAX);
    const named = new Map((await this.people.find([...new Set(shown.map(({ by }) => by))])).map((person) => [person.id, person]));
    return shown.flatMap(({ id, caseId, slideId, layer, annotation, by, at, readAt }) => {
      const author = named.get(by);
      return author ? [{ id, caseId, slideId, layer, annotation, by: author, at, isRead: readAt !== null }] : [];
    });
  }

  /** This person was shown the talk about these annotations. */
  async markRead(personId: string, annotations: readonly string[]): Promise<void> {
    const which = { personId, annotation: In([...annotations]), readAt: IsNull() };
    if (await this.database.read.existsBy(MentionRecord, which)) await this.database.write((manager) => manager.update(MentionRecord, which, { readAt: Date.now() }));
  }

  private async keep({ name, written, gone, isWhole }: CommentNews): Promise<void> {
    const { caseId, slideId, layer } = name;
    const called = written.flatMap(({ id, annotation, author, createdAt, mentions }) =>
      [...new Set(mentions)].filter((personId) => personId !== author).map((personId) => ({ id: randomUUID(), personId, caseId, slideId, layer, comment: id, annotation, by: author, at: Math.min(createdAt, Date.now()), readAt: null })),
    );
    const touched = [...gone, ...written.map(({ id }) => id)];
    const known = await this.database.read.find(MentionRecord, { where: { caseId, slideId, layer, ...(isWhole ? {} : { comment: In(touched) }) } });
    const isSame = (a: Called, b: Called): boolean => a.comment === b.comment && a.personId === b.personId;
    const fresh: typeof called = [];
    for (const one of called) {
      if (!known.some((before) => isSame(before, one)) && (await this.access.roleOf(one.personId, caseId)) !== undefined) fresh.push(one);
    }
    const stale = known.filter((before) => !called.some((one) => isSame(before, one)));
    if (fresh.length + stale.length === 0) return;
    await this.database.write(async (manager) => {
      if (fresh.length > 0) await manager.createQueryBuilder().insert().into(MentionRecord).values(fresh).orIgnore().execute();
      if (stale.length > 0) await manager.delete(MentionRecord, { id: In(stale.map(({ id }) => id)) });
    });
  }
}

type Called = Pick<MentionRecord, 'comment' | 'personId'>;

import { Injectable } from '@nestjs/common';
import { DEFAULT_VOCABULARY, type Vocabulary } from '@parfocal/shared/api';
import { Database } from '../platform/index.js';
import { DomainError } from '../wire/index.js';
import { VocabularyRecord } from './vocabulary.entity.js';

/** The classes that annotations of a case may have. Who may ask is for the controller to say. */
@Injectable()
export class Vocabularies {
  constructor(private readonly database: Database) {}

  async of(caseId: string): Promise<Vocabulary> {
    const record = await this.database.read.findOneBy(VocabularyRecord, { caseId });
    return record ? { revision: record.revision, classes: record.classes } : DEFAULT_VOCABULARY;
  }

  /**
   * Stores what was made of the vocabulary `revision` (SPEC K2, K3) and answers it with its own number.
   *
   * @throws DomainError `vocabulary.stale` where it has changed since; `body.malformed` where a class is missing
   */
  async put(caseId: string, personId: string, { revision, classes }: Vocabulary): Promise<Vocabulary> {
    const next = { caseId, revision: revision + 1, classes, personId, at: Date.now() };
    const before = await this.of(caseId);
    if (before.revision !== revision) throw stale();
    const kept = new Set(classes.map(({ id }) => id));
    if (before.classes.some(({ id }) => !kept.has(id))) throw new DomainError('body.malformed', 'a class is hidden, not removed');
    // Several may have read the same revision: the row is written by one of them.
    const isWritten = await this.database.write(async (manager) => {
      if (revision > 0) return (await manager.update(VocabularyRecord, { caseId, revision }, next)).affected === 1;
      if (await manager.existsBy(VocabularyRecord, { caseId })) return false;
      await manager.insert(VocabularyRecord, next);
      return true;
    }).catch(async (error: unknown) => {
      // On PostgreSQL two may insert at once: the key lets one of them through.
      if ((await this.of(caseId)).revision !== revision) return false;
      throw error;
    });
    if (!isWritten) throw stale();
    return { revision: next.revision, classes };
  }
}

const stale = (): DomainError => new DomainError('vocabulary.stale', 'the vocabulary has changed since it was read');

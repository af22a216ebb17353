import type { Scene, SceneList } from '@parfocal/shared/api';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Database } from '../platform/index.js';
import { SceneListRecord, SceneRecord } from './scene.entity.js';

/** The scenes of cases on disk, and their order. */
@Injectable()
export class SceneShelf {
  constructor(private readonly database: Database) {}

  async of(caseId: string): Promise<SceneList> {
    // The order first: a scene that comes between is not in it, and is told of by the change that brought it.
    const list = await this.database.read.findOneBy(SceneListRecord, { caseId });
    if (!list) return { revision: 0, scenes: [] };
    const found = new Map((await this.database.read.findBy(SceneRecord, { caseId })).map((record) => [record.id, sceneOf(record)]));
    return { revision: list.revision, scenes: list.ids.flatMap((id) => found.get(id) ?? []) };
  }

  /**
   * One change of a case's scenes, alone at it. `work` answers the new order, or nothing where there was nothing to do; this
   * answers the revision that came of it, or nothing.
   */
  change(caseId: string, work: (manager: EntityManager, ids: readonly string[]) => Promise<string[] | undefined>): Promise<number | undefined> {
    return this.database.write(async (manager) => {
      await manager.createQueryBuilder().insert().into(SceneListRecord).values({ caseId, revision: 0, ids: [] }).orIgnore().execute();
      // SQLite has one writer at a time anyway, and no word for it.
      const lock = this.database.isEmbedded ? {} : { lock: { mode: 'pessimistic_write' as const } };
      const { revision, ids } = await manager.findOneOrFail(SceneListRecord, { where: { caseId }, ...lock });
      const next = await work(manager, ids);
      if (!next) return undefined;
      await manager.update(SceneListRecord, { caseId }, { revision: revision + 1, ids: next });
      return revision + 1;
    });
  }
}

const sceneOf = ({ id, revision, title, note, shown, author, createdAt, updatedAt }: SceneRecord): Scene => ({ id, revision, title, note, shown, author, createdAt, updatedAt });

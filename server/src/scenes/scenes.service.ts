import { Injectable } from '@nestjs/common';
import { type SceneChange, type SceneCreate, SCENES_MAX, type SceneShown } from '@parfocal/shared/api';
import type { EntityManager } from 'typeorm';
import { CaseAccess } from '../cases/index.js';
import { DomainError, notFound } from '../wire/index.js';
import { SceneRecord } from './scene.entity.js';
import { SceneShelf } from './scene-shelf.js';

/** Somebody who may annotate in a case. */
export interface Hand {
  readonly personId: string;
  readonly caseId: string;
  /** Whether they may change what is not theirs: a referrer, or the host of the open session. */
  readonly mayAll: boolean;
}

/**
 * Saved views of a case that are played in order (SPEC N1 to N7). Who may annotate at all is for the controller to say. Each
 * change answers the revision of the list that came of it, or nothing where nothing had to change.
 */
@Injectable()
export class Scenes {
  constructor(
    private readonly shelf: SceneShelf,
    private readonly access: CaseAccess,
  ) {}

  /** @throws DomainError `not-found` for a slide of another case, `forbidden` for the id of somebody else's scene, `scene.full` */
  async create({ personId, caseId }: Hand, { id, title, note, shown }: SceneCreate): Promise<number | undefined> {
    await this.requireSlides(caseId, shown);
    return this.shelf.change(caseId, async (manager, ids) => {
      const before = await manager.findOneBy(SceneRecord, { caseId, id });
      if (before && before.author !== personId) throw new DomainError('forbidden', 'the id of somebody else’s scene');
      if (before) return undefined;
      if (ids.length >= SCENES_MAX) throw new DomainError('scene.full', `${SCENES_MAX} scenes`);
      const now = Date.now();
      await manager.insert(SceneRecord, { caseId, id, revision: 0, title, note, shown, author: personId, createdAt: now, updatedAt: now });
      return [...ids, id];
    });
  }

  /** @throws DomainError `not-found`, `forbidden`, `scene.stale` where the scene has changed since it was read */
  async change(hand: Hand, id: string, { revision, title, note, shown }: SceneChange): Promise<number | undefined> {
    if (shown) await this.requireSlides(hand.caseId, shown);
    return this.shelf.change(hand.caseId, async (manager, ids) => {
      const before = await own(manager, hand, id);
      if (before.revision !== revision) throw stale();
      const next = { revision: revision + 1, title: title ?? before.title, note: note ?? before.note, shown: shown ?? before.shown, updatedAt: Date.now() };
      await manager.update(SceneRecord, { caseId: hand.caseId, id }, next);
      return [...ids];
    });
  }

  /**
   * Puts a scene behind another one, whatever else was moved meanwhile; `null`: before all.
   *
   * @throws DomainError `not-found`; `scene.stale` where there is no such other one any more
   */
  move({ caseId }: Hand, id: string, behind: string | null): Promise<number | undefined> {
    return this.shelf.change(caseId, (_manager, ids) => {
      if (!ids.includes(id)) throw notFound('scene');
      const rest = ids.filter((one) => one !== id);
      const place = behind === null ? 0 : rest.indexOf(behind) + 1;
      if (behind !== null && place === 0) throw stale();
      const next = [...rest.slice(0, place), id, ...rest.slice(place)];
      return Promise.resolve(next.join() === ids.join() ? undefined : next);
    });
  }

  /** @throws DomainError `not-found`, `forbidden` */
  remove(hand: Hand, id: string): Promise<number | undefined> {
    return this.shelf.change(hand.caseId, async (manager, ids) => {
      await own(manager, hand, id);
      await manager.delete(SceneRecord, { caseId: hand.caseId, id });
      return ids.filter((one) => one !== id);
    });
  }

  private async requireSlides(caseId: string, { slideId, panes }: SceneShown): Promise<void> {
    for (const one of [slideId, ...panes.map((pane) => pane.slideId)]) if (!(await this.access.hasSlide(caseId, one))) throw notFound('slide');
  }
}

/** A scene that this person may change. */
async function own(manager: EntityManager, { caseId, personId, mayAll }: Hand, id: string): Promise<SceneRecord> {
  const record = await manager.findOneBy(SceneRecord, { caseId, id });
  if (!record) throw notFound('scene');
  if (record.author !== personId && !mayAll) throw new DomainError('forbidden', 'somebody else’s scene');
  return record;
}

const stale = (): DomainError => new DomainError('scene.stale', 'the scenes have changed since they were read');

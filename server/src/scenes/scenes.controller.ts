import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post } from '@nestjs/common';
import { mayAnnotate, SceneChange, SceneCreate, type SceneList, SceneMove } from '@parfocal/shared/api';
import { z } from 'zod';
import { Cases } from '../cases/index.js';
import { Editors } from '../session/index.js';
import { CurrentLogin, DomainError, type Login, Wire } from '../wire/index.js';
import { SceneNews } from './scene-news.js';
import { SceneShelf } from './scene-shelf.js';
import { type Hand, Scenes } from './scenes.service.js';

const id = new Wire(z.uuid());

/** Every member reads the scenes of a case; who may annotate makes and moves them (SPEC N2). Each change answers the list as it is then. */
@Controller('api/cases/:caseId/scenes')
export class ScenesController {
  constructor(
    private readonly cases: Cases,
    private readonly editors: Editors,
    private readonly scenes: Scenes,
    private readonly shelf: SceneShelf,
    private readonly news: SceneNews,
  ) {}

  @Get()
  async list(@CurrentLogin() { personId }: Login, @Param('caseId', id) caseId: string): Promise<SceneList> {
    await this.cases.roleIn(personId, caseId);
    return this.shelf.of(caseId);
  }

  @Post()
  @HttpCode(200)
  async create(@CurrentLogin() login: Login, @Param('caseId', id) caseId: string, @Body(new Wire(SceneCreate)) body: SceneCreate): Promise<SceneList> {
    return this.done(caseId, await this.scenes.create(await this.hand(login, caseId), body));
  }

  @Patch(':sceneId')
  async change(@CurrentLogin() login: Login, @Param('caseId', id) caseId: string, @Param('sceneId', id) sceneId: string, @Body(new Wire(SceneChange)) body: SceneChange): Promise<SceneList> {
    return this.done(caseId, await this.scenes.change(await this.hand(login, caseId), sceneId, body));
  }

  @Post(':sceneId/move')
  @HttpCode(200)
  async move(@CurrentLogin() login: Login, @Param('caseId', id) caseId: string, @Param('sceneId', id) sceneId: string, @Body(new Wire(SceneMove)) { behind }: SceneMove): Promise<SceneList> {
    return this.done(caseId, await this.scenes.move(await this.hand(login, caseId), sceneId, behind));
  }

  @Delete(':sceneId')
  async remove(@CurrentLogin() login: Login, @Param('caseId', id) caseId: string, @Param('sceneId', id) sceneId: string): Promise<SceneList> {
    return this.done(caseId, await this.scenes.remove(await this.hand(login, caseId), sceneId));
  }

  private async hand({ personId }: Login, caseId: string): Promise<Hand> {
    if (!mayAnnotate(await this.cases.roleIn(personId, caseId))) throw new DomainError('forbidden', 'an observer makes no scenes');
    return { personId, caseId, mayAll: await this.editors.may(personId, caseId) };
  }

  private done(caseId: string, revision: number | undefined): Promise<SceneList> {
    if (revision !== undefined) this.news.tell(caseId, revision);
    return this.shelf.of(caseId);
  }
}

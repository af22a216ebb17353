import { Body, Controller, Get, Param, Put } from '@nestjs/common';
import { Vocabulary } from '@parfocal/shared/api';
import { z } from 'zod';
import { Cases } from '../cases/index.js';
import { Editors } from '../session/index.js';
import { CurrentLogin, type Login, Wire } from '../wire/index.js';
import { Vocabularies } from './vocabularies.service.js';

const id = new Wire(z.uuid());

/** Every member reads the classes of a case; referrers and the host of its session change them (SPEC K2). */
@Controller('api/cases/:caseId/vocabulary')
export class VocabularyController {
  constructor(
    private readonly cases: Cases,
    private readonly editors: Editors,
    private readonly vocabularies: Vocabularies,
  ) {}

  @Get()
  async get(@CurrentLogin() { personId }: Login, @Param('caseId', id) caseId: string): Promise<Vocabulary> {
    await this.cases.roleIn(personId, caseId);
    return this.vocabularies.of(caseId);
  }

  @Put()
  async put(@CurrentLogin() { personId }: Login, @Param('caseId', id) caseId: string, @Body(new Wire(Vocabulary)) body: Vocabulary): Promise<Vocabulary> {
    await this.editors.require(personId, caseId);
    const stored = await this.vocabularies.put(caseId, personId, body);
    this.editors.tell(caseId);
    return stored;
  }
}

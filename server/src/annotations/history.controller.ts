import { Controller, Get, Param, Query } from '@nestjs/common';
import { type HistoryPage, HistoryQuery } from '@parfocal/shared/api';
import { parseDocumentPath } from '@parfocal/shared/protocol';
import { z } from 'zod';
import { Admission, Timelines } from '../documents/index.js';
import { CurrentLogin, type Login, notFound, Wire } from '../wire/index.js';

const id = new Wire(z.uuid());

/** Who changed what and when on a slide: for whoever may read the document, and for nobody else (SPEC D22). */
@Controller('api/cases/:caseId/slides/:slideId/history')
export class HistoryController {
  constructor(
    private readonly admission: Admission,
    private readonly timelines: Timelines,
  ) {}

  @Get()
  async page(
    @CurrentLogin() { personId }: Login,
    @Param('caseId', id) caseId: string,
    @Param('slideId', id) slideId: string,
    @Query(new Wire(HistoryQuery)) { layer, before, entry }: HistoryQuery,
  ): Promise<HistoryPage> {
    const name = parseDocumentPath(`${caseId}/${slideId}/${layer}`);
    if (!name || !(await this.admission.mayRead(name, personId))) throw notFound('document');
    const [seq = 0, n = 0] = before?.split('.').map(Number) ?? [];
    return this.timelines.page(name, { before: before === undefined ? undefined : { seq, n }, entry });
  }
}

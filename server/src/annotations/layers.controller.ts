import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { LayerReveal, type SlideLayers } from '@parfocal/shared/api';
import { hiddenLayer, layerParts, sessionLayer } from '@parfocal/shared/protocol';
import { z } from 'zod';
import { DrawnLayers, HiddenLayers, Layers } from '../documents/index.js';
import { Editors, Sessions } from '../session/index.js';
import { CurrentLogin, DomainError, type Login, notFound, Wire } from '../wire/index.js';

const id = new Wire(z.uuid());

/** Which layers of a slide one may know of, and revealing hidden ones (SPEC L4, L5). */
@Controller('api/cases/:caseId/slides/:slideId/layers')
export class LayersController {
  constructor(
    private readonly layers: Layers,
    private readonly hidden: HiddenLayers,
    private readonly drawn: DrawnLayers,
    private readonly sessions: Sessions,
    private readonly editors: Editors,
  ) {}

  @Get()
  async list(@CurrentLogin() { personId }: Login, @Param('caseId', id) caseId: string, @Param('slideId', id) slideId: string): Promise<SlideLayers> {
    await this.requireSlide(personId, caseId, slideId);
    return this.shownTo(personId, caseId, slideId);
  }

  @Post('reveal')
  @HttpCode(200)
  async reveal(@CurrentLogin() { personId }: Login, @Param('caseId', id) caseId: string, @Param('slideId', id) slideId: string, @Body(new Wire(LayerReveal)) body: LayerReveal): Promise<SlideLayers> {
    await this.requireSlide(personId, caseId, slideId);
    if (body.personId !== personId) {
      if (!(await this.editors.may(personId, caseId))) throw new DomainError('forbidden', 'only its owner or a host reveals a layer');
      if (!(await this.hidden.of({ caseId, slideId })).some((one) => one.personId === body.personId)) throw notFound('layer');
    }
    await this.hidden.reveal({ caseId, slideId }, body.personId, personId);
    this.editors.tell(caseId);
    return this.shownTo(personId, caseId, slideId);
  }

  private async shownTo(personId: string, caseId: string, slideId: string): Promise<SlideLayers> {
    const place = { caseId, slideId };
    const [all, drawn, mayReveal] = await Promise.all([this.hidden.of(place), this.drawn.of(place, sessionLayer('')), this.editors.may(personId, caseId)]);
    const sessions = await this.sessions.of(caseId, drawn.map((layer) => layerParts(layer).id));
    return { hidden: all.filter((one) => one.isRevealed || mayReveal || one.personId === personId), sessions: sessions.map(({ id, createdAt }) => ({ id, createdAt })), mayReveal };
  }

  /** Whoever may read one's own hidden layer there is somebody of the case, and the slide is one of its slides. */
  private async requireSlide(personId: string, caseId: string, slideId: string): Promise<void> {
    if (!(await this.layers.of({ caseId, slideId, layer: hiddenLayer(personId) }, personId))) throw notFound('slide');
  }
}

import { Injectable } from '@nestjs/common';
import type { HiddenLayer } from '@parfocal/shared/api';
import { documentPath, type DocumentName, hiddenLayer, layerParts, parseDocumentPath } from '@parfocal/shared/protocol';
import { Like } from 'typeorm';
import { Database } from '../../platform/index.js';
import { DrawnLayers } from './drawn-layers.service.js';
import { DocumentReveal } from './reveal.entity.js';

/** Slides and people of a slide's hidden layers. Who may ask is for others to say. */
type Place = Pick<DocumentName, 'caseId' | 'slideId'>;

/** Which hidden layers there are, and which of them are hidden no more. */
@Injectable()
export class HiddenLayers {
  constructor(
    private readonly database: Database,
    private readonly drawn: DrawnLayers,
  ) {}

  isRevealed(name: DocumentName): Promise<boolean> {
    return this.database.read.existsBy(DocumentReveal, { document: documentPath(name) });
  }

  /** For good: what was seen was seen. Revealing twice is no error. `personId`: whose layer; `by`: who lets it be seen. */
  async reveal({ caseId, slideId }: Place, personId: string, by: string): Promise<void> {
    const document = documentPath({ caseId, slideId, layer: hiddenLayer(personId) });
    await this.database.write(async (manager) => {
      if (await manager.existsBy(DocumentReveal, { document })) return;
      await manager.insert(DocumentReveal, { document, caseId, personId: by, at: Date.now() });
    });
  }

  /** Every hidden layer of the slide that is revealed or that something was ever drawn into. */
  async of(place: Place): Promise<HiddenLayer[]> {
    const prefix = documentPath({ ...place, layer: hiddenLayer('') });
    const [revealed, drawn] = await Promise.all([this.database.read.findBy(DocumentReveal, { document: Like(`${prefix}%`) }), this.drawn.of(place, hiddenLayer(''))]);
    const known = new Set(revealed.flatMap(({ document }) => parseDocumentPath(document)?.layer ?? []));
    return [...new Set([...known, ...drawn])].map((layer) => ({ personId: layerParts(layer).id, isRevealed: known.has(layer) }));
  }
}

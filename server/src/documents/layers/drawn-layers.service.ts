import { Injectable } from '@nestjs/common';
import { documentPath, type DocumentLayer, type DocumentName, parseDocumentPath } from '@parfocal/shared/protocol';
import { type EntityTarget, Like } from 'typeorm';
import { Database } from '../../platform/index.js';
import { DocumentSnapshot, DocumentUpdate } from '../document.entity.js';

/** In which layers of a slide something was ever drawn. Who may ask is for others to say. */
@Injectable()
export class DrawnLayers {
  constructor(private readonly database: Database) {}

  /** `beginning`: of a layer's name, such as `hidden~`. */
  async of(place: Pick<DocumentName, 'caseId' | 'slideId'>, beginning: string): Promise<DocumentLayer[]> {
    const prefix = documentPath({ ...place, layer: beginning as DocumentLayer });
    const found = await Promise.all([this.documents(DocumentSnapshot, prefix), this.documents(DocumentUpdate, prefix)]);
    return [...new Set(found.flat())].flatMap((document) => parseDocumentPath(document)?.layer ?? []);
  }

  private async documents(of: EntityTarget<{ document: string }>, prefix: string): Promise<string[]> {
    const rows = await this.database.read.createQueryBuilder(of, 'row').select('row.document', 'document').distinct().where({ document: Like(`${prefix}%`) }).getRawMany<{ document: string }>();
    return rows.map(({ document }) => document);
  }
}

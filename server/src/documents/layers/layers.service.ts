import { Injectable } from '@nestjs/common';
import { type CaseRole, mayAnnotate } from '@parfocal/shared/api';
import { type DocumentName, layerParts } from '@parfocal/shared/protocol';
import { CaseAccess } from '../../cases/index.js';
import { Sessions } from '../../session/index.js';
import { HiddenLayers } from './hidden-layers.service.js';

export interface LayerRights {
  readonly mayWrite: boolean;
}

/** What a role in the case allows in a layer, for whoever may come to it at all. */
export function mayWriteIn({ layer }: DocumentName, personId: string, role: CaseRole): boolean {
  const { kind, id } = layerParts(layer);
  return mayAnnotate(role) && (kind === 'case' || kind === 'session' || id === personId);
}

/** Who may come to which layer of which slide (SPEC L1 to L4). To everyone else it does not exist. */
@Injectable()
export class Layers {
  constructor(
    private readonly access: CaseAccess,
    private readonly sessions: Sessions,
    private readonly hidden: HiddenLayers,
  ) {}

  async of(name: DocumentName, personId: string): Promise<LayerRights | undefined> {
    const role = await this.access.roleOf(personId, name.caseId);
    if (role === undefined || !(await this.access.hasSlide(name.caseId, name.slideId)) || !(await this.maySee(name, personId))) return undefined;
    return { mayWrite: mayWriteIn(name, personId, role) };
  }

  /** Being a member of the case is settled. */
  private async maySee(name: DocumentName, personId: string): Promise<boolean> {
    const { kind, id } = layerParts(name.layer);
    switch (kind) {
      case 'case':
        return true;
      case 'session':
        return this.sessions.isOf(id, name.caseId);
      case 'private':
        return id === personId;
      case 'hidden':
        return id === personId || this.hidden.isRevealed(name);
    }
  }
}

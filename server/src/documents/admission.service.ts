import type { IncomingMessage } from 'node:http';
import { Injectable } from '@nestjs/common';
import { type DocumentName, parseDocumentPath } from '@parfocal/shared/protocol';
import { CaseAccess } from '../cases/index.js';
import { LoginSource } from '../wire/index.js';
import type { Admitted } from './collab-connection.js';
import { type LayerRights, Layers } from './layers/layers.service.js';

/** HTTP status with which an upgrade is refused. */
export type Refusal = 401 | 404;

/** Who may come to which document. To anyone else it does not exist. */
@Injectable()
export class Admission {
  constructor(
    private readonly logins: LoginSource,
    private readonly access: CaseAccess,
    private readonly layers: Layers,
  ) {}

  get changes(): CaseAccess['changes'] {
    return this.access.changes;
  }

  /** `path`: what follows `/collab/`. */
  async admit({ headers }: IncomingMessage, path: string): Promise<Admitted | Refusal> {
    const login = await this.logins.find(headers.cookie);
    if (!login) return 401;
    const name = parseDocumentPath(path);
    if (!name || !(await this.layers.of(name, login.personId))) return 404;
    return { loginId: login.loginId, personId: login.personId, name };
  }

  /** What they may do now, or why they may not be here any more. */
  async mayStillCome({ headers }: IncomingMessage, { personId, name }: Admitted): Promise<LayerRights | Refusal> {
    const [login, rights] = await Promise.all([this.logins.find(headers.cookie), this.layers.of(name, personId)]);
    return login ? (rights ?? 404) : 401;
  }

  /** The same, for what is asked about a document over HTTP. */
  async mayRead(name: DocumentName, personId: string): Promise<boolean> {
    return (await this.layers.of(name, personId)) !== undefined;
  }

  async hasSlide({ caseId, slideId }: DocumentName): Promise<boolean> {
    return this.access.hasSlide(caseId, slideId);
  }
}

import type { IncomingMessage } from 'node:http';
import { Injectable } from '@nestjs/common';
import { type CaseRole, mayAnnotate } from '@parfocal/shared/api';
import { type DocumentName, parseDocumentPath } from '@parfocal/shared/protocol';
import { CaseAccess } from '../cases/index.js';
import { LoginSource } from '../wire/index.js';
import type { Admitted } from './collab-connection.js';

/** HTTP status with which an upgrade is refused. */
export type Refusal = 401 | 404;

/** Who may come to which document. To anyone else it does not exist. */
@Injectable()
export class Admission {
  constructor(
    private readonly logins: LoginSource,
    private readonly access: CaseAccess,
  ) {}

  get changes(): CaseAccess['changes'] {
    return this.access.changes;
  }

  /** `path`: what follows `/collab/`. */
  async admit({ headers }: IncomingMessage, path: string): Promise<Admitted | Refusal> {
    const login = await this.logins.find(headers.cookie);
    if (!login) return 401;
    const name = parseDocumentPath(path);
    if (!name || (await this.roleAt(name, login.personId)) === undefined) return 404;
    return { loginId: login.loginId, personId: login.personId, name };
  }

  /** What they may do now, or why they may not be here any more. */
  async mayStillCome({ headers }: IncomingMessage, { personId, name }: Admitted): Promise<{ mayWrite: boolean } | Refusal> {
    const [login, role] = await Promise.all([this.logins.find(headers.cookie), this.roleAt(name, personId)]);
    if (!login) return 401;
    return role === undefined ? 404 : { mayWrite: mayAnnotate(role) };
  }

  /** The same, for what is asked about a document over HTTP. */
  async mayRead(name: DocumentName, personId: string): Promise<boolean> {
    return (await this.roleAt(name, personId)) !== undefined;
  }

  async hasSlide({ caseId, slideId }: DocumentName): Promise<boolean> {
    return this.access.hasSlide(caseId, slideId);
  }

  private async roleAt(name: DocumentName, personId: string): Promise<CaseRole | undefined> {
    const role = await this.access.roleOf(personId, name.caseId);
    return role && (await this.hasSlide(name)) ? role : undefined;
  }
}

import { type DocumentName, documentPath } from '@parfocal/shared/protocol';
import { Database } from '../../platform/index.js';
import { Author } from '../../testing/author.js';
import { startTestServer, type TestPerson, type TestServer } from '../../testing/index.js';
import { DocumentClient, DocumentSnapshot, DocumentSnapshotPart, DocumentUpdate } from '../document.entity.js';
import { DocumentLog } from '../document-log.service.js';

/** Row `n` comes so many milliseconds after this, unless its time is given. */
export const BEGAN = 1_700_000_000_000;

/** A document of ana's in the database of a server, whose rows a test writes itself, as if they had come from her. */
export class StoredDocument {
  name!: DocumentName;
  author!: Author;
  /** Of the newest row of the log. */
  seq = 0;

  private constructor(
    public server: TestServer,
    readonly ana: TestPerson,
  ) {}

  static async open(): Promise<StoredDocument> {
    const server = await startTestServer();
    const opened = new StoredDocument(server, await server.person('ana'));
    await opened.another();
    return opened;
  }

  /** An empty one, of another case. */
  async another(): Promise<void> {
    const { caseId, slideIds } = await this.server.case(this.ana);
    this.name = { caseId, slideId: slideIds[0]!, layer: 'case' };
    this.author = new Author(this.ana.id);
    this.seq = 0;
    const claim = { document: this.key, clientId: this.author.document.clientID, personId: this.ana.id };
    await this.database.write((manager) => manager.insert(DocumentClient, claim));
  }

  get key(): string {
    return documentPath(this.name);
  }

  get database(): Database {
    return this.server.app.get(Database);
  }

  get log(): DocumentLog {
    return this.server.app.get(DocumentLog);
  }

  async write(bytes: Uint8Array, at?: number): Promise<void> {
    this.seq += 1;
    await this.database.write((manager) => manager.insert(DocumentUpdate, { document: this.key, seq: this.seq, at: at ?? BEGAN + this.seq, bytes }));
  }

  compact(): Promise<void> {
    return this.log.compact(this.key, this.seq);
  }

  head(): Promise<DocumentSnapshot> {
    return this.database.read.findOneByOrFail(DocumentSnapshot, { document: this.key });
  }

  parts(): Promise<DocumentSnapshotPart[]> {
    return this.database.read.find(DocumentSnapshotPart, { where: { document: this.key }, order: { generation: 'ASC', n: 'ASC' } });
  }

  /** How many the log has. */
  rows(): Promise<number> {
    return this.database.read.countBy(DocumentUpdate, { document: this.key });
  }

  async restart(): Promise<void> {
    this.server = await this.server.restart();
  }

  close(): Promise<void> {
    return this.server.close();
  }
}

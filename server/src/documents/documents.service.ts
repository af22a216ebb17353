import { Injectable, Logger } from '@nestjs/common';
import { type Annotation, listAnnotations } from '@parfocal/shared/annotation';
import { documentPath, type DocumentName } from '@parfocal/shared/protocol';
import { Slides } from '../slides/index.js';
import { codeOf, DomainError } from '../wire/index.js';
import { type Observable, Subject } from 'rxjs';
import { type CommentNews, watchComments } from './comment-news.js';
import { DocumentLog, reasonOf } from './document-log.service.js';
import { DocumentTick } from './document-tick.service.js';
import { LiveDocument } from './live-document.js';
import { PublicDocument } from './public-document.js';
import { drawableBox } from './vetting/annotation-rules.js';
import { DocumentRules } from './vetting/document-rules.js';

/** How long a document that nobody is at stays in memory. */
const IDLE_MS = 30_000;

/** The documents in memory: loaded once, by whoever comes first, and put away when everyone has gone. */
@Injectable()
export class Documents {
  private readonly logger = new Logger(Documents.name);
  private readonly live = new Map<string, Promise<LiveDocument>>();
  /** How many opened it and did not release it yet. */
  private readonly users = new Map<string, number>();
  private readonly idle = new Map<string, NodeJS.Timeout>();
  private readonly commented = new Subject<CommentNews>();
  private readonly begun = new Subject<DocumentName>();

  constructor(
    private readonly log: DocumentLog,
    private readonly tick: DocumentTick,
    private readonly slides: Slides,
  ) {}

  /** Documents that something lies in from now on, on disk, and nothing did before. */
  get beginnings(): Observable<DocumentName> {
    return this.begun.asObservable();
  }

  /** What is said in documents, once it is on disk; of a document that is read from its log, all of it. */
  get comments(): Observable<CommentNews> {
    return this.commented.asObservable();
  }

  /**
   * The document, with all that is on disk of it; never an empty one in the place of one that cannot be read. Whoever
   * opens it calls `release` once. A failure is forgotten: the next one tries again.
   *
   * @throws DomainError `document.unreadable`, or `unavailable` while the database is away
   */
  async open(name: DocumentName): Promise<LiveDocument> {
    const key = documentPath(name);
    this.use(key, 1);
    const loading = this.live.get(key) ?? this.load(key, name);
    this.live.set(key, loading);
    try {
      return await loading;
    } catch (error) {
      if (this.live.get(key) === loading) this.live.delete(key);
      this.use(key, -1);
      throw error;
    }
  }

  release({ key }: LiveDocument): void {
    if (this.use(key, -1) === 0) this.putAwayLater(key);
  }

  /** What is drawn on a slide of a case and is on disk, in no order. */
  async annotationsOf(name: DocumentName): Promise<Annotation[]> {
    const document = await this.open(name);
    this.release(document);
    return listAnnotations(document.view.document);
  }

  private async load(key: string, name: DocumentName): Promise<LiveDocument> {
    try {
      const slide = await this.slides.find(name.slideId);
      if (!slide) throw new DomainError('not-found', 'no such slide');
      const rules = new DocumentRules(drawableBox(slide.image));
      const stored = await this.log.load(key);
      const document = new LiveDocument(key, stored, rules, () => this.live.delete(key), await PublicDocument.read(stored.updates));
      watchComments(name, document.view.document, (news) => this.commented.next(news));
      if (stored.seq === 0) document.view.document.once('update', () => this.begun.next(name));
      return document;
    } catch (error) {
      this.logger.error({ document: key, event: 'not loaded', reason: reasonOf(error) });
      const code = codeOf(error);
      throw code === 'internal' ? new DomainError('document.unreadable', 'its log cannot be read') : new DomainError(code, 'not loaded');
    }
  }

  private putAwayLater(key: string): void {
    clearTimeout(this.idle.get(key));
    this.idle.set(key, setTimeout(() => void this.putAway(key), IDLE_MS).unref());
  }

  private async putAway(key: string): Promise<void> {
    const document = await this.live.get(key)?.catch(() => undefined);
    if (!document) return void this.idle.delete(key);
    if (this.users.has(key)) return;
    if (!document.isSettled) return this.putAwayLater(key);
    if (document.tail.rows > 0) await this.tick.compact(document);
    // Somebody may have come meanwhile, and left what is still on its way: then whoever left last has seen to it.
    if (this.users.has(key) || !document.isSettled) return;
    this.live.delete(key);
    this.idle.delete(key);
  }

  private use(key: string, change: 1 | -1): number {
    const users = (this.users.get(key) ?? 0) + change;
    if (users > 0) this.users.set(key, users);
    else this.users.delete(key);
    return users;
  }
}

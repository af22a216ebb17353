import { Annotation, FIXED_FIELDS } from '@parfocal/shared/annotation';
import * as Y from 'yjs';
import { DomainError } from '../../wire/index.js';
import type { AnnotationRules } from './annotation-rules.js';

type Field = Exclude<keyof Annotation, 'id'>;

const FIELDS: ReadonlySet<string> = new Set(Object.keys(Annotation.shape).filter((name) => name !== 'id'));
const isField = (name: string): name is Field => FIELDS.has(name);
const FIXED: ReadonlySet<string> = new Set(FIXED_FIELDS);

/** What an update writes into one annotation: every value of every field, also those that other values replace. */
interface Draft {
  readonly id: string;
  readonly isNew: boolean;
  readonly values: Map<Field, unknown[]>;
}

/**
 * Judges annotations before they come to be. Which of several values of a field wins is for Yjs to say, so each of
 * them has to be right together with the rest.
 */
export class Drafts {
  private readonly byEntry = new Map<Y.Item, Draft>();

  constructor(
    private readonly rules: AnnotationRules,
    private readonly isDeleted: (entry: Y.Item) => boolean,
  ) {}

  begin(entry: Y.Item, id: string): void {
    this.byEntry.set(entry, { id, isNew: true, values: new Map() });
  }

  /** @throws DomainError `document.malformed` for a field that annotations lack or that is fixed */
  write(entry: Y.Item, name: string, content: Y.Item['content']): void {
    if (!isField(name)) throw new DomainError('document.malformed', 'unknown field');
    const draft = this.draftOf(entry);
    if (!draft.isNew && FIXED.has(name)) throw new DomainError('document.malformed', 'a fixed field');
    const values = draft.values.get(name) ?? [];
    draft.values.set(name, values);
    // Replaced while offline, and already forgotten by its author.
    if (content instanceof Y.ContentDeleted) return;
    if (!(content instanceof Y.ContentAny)) throw new DomainError('document.malformed', 'no plain value');
    values.push(...(content.arr as unknown[]));
  }

  /** @throws DomainError `document.malformed`, `document.author` */
  judge(personId: string): void {
    for (const [entry, draft] of this.byEntry) {
      if (this.isDeleted(entry)) continue;
      for (const name of FIXED_FIELDS) {
        if (draft.isNew && draft.values.get(name)?.length !== 1) throw new DomainError('document.malformed', 'fixed fields are set once');
      }
      const before = draft.isNew ? {} : fieldsOf(entry);
      const last = [...draft.values].flatMap(([name, values]) => (values.length ? [[name, values.at(-1)]] : []));
      const after = { ...before, ...(Object.fromEntries(last) as object), id: draft.id };
      this.rules.check(after, personId);
      for (const [name, values] of draft.values) for (const value of values.slice(0, -1)) this.rules.checkReplaced(name, value, after, personId);
    }
  }

  private draftOf(entry: Y.Item): Draft {
    const known = this.byEntry.get(entry);
    if (known) return known;
    const draft = { id: String(entry.parentSub), isNew: false, values: new Map<Field, unknown[]>() };
    this.byEntry.set(entry, draft);
    return draft;
  }
}

function fieldsOf({ content }: Y.Item): object {
  return content instanceof Y.ContentType && content.type instanceof Y.Map ? (content.type.toJSON() as object) : {};
}

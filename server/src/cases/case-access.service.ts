import { Injectable } from '@nestjs/common';
import { type CaseRole, mayManage, verdictOf } from '@parfocal/shared/api';
import { type Observable, Subject } from 'rxjs';
import { Database } from '../platform/index.js';
import { SlideAccess, SlideChanges, Slides } from '../slides/index.js';
import { CaseMemberRecord, CaseSlideRecord } from './case.entity.js';

export type CaseChange =
  | { readonly kind: 'member'; readonly caseId: string; readonly personId: string; readonly role: CaseRole | null }
  | { readonly kind: 'slides'; readonly caseId: string };

interface Access {
  readonly roles: ReadonlyMap<string, CaseRole>;
  readonly slides: ReadonlySet<string>;
  readonly knownAtMs: number;
}

/** Where a slide is, and whether it is to be scanned again. */
interface Placed {
  readonly caseIds: readonly string[];
  readonly isRejected: boolean;
  readonly knownAtMs: number;
}

/** Which roles in a case that holds the slide are enough. */
type Enough = (role: CaseRole, slide: Placed) => boolean;
const toSee: Enough = (role, { isRejected }) => !isRejected || mayManage(role);

/** A "no" older than this is asked again: a slide may have been imported beside the running server. */
const NO_LASTS_MS = 2_000;

/** Who may see which case, from memory once asked: every tile, upgrade and handshake asks. */
@Injectable()
export class CaseAccess extends SlideAccess {
  private readonly cases = new Map<string, Promise<Access>>();
  private readonly casesOfSlide = new Map<string, Promise<Placed>>();
  private readonly changed = new Subject<CaseChange>();
  /** Rises with every change, so that what was being read from the database meanwhile is read again. */
  private announced = 0;
  /** Who was let see which slide since the last change: a viewer asks for one slide hundreds of times a minute. */
  private readonly allowed = new Map<string, Set<string>>();

  constructor(private readonly database: Database, private readonly slides: Slides, slideChanges: SlideChanges) {
    super();
    slideChanges.all.subscribe(({ slideId }) => this.forgetSlide(slideId));
  }

  /** Every change of who may see what, after it is stored. */
  get changes(): Observable<CaseChange> {
    return this.changed.asObservable();
  }

  async roleOf(personId: string, caseId: string): Promise<CaseRole | undefined> {
    const known = await this.of(caseId);
    return known.roles.get(personId) ?? (await this.ofAgain(caseId, known)).roles.get(personId);
  }

  async hasSlide(caseId: string, slideId: string): Promise<boolean> {
    const known = await this.of(caseId);
    return known.slides.has(slideId) || (await this.ofAgain(caseId, known)).slides.has(slideId);
  }

  async maySee(personId: string, slideId: string): Promise<boolean> {
    if (this.allowed.get(slideId)?.has(personId)) return true;
    const before = this.announced;
    const may = await this.finds(personId, slideId, toSee);
    if (may && before === this.announced) this.allow(personId, slideId);
    return may;
  }

  async mayIdentify(personId: string, slideId: string): Promise<boolean> {
    return this.finds(personId, slideId, mayManage);
  }

  /** Forgets what is known of a case and tells everyone whom it concerns. */
  announce(change: CaseChange): void {
    this.announced += 1;
    this.cases.delete(change.caseId);
    this.casesOfSlide.clear();
    this.allowed.clear();
    this.changed.next(change);
  }

  private forgetSlide(slideId: string): void {
    this.announced += 1;
    this.casesOfSlide.delete(slideId);
    this.allowed.delete(slideId);
  }

  private async finds(personId: string, slideId: string, enough: Enough): Promise<boolean> {
    const placed = await this.casesOf(slideId);
    if (await this.hasRole(personId, placed, enough)) return true;
    if (performance.now() - placed.knownAtMs < NO_LASTS_MS) return false;
    this.casesOfSlide.delete(slideId);
    return this.hasRole(personId, await this.casesOf(slideId), enough);
  }

  private allow(personId: string, slideId: string): void {
    if (this.allowed.size >= REMEMBERED) this.allowed.clear();
    const people = this.allowed.get(slideId) ?? new Set();
    this.allowed.set(slideId, people.add(personId));
  }

  private async hasRole(personId: string, placed: Placed, enough: Enough): Promise<boolean> {
    for (const caseId of placed.caseIds) {
      const role = await this.roleOf(personId, caseId);
      if (role !== undefined && enough(role, placed)) return true;
    }
    return false;
  }

  /** What the database says now, if what was known is not of just now. */
  private ofAgain(caseId: string, known: Access): Promise<Access> | Access {
    if (performance.now() - known.knownAtMs < NO_LASTS_MS) return known;
    this.cases.delete(caseId);
    return this.of(caseId);
  }

  private of(caseId: string): Promise<Access> {
    return remembered(this.cases, caseId, () => this.current(async () => {
      const [members, slides] = await Promise.all([
        this.database.read.findBy(CaseMemberRecord, { caseId }),
        this.database.read.findBy(CaseSlideRecord, { caseId }),
      ]);
      return { roles: new Map(members.map(({ personId, role }) => [personId, role])), slides: new Set(slides.map(({ slideId }) => slideId)), knownAtMs: performance.now() };
    }));
  }

  private casesOf(slideId: string): Promise<Placed> {
    return remembered(this.casesOfSlide, slideId, () => this.current(async () => {
      const [found, slide] = await Promise.all([this.database.read.findBy(CaseSlideRecord, { slideId }), this.slides.find(slideId)]);
      const isRejected = Boolean(slide?.quality && verdictOf(slide.quality) === 'rejected');
      return { caseIds: found.map(({ caseId }) => caseId), isRejected, knownAtMs: performance.now() };
    }));
  }

  /** Never an answer that was read before a change and given after it: whoever was told of the change would fall back. */
  private async current<T>(load: () => Promise<T>): Promise<T> {
    const before = this.announced;
    const found = await load();
    return before === this.announced ? found : this.current(load);
  }
}

/** Guesses at ids must not fill the memory. */
const REMEMBERED = 5_000;

function remembered<T>(known: Map<string, Promise<T>>, key: string, load: () => Promise<T>): Promise<T> {
  const before = known.get(key);
  if (before) return before;
  if (known.size >= REMEMBERED) known.delete(known.keys().next().value!);
  const loading = load();
  known.set(key, loading);
  loading.catch(() => known.get(key) === loading && known.delete(key));
  return loading;
}

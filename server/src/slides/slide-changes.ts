import { Injectable } from '@nestjs/common';
import { type Observable, Subject } from 'rxjs';

/** `verdict`: quality control, or a reviewer, now says otherwise. `deleted`: its files are gone for good. */
export interface SlideChange {
  readonly kind: 'verdict' | 'deleted';
  readonly slideId: string;
}

/** Tells whoever remembers something of a slide that it holds no longer. Announced after it is stored. */
@Injectable()
export class SlideChanges {
  private readonly announced = new Subject<SlideChange>();

  get all(): Observable<SlideChange> {
    return this.announced.asObservable();
  }

  announce(change: SlideChange): void {
    this.announced.next(change);
  }
}

import type { ViewLink } from '@/features/links';

/** Where a person comes to when they enter a session. */
export interface SessionStart {
  /** The slide they asked for, if they asked for one. */
  readonly slideId: string | undefined;
  readonly link: ViewLink;
}

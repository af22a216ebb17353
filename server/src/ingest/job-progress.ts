import { Injectable } from '@nestjs/common';

/** How far the steps under way are. In memory alone: a share of a step that broke off means nothing any more. */
@Injectable()
export class JobProgress {
  private readonly shares = new Map<string, number>();

  /** 0 to 1; never falls within a step. */
  set(jobId: string, share: number): void {
    this.shares.set(jobId, Math.min(1, Math.max(share, this.shares.get(jobId) ?? 0)));
  }

  begin(jobId: string): void {
    this.shares.set(jobId, 0);
  }

  forget(jobId: string): void {
    this.shares.delete(jobId);
  }

  of(jobId: string): number {
    return this.shares.get(jobId) ?? 0;
  }
}

import type { RoomLook, RoomState } from '@parfocal/shared/protocol';

/** What the room looks at, and whose screens show it already (SPEC S20, S21). */
export class RoomStage {
  private revision = 0;
  private look: RoomLook | null = null;
  private epoch = 0;
  private readonly shown = new Map<string, number>();

  get state(): RoomState {
    return { revision: this.revision, look: this.look };
  }

  show(look: RoomLook, epoch: number): void {
    this.revision += 1;
    this.look = look;
    this.epoch = epoch;
  }

  /** What was shown ends with the floor it was shown from. */
  settle(epoch: number): void {
    if (this.look === null || this.epoch === epoch) return;
    this.revision += 1;
    this.look = null;
  }

  /** A screen shows that revision; one that is not there yet cannot be. */
  shownBy(peerId: string, revision: number): void {
    if (revision <= this.revision) this.shown.set(peerId, revision);
  }

  forget(peerId: string): void {
    this.shown.delete(peerId);
  }

  hasShown(peerId: string): boolean {
    return (this.shown.get(peerId) ?? -1) >= this.revision;
  }
}

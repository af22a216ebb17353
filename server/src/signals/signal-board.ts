import type { Presenting, Spotlight } from '@parfocal/shared/protocol';

/** What of the raised hands and the spotlight changed. */
export interface BoardChange {
  readonly hands: boolean;
  readonly spotlight: boolean;
}

const NOTHING: BoardChange = { hands: false, spotlight: false };

/** Who has a hand up, and what is in the light, in one session (SPEC P3 to P5). Rules only: no sockets. */
export class SignalBoard {
  private raised: readonly string[] = [];
  private lit: Spotlight | null = null;

  /** `epoch`: of the floor, as it is now. */
  constructor(private epoch: number) {}

  /** Who raised theirs first comes first. */
  get hands(): readonly string[] {
    return this.raised;
  }

  get spotlight(): Spotlight | null {
    return this.lit;
  }

  /** A hand that is up already keeps its place. */
  raise(peerId: string): BoardChange {
    if (this.raised.includes(peerId)) return NOTHING;
    this.raised = [...this.raised, peerId];
    return { ...NOTHING, hands: true };
  }

  lower(peerId: string): BoardChange {
    if (!this.raised.includes(peerId)) return NOTHING;
    this.raised = this.raised.filter((id) => id !== peerId);
    return { ...NOTHING, hands: true };
  }

  light(spotlight: Spotlight | null): BoardChange {
    if (!spotlight && !this.lit) return NOTHING;
    this.lit = spotlight;
    return { ...NOTHING, spotlight: true };
  }

  /** Whoever gets the floor has been given their turn; what the presenter before put into the light goes out. */
  followFloor({ peerId, epoch }: Presenting): BoardChange {
    if (epoch === this.epoch) return NOTHING;
    this.epoch = epoch;
    const { hands } = peerId === null ? NOTHING : this.lower(peerId);
    return { hands, spotlight: this.light(null).spotlight };
  }
}

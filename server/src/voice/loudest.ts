import type { Volume } from './volume.js';

/** How many are heard beside the presenter. */
export const FLOOR_PLACES = 6;
/** Someone who paused this long gives up the place to whoever speaks. */
export const HOLD_MS = 2_000;
/** Someone among the loudest this many ticks in a row gets a place even where all six keep talking. */
export const INSIST_TICKS = 4;

/**
 * Decides whose microphone is sent to everyone. Up to seven open microphones, all are; beyond that the presenter and six
 * others. A place changes hands only where its holder has been silent, or someone louder insists: consumers that flap
 * would cut words into pieces.
 */
export class Loudest {
  private readonly microphones = new Set<string>();
  /** Holder of a place, and when it was last heard (ms). */
  private readonly places = new Map<string, number>();
  private readonly insisting = new Map<string, number>();
  private presenterId: string | null = null;

  /** A microphone was opened; it takes a place at once if one is free. */
  open(peerId: string, nowMs: number): void {
    this.microphones.add(peerId);
    if (peerId !== this.presenterId && this.places.size < FLOOR_PLACES) this.places.set(peerId, nowMs);
  }

  /** A microphone was closed or muted. */
  close(peerId: string): void {
    this.microphones.delete(peerId);
    this.places.delete(peerId);
    this.insisting.delete(peerId);
  }

  /** The presenter needs no place; who presented before keeps being heard only by holding one. */
  present(peerId: string | null, nowMs: number): void {
    const before = this.presenterId;
    this.presenterId = peerId;
    if (peerId !== null) this.places.delete(peerId);
    if (before !== null && before !== peerId && this.microphones.has(before)) this.open(before, nowMs);
  }

  /** One look at the levels, loudest first. */
  hear(volumes: readonly Volume[], nowMs: number): void {
    const contenders = volumes.map(({ peerId }) => peerId).filter((peerId) => this.microphones.has(peerId) && peerId !== this.presenterId);
    const loudest = contenders.slice(0, FLOOR_PLACES);
    for (const peerId of contenders) if (this.places.has(peerId)) this.places.set(peerId, nowMs);
    this.countInsisting(loudest);
    for (const peerId of loudest) if (!this.places.has(peerId)) this.seat(peerId, loudest, nowMs);
  }

  /** Everyone to be sent now, and nobody else. */
  heard(): ReadonlySet<string> {
    if (this.microphones.size <= FLOOR_PLACES + 1) return new Set(this.microphones);
    const heard = new Set(this.places.keys());
    if (this.presenterId !== null && this.microphones.has(this.presenterId)) heard.add(this.presenterId);
    return heard;
  }

  private countInsisting(loudest: readonly string[]): void {
    for (const peerId of this.insisting.keys()) if (!loudest.includes(peerId)) this.insisting.delete(peerId);
    for (const peerId of loudest) if (!this.places.has(peerId)) this.insisting.set(peerId, (this.insisting.get(peerId) ?? 0) + 1);
  }

  private seat(peerId: string, loudest: readonly string[], nowMs: number): void {
    if (this.places.size >= FLOOR_PLACES) {
      const [holder, heardAtMs] = this.yielding(loudest);
      const insists = (this.insisting.get(peerId) ?? 0) >= INSIST_TICKS;
      if (nowMs - heardAtMs < HOLD_MS && !insists) return;
      this.places.delete(holder);
    }
    this.insisting.delete(peerId);
    this.places.set(peerId, nowMs);
  }

  /** The holder to lose its place first: silent longest, and never one of the loudest. There always is one, since the asker is loud and has no place. */
  private yielding(loudest: readonly string[]): [peerId: string, heardAtMs: number] {
    const quiet = [...this.places].filter(([peerId]) => !loudest.includes(peerId));
    return quiet.reduce((oldest, place) => (place[1] < oldest[1] ? place : oldest));
  }
}

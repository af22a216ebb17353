import type { PeerRole } from '@parfocal/shared/protocol';
import { Floor } from './floor.js';
import type { Seat } from './seat.js';
import { Seats } from './seats.js';

const code = (expected: string) => expect.objectContaining({ code: expected });

class Room {
  readonly seats = new Seats();
  readonly floor = new Floor();

  join(personId: string, role: PeerRole): Seat {
    const seat = this.seats.add({ personId, tabId: personId, name: personId, role, slideId: 'slide', socketId: personId });
    this.floor.settle(this.seats);
    return seat;
  }

  leave({ peerId }: Seat): void {
    this.seats.remove(peerId);
    this.floor.settle(this.seats);
  }

  get presenter(): string | null {
    return this.floor.presenting.peerId;
  }

  get epoch(): number {
    return this.floor.presenting.epoch;
  }
}

describe('Floor', () => {
  let room: Room;
  beforeEach(() => (room = new Room()));

  it('S14: is free until a host is there, who then presents', () => {
    room.join('rui', 'participant');
    expect(room.presenter).toBeNull();
    const host = room.join('ana', 'host');
    expect(room.presenter).toBe(host.peerId);
    room.join('eva', 'host');
    expect(room.presenter).toBe(host.peerId);
  });

  it('S14: goes to the host who is here longest when the presenter is gone, and not to one who is away', () => {
    const [ana, bob, eva] = [room.join('ana', 'host'), room.join('bob', 'host'), room.join('eva', 'host')];
    bob.socketId = null;
    room.leave(ana);
    expect(room.presenter).toBe(eva.peerId);
  });

  it('S14: returns to who presented before when the presenter is gone, and to who did before them', () => {
    const [ana, rui, kim] = [room.join('ana', 'host'), room.join('rui', 'participant'), room.join('kim', 'participant')];
    room.join('eva', 'host');
    room.floor.grant(ana, rui, room.epoch);
    room.floor.grant(rui, kim, room.epoch);
    room.leave(kim);
    expect(room.presenter).toBe(rui.peerId);
    room.leave(rui);
    expect(room.presenter).toBe(ana.peerId);
  });

  it('S14: passes over who presented before and is away, gone or an observer now', () => {
    const [ana, rui, kim, bob] = [room.join('ana', 'host'), room.join('rui', 'participant'), room.join('kim', 'participant'), room.join('bob', 'participant')];
    room.floor.grant(ana, rui, room.epoch);
    room.floor.grant(rui, kim, room.epoch);
    room.floor.grant(kim, bob, room.epoch);
    rui.role = 'observer';
    kim.socketId = null;
    room.leave(bob);
    expect(room.presenter).toBe(ana.peerId);
  });

  it('S10: gives it at once to who asks while nobody presents', () => {
    const rui = room.join('rui', 'participant');
    expect(room.floor.ask(rui, 0)).toBe(false);
    expect(room.floor.presenting).toEqual({ peerId: rui.peerId, epoch: 1 });
  });

  it('S10: makes who asks a presenter wait, until the floor changes hands', () => {
    const [ana, rui] = [room.join('ana', 'host'), room.join('rui', 'participant')];
    expect(room.floor.ask(rui, room.epoch)).toBe(true);
    expect(room.floor.askers).toEqual([rui.peerId]);
    expect(room.presenter).toBe(ana.peerId);
    room.floor.grant(ana, rui, room.epoch);
    expect(room.presenter).toBe(rui.peerId);
    expect(room.floor.askers).toEqual([]);
  });

  it('S10: forgets who asked and left', () => {
    room.join('ana', 'host');
    const rui = room.join('rui', 'participant');
    room.floor.ask(rui, room.epoch);
    room.leave(rui);
    expect(room.floor.askers).toEqual([]);
  });

  it('S10, S11: never has an observer present', () => {
    const [ana, oz] = [room.join('ana', 'host'), room.join('oz', 'observer')];
    expect(() => room.floor.ask(oz, room.epoch)).toThrow(code('presenter.forbidden'));
    expect(() => room.floor.grant(ana, oz, room.epoch)).toThrow(code('presenter.forbidden'));
  });

  it('S9: refuses what was decided about an older state', () => {
    const [ana, rui] = [room.join('ana', 'host'), room.join('rui', 'participant')];
    const before = room.epoch;
    room.floor.grant(ana, rui, before);
    for (const late of [() => room.floor.ask(ana, before), () => room.floor.grant(ana, ana, before), () => room.floor.take(ana, before), () => room.floor.release(rui, before)]) {
      expect(late).toThrow(code('presenter.stale'));
    }
    expect(room.floor.presenting).toEqual({ peerId: rui.peerId, epoch: before + 1 });
  });

  it('S9: keeps the epoch where nothing changes', () => {
    const ana = room.join('ana', 'host');
    const before = room.epoch;
    room.floor.take(ana, before);
    room.floor.ask(ana, before);
    room.floor.grant(ana, ana, before);
    expect(room.epoch).toBe(before);
  });

  it('S11: is neither granted nor declined by those without a say', () => {
    const [, rui, kim] = [room.join('ana', 'host'), room.join('rui', 'participant'), room.join('kim', 'participant')];
    room.floor.ask(rui, room.epoch);
    expect(() => room.floor.grant(kim, kim, room.epoch)).toThrow(code('presenter.forbidden'));
    expect(() => room.floor.decline(kim, rui.peerId)).toThrow(code('presenter.forbidden'));
  });

  it('S11: declines once', () => {
    const [ana, rui] = [room.join('ana', 'host'), room.join('rui', 'participant')];
    room.floor.ask(rui, room.epoch);
    expect(room.floor.decline(ana, rui.peerId)).toBe(true);
    expect(room.floor.decline(ana, rui.peerId)).toBe(false);
  });

  it('S12: is taken by hosts alone and released by the presenter alone', () => {
    const [ana, rui] = [room.join('ana', 'host'), room.join('rui', 'participant')];
    expect(() => room.floor.take(rui, room.epoch)).toThrow(code('presenter.forbidden'));
    expect(() => room.floor.release(rui, room.epoch)).toThrow(code('presenter.forbidden'));
    room.floor.grant(ana, rui, room.epoch);
    room.floor.take(ana, room.epoch);
    expect(room.presenter).toBe(ana.peerId);
  });

  it('S12: stays free once released, whoever comes', () => {
    const ana = room.join('ana', 'host');
    room.floor.release(ana, room.epoch);
    room.join('bob', 'host');
    expect(room.presenter).toBeNull();
  });

  it('S13: stays with a presenter who is away and is lost with the right to it', () => {
    const [ana, rui] = [room.join('ana', 'host'), room.join('rui', 'participant')];
    room.floor.grant(ana, rui, room.epoch);
    rui.socketId = null;
    room.floor.settle(room.seats);
    expect(room.presenter).toBe(rui.peerId);
    rui.role = 'observer';
    room.floor.settle(room.seats);
    expect(room.presenter).toBe(ana.peerId);
  });
});

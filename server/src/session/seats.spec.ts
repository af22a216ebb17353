import { randomUUID } from 'node:crypto';
import { COLOURS, PEERS_MAX, PEERS_OF_PERSON_MAX, Seats } from './seats.js';

const newcomer = (personId: string = randomUUID()) => ({
  personId, tabId: randomUUID(), name: 'x', role: 'participant' as const, slideId: 'slide', socketId: randomUUID(),
});

describe('Seats', () => {
  it('S5: gives every tab a number of its own and every tab of a person the same colour', () => {
    const seats = new Seats();
    const [ana, bob, again] = [seats.add(newcomer('ana')), seats.add(newcomer('bob')), seats.add(newcomer('ana'))];
    expect([ana.number, bob.number, again.number]).toEqual([1, 2, 3]);
    expect([ana.colour, bob.colour, again.colour]).toEqual([0, 1, 0]);
  });

  it('S5: gives out the lowest free colour again, but not the number', () => {
    const seats = new Seats();
    const first = seats.add(newcomer());
    seats.add(newcomer());
    seats.remove(first.peerId);
    expect(seats.add(newcomer())).toMatchObject({ colour: 0, number: 3 });
  });

  it('S5: shares colours evenly once all are taken', () => {
    const seats = new Seats();
    const colours = Array.from({ length: 2 * COLOURS }, () => seats.add(newcomer()).colour);
    for (let colour = 0; colour < COLOURS; colour++) expect(colours.filter((given) => given === colour)).toHaveLength(2);
  });

  it('S5: goes round the numbers without giving one twice', () => {
    const seats = new Seats();
    const stays = seats.add(newcomer());
    let last = stays;
    for (let i = 0; i < 0xffff - 1; i++) {
      if (last !== stays) seats.remove(last.peerId);
      last = seats.add(newcomer());
    }
    expect(last.number).toBe(0xffff);
    expect(seats.add(newcomer()).number).toBe(2);
  });

  it('S5: is full at its limit, and for one person sooner', () => {
    const seats = new Seats();
    for (let i = 0; i < PEERS_OF_PERSON_MAX; i++) seats.add(newcomer('ana'));
    const full = expect.objectContaining({ code: 'session.full' });
    expect(() => seats.add(newcomer('ana'))).toThrow(full);
    while (seats.size < PEERS_MAX) seats.add(newcomer());
    expect(() => seats.add(newcomer())).toThrow(full);
  });
});

import { z } from 'zod';
import { createId, createIdInOrder } from './create-id';

describe('createId', () => {
  it('makes version 4 UUIDs, all different', () => {
    const ids = Array.from({ length: 1000 }, createId);
    for (const id of ids) expect(z.uuidv4().safeParse(id).success).toBe(true);
    expect(new Set(ids).size).toBe(1000);
  });
});

describe('createIdInOrder', () => {
  it('makes version 4 UUIDs that are in the order of their numbers, and not the same ones again', () => {
    const made = () => Array.from({ length: 1000 }, (_, index) => createIdInOrder(index, 1000));
    const ids = made();
    for (const id of ids) expect(z.uuidv4().safeParse(id).success).toBe(true);
    expect([...ids].sort()).toEqual(ids);
    expect(new Set([...ids, ...made()]).size).toBe(2000);
  });
});

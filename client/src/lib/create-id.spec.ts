import { z } from 'zod';
import { createId } from './create-id';

describe('createId', () => {
  it('makes version 4 UUIDs, all different', () => {
    const ids = Array.from({ length: 1000 }, createId);
    for (const id of ids) expect(z.uuidv4().safeParse(id).success).toBe(true);
    expect(new Set(ids).size).toBe(1000);
  });
});

import { z } from 'zod';
import { Wire } from './wire.pipe.js';

const pipe = new Wire(z.object({ note: z.string().max(5), at: z.object({ x: z.number() }) }));
const refusalOf = (body: unknown): unknown => {
  try {
    return pipe.transform(body);
  } catch (error) {
    return error;
  }
};

describe('Wire', () => {
  it('S3: hands on what the contract says and drops the rest', () => {
    expect(pipe.transform({ note: 'x', at: { x: 1, y: 2 }, sender: 'somebody else' })).toEqual({ note: 'x', at: { x: 1 } });
  });

  it.each([[undefined], [null], [7], ['x'], [[]], [{}], [{ note: 7, at: { x: 1 } }], [{ note: 'x', at: { x: '1' } }], [{ note: 'x', at: { x: NaN } }]])('refuses %j as malformed', (body) => {
    expect(refusalOf(body)).toMatchObject({ code: 'body.malformed' });
  });

  it('says where it was wrong, and never what was sent: that could be about a patient', () => {
    const { message } = refusalOf({ note: 'Mrs Miller, born 1950', at: { x: 1 } }) as Error;
    expect(message).toContain('note');
    expect(message).not.toMatch(/Miller|1950/);
  });
});

import { peerRole } from './peer-role.js';

describe('peerRole', () => {
  it.each([
    ['referrer', false, 'host'],
    ['expert', false, 'participant'],
    ['expert', true, 'host'],
    ['resident', false, 'participant'],
    ['resident', true, 'host'],
    ['observer', false, 'observer'],
    ['observer', true, 'observer'],
  ] as const)('S2: a %s (starter: %s) is a %s', (role, isStarter, expected) => {
    expect(peerRole(role, isStarter)).toBe(expected);
  });
});

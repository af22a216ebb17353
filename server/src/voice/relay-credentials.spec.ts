import { createHmac } from 'node:crypto';
import { relayCredentials } from './relay-credentials.js';

describe('relayCredentials', () => {
  it('V16: names the peer and its end in the user, and proves it with the secret', () => {
    const { urls, username, credential, lifetimeSeconds } = relayCredentials(['turn:relay.example'], 'secret', 'peer', 1_700_000_000_900);
    expect([urls, username, lifetimeSeconds]).toEqual([['turn:relay.example'], '1700003600:peer', 3_600]);
    expect(Buffer.from(credential, 'base64')).toEqual(createHmac('sha1', 'secret').update('1700003600:peer').digest());
  });
});

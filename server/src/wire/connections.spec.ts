import { Connections } from './connections.js';

describe('Connections', () => {
  it('ends every socket of a login with its reason, and nobody else’s', () => {
    const connections = new Connections();
    const ended: string[] = [];
    connections.add('ana', (code) => ended.push(`session ${code}`));
    connections.add('ana', (code) => ended.push(`document ${code}`));
    connections.add('ben', (code) => ended.push(`ben ${code}`));
    connections.closeLogin('ana');
    expect(ended).toEqual(['session login.revoked', 'document login.revoked']);
  });

  it('leaves alone what closed by itself, also while all are being closed', () => {
    const connections = new Connections();
    const ended: string[] = [];
    const forget = connections.add('ana', () => ended.push('gone before'));
    const forgetItself = connections.add('ana', () => {
      ended.push('here');
      forgetItself();
    });
    connections.add('ana', () => ended.push('here too'));
    forget();
    connections.closeLogin('ana');
    expect(ended).toEqual(['here', 'here too']);
  });

  it('knows a login again that came back after its last socket was gone', () => {
    const connections = new Connections();
    const close = jest.fn();
    const forget = connections.add('ana', close);
    forget();
    forget();
    connections.add('ana', close);
    forget();
    connections.closeLogin('ana');
    expect(close).toHaveBeenCalledTimes(1);
  });

  it('does nothing for a login without sockets', () => {
    expect(() => new Connections().closeLogin('nobody')).not.toThrow();
  });
});

import { clearCookie, createToken, digestOf, setCookie, tokenOf } from './login-cookie.js';

describe('login cookie', () => {
  it('finds its token among other cookies', () => {
    const token = createToken();
    expect(tokenOf(`theme=dark; parfocal_login=${token}; x=y`)).toBe(token);
  });

  it.each([undefined, '', 'parfocal_login=', 'parfocal_login=short', `parfocal_login=${'%'.repeat(43)}`, `other=${'a'.repeat(43)}`])('finds none in %p', (header) => {
    expect(tokenOf(header)).toBeUndefined();
  });

  it('is out of reach of scripts and other sites, and secure where the connection is', () => {
    expect(setCookie('t', true)).toBe('parfocal_login=t; Path=/; HttpOnly; SameSite=Strict; Secure');
    expect(setCookie('t', false)).not.toContain('Secure');
    expect(clearCookie(false)).toContain('Max-Age=0');
  });

  it('never gives two tokens alike, nor a digest that shows the token', () => {
    const [a, b] = [createToken(), createToken()];
    expect(a).not.toBe(b);
    expect(digestOf(a)).not.toContain(a);
  });
});

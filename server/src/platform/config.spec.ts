import { isAbsolute, join } from 'node:path';
import { Config } from './config.js';

describe('Config', () => {
  it('needs nothing: every variable has a default or may be missing', () => {
    const config = Config.parse({});
    expect(config.values).toMatchObject({ HOST: '127.0.0.1', PORT: 3100, DATA_DIR: 'data', TRUST_PROXY: false, DEMO: false, LOG_LEVEL: 'info' });
    expect(config.values.DATABASE_URL).toBeUndefined();
    expect(config.publicOrigins).toEqual([]);
  });

  it('takes relays, with the secret they share', () => {
    const { values } = Config.parse({ TURN_URLS: 'turn:a.example:3478?transport=udp, turns:[2001:db8::1]:443?transport=tcp', TURN_SECRET: '0123456789abcdef' });
    expect(values.TURN_URLS).toEqual(['turn:a.example:3478?transport=udp', 'turns:[2001:db8::1]:443?transport=tcp']);
    expect(() => Config.parse({ TURN_URLS: 'turn:a.example' })).toThrow(/TURN_SECRET: .*secret/);
  });

  it('takes an empty variable for one that is not set, as a compose file passes it on', () => {
    expect(Config.parse({ PORT: '', DATABASE_URL: '', DEMO: '' }).values).toEqual(Config.parse({}).values);
  });

  it.each([
    ['PORT', 'http'],
    ['PORT', '-1'],
    ['PORT', '65536'],
    ['PORT', '80.5'],
    ['DATABASE_URL', 'mysql://localhost/parfocal'],
    ['DATABASE_URL', 'parfocal.sqlite'],
    ['TRUST_PROXY', 'yes'],
    ['DEMO', '2'],
    ['LOG_LEVEL', 'loud'],
    ['UPLOAD_MAX_BYTES', '0'],
    ['UPLOAD_MAX_BYTES', '40GB'],
    ['DISK_RESERVE_BYTES', '-1'],
    ['LOGIN_IDLE_HOURS', '0'],
    ['VOICE_PORT', '70000'],
    ['SLIDE_CONVERTER', 'kfb2tif'],
    ['SLIDE_CONVERTER', 'kfb2tif {input}'],
    ['SLIDE_CONVERTER', '{input} {output}'],
    ['SLIDE_CONVERTER', '["kfb2tif", "{input}", 1, "{output}"]'],
    ['SLIDE_CONVERTER', '["kfb2tif", "{input}", "{output}"'],
    ['SLIDE_CONVERTER_MINUTES', '0'],
    ['TURN_URLS', 'https://turn.example.org'],
    ['TURN_URLS', 'turn:turn.example.org, stun:turn.example.org'],
    ['TURN_URLS', 'turn:turn.example.org?transport=sctp'],
    ['TURN_SECRET', 'short'],
    ['TURN_SECRET', 'long enough but without a relay'],
  ])('names %s, which cannot be %j', (name, value) => {
    expect(() => Config.parse({ [name]: value })).toThrow(new RegExp(`not usable:\\n  ${name}: .+$`));
  });

  it('names all wrong variables at once, so that a start is not one riddle after the other', () => {
    const said = (): string => {
      try {
        Config.parse({ PORT: 'x', LOG_LEVEL: 'loud', HOST: '0.0.0.0' });
      } catch (error) {
        return (error as Error).message;
      }
      return '';
    };
    expect(said()).toMatch(/ {2}PORT: .*\n {2}LOG_LEVEL: /);
    expect(said()).not.toContain('HOST');
  });

  it('never repeats the value of a wrong variable: an address of a database has its password in it', () => {
    expect(() => Config.parse({ DATABASE_URL: 'mysql://root:hunter2@db/parfocal' })).toThrow(/^(?![^]*hunter2)[^]*DATABASE_URL/);
  });

  it('reads flags, numbers and lists', () => {
    const config = Config.parse({ TRUST_PROXY: 'true', DEMO: '1', PORT: '8080', PUBLIC_ORIGINS: ' https://a.example , ,https://b.example:8443', UPLOAD_MAX_BYTES: '1e9' });
    expect(config.values).toMatchObject({ TRUST_PROXY: true, DEMO: true, PORT: 8080, UPLOAD_MAX_BYTES: 1e9 });
    expect(config.publicOrigins).toEqual(['https://a.example', 'https://b.example:8443']);
  });

  it.each([
    ['kfb2tif --in {input} --out={output}.tif', ['kfb2tif', '--in', '{input}', '--out={output}.tif']],
    ['"/opt/my converter/run" {input}  {output}', ['/opt/my converter/run', '{input}', '{output}']],
    ['["/opt/my converter/run", "{input}", "{output}"]', ['/opt/my converter/run', '{input}', '{output}']],
    ['run {input} {output} ; rm $HOME', ['run', '{input}', '{output}', ';', 'rm', '$HOME']],
  ])('reads the converter %j as words, and expands nothing', (SLIDE_CONVERTER, words) => {
    expect(Config.parse({ SLIDE_CONVERTER }).values.SLIDE_CONVERTER).toEqual(words);
  });

  it('leaves what it does not know to others', () => {
    expect(Config.parse({ PATH: '/bin', NODE_OPTIONS: '' }).values).not.toHaveProperty('PATH');
  });

  it('has its data folder as one place, wherever the process goes later', () => {
    expect(isAbsolute(Config.parse({ DATA_DIR: 'data' }).dataDir)).toBe(true);
    expect(Config.parse({ DATA_DIR: join('/srv', 'parfocal') }).dataDir).toBe('/srv/parfocal');
  });
});

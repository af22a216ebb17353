import { readFileSync, renameSync } from 'node:fs';
import { PinoLogger, createLog } from './logging.js';

/** What the log writes while `act` runs. */
function logged(act: (logger: PinoLogger) => void): string {
  let written = '';
  const log = createLog('trace');
  const stream = (log as unknown as Record<symbol, { write(line: string): void }>)[Object.getOwnPropertySymbols(log).find((symbol) => symbol.description === 'pino.stream')!]!;
  stream.write = (line) => void (written += line);
  act(new PinoLogger(log));
  return written;
}

describe('PinoLogger', () => {
  it('tells of a database error what happened and where, never the values it was about', () => {
    const error = Object.assign(new Error('disk I/O error'), { query: 'INSERT INTO t VALUES (?)', parameters: ['a person’s words'], code: 'SQLITE_IOERR' });
    for (const act of [(logger: PinoLogger) => logger.error({ correlationId: 'c', err: error }), (logger: PinoLogger) => logger.error(error)]) {
      const line = logged(act);
      expect(line).toContain('disk I/O error');
      expect(line).toContain('SQLITE_IOERR');
      expect(line).not.toContain('words');
      expect(line).not.toContain('INSERT');
    }
  });

  it('tells of a system error what happened, never the path: it may name the patient', () => {
    for (const call of ['readFileSync', 'renameSync'] as const) {
      let error: unknown;
      try {
        if (call === 'readFileSync') readFileSync('/nowhere/Jane Roe.svs');
        else renameSync('/nowhere/a.svs', '/nowhere/Jane Roe.svs');
      } catch (thrown) {
        error = thrown;
      }
      for (const act of [(logger: PinoLogger) => logger.warn({ err: error }), (logger: PinoLogger) => logger.error(error)]) {
        const line = logged(act);
        expect(line).toContain('ENOENT of ');
        expect(line).toContain('logging.spec');
        expect(line).not.toContain('Jane');
      }
    }
  });

  it('never writes a cookie or a header', () => {
    const line = logged((logger) => logger.log({ event: 'x', headers: { cookie: 'secret' }, cookie: 'secret' }, 'Context'));
    expect(line).toContain('"context":"Context"');
    expect(line).not.toContain('secret');
  });
});

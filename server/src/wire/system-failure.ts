/** Of the system (errno), of SQLite or of PostgreSQL (SQLSTATE); TypeORM wraps the driver's own error. */
const systemCodeOf = (error: unknown): string => {
  const { code, driverError } = (error ?? {}) as { code?: unknown; driverError?: { code?: unknown } };
  return String(driverError?.code ?? code ?? '');
};

export const isDiskFull = (error: unknown): boolean => ['ENOSPC', 'EDQUOT', 'SQLITE_FULL', '53100'].includes(systemCodeOf(error));

const NETWORK = new Set(['ECONNREFUSED', 'ECONNRESET', 'ETIMEDOUT', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'EPIPE']);

/**
 * PostgreSQL's classes 08 (connection) and 57P (operator intervention), 53300 (no connection left) and 55000 (lets nobody in);
 * SQLite on a disk that fails, is read-only or gone. https://www.postgresql.org/docs/current/errcodes-appendix.html
 */
const DATABASE = /^(08|57P|53300$|55000$|SQLITE_(IOERR|READONLY|CANTOPEN|BUSY))/;

/** What node-postgres and TypeORM say in words alone. */
const WORDS = /^(Connection terminated|Client has encountered a connection error|Client was closed|timeout exceeded when trying to connect|Driver not Connected)/;

/** The database, or the way to it, is gone; it may come back. */
export const isConnectionLoss = (error: unknown): boolean =>
  NETWORK.has(systemCodeOf(error)) || DATABASE.test(systemCodeOf(error)) || (error instanceof Error && WORDS.test(error.message));

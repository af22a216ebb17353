import { statfs } from 'node:fs/promises';

/** Bytes that may still be written on the file system of `folder`; what is kept in reserve is already taken off. */
export type FreeBytes = (folder: string) => Promise<number>;

/** What the operating system says, without any reserve. */
export async function freeBytesOnDisk(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
}

/** The same error as a write on a full disk, so that it is answered in the same words. */
export const diskFull = (wantedBytes: number, freeBytes: number): NodeJS.ErrnoException =>
  Object.assign(new Error(`${wantedBytes} bytes wanted, ${Math.max(0, freeBytes)} free`), { code: 'ENOSPC' });

/** @throws an error with `code` ENOSPC */
export async function requireRoom(folder: string, wantedBytes: number, freeBytes: FreeBytes): Promise<void> {
  const free = await freeBytes(folder);
  if (free < wantedBytes) throw diskFull(wantedBytes, free);
}

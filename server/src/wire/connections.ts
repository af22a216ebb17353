import { Injectable } from '@nestjs/common';
import type { ErrorCode } from '@parfocal/shared/protocol';

type Close = (code: ErrorCode) => void;

/** Every live socket of both kinds, by the login it came with: ending a login ends them at once. */
@Injectable()
export class Connections {
  private readonly byLogin = new Map<string, Set<Close>>();

  /** Returns what to call when the socket closed by itself. */
  add(loginId: string, close: Close): () => void {
    const closers = this.byLogin.get(loginId) ?? new Set();
    this.byLogin.set(loginId, closers.add(close));
    return () => {
      closers.delete(close);
      if (closers.size === 0 && this.byLogin.get(loginId) === closers) this.byLogin.delete(loginId);
    };
  }

  closeLogin(loginId: string, code: ErrorCode = 'login.revoked'): void {
    for (const close of [...(this.byLogin.get(loginId) ?? [])]) close(code);
  }
}

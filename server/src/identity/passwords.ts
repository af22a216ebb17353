import { hash, verify } from '@node-rs/argon2';
import { Injectable } from '@nestjs/common';
import { availableParallelism } from 'node:os';
import { Turnstile } from '../platform/index.js';

/** OWASP's parameters for argon2id, the library's own default kind: 19 MiB, two passes, one lane. */
const ARGON2ID = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** A hash of nothing anyone knows: an unknown name takes as long to refuse as a wrong password. */
const NOBODY = '$argon2id$v=19$m=19456,t=2,p=1$mRuBy7sj8PVXSej+EjSH3g$Yc96PDsqdJeIXKsecVnkThhXHmqMPf/TgOq9JJchhyU';

/** Hashing is meant to be costly, so only as many run at once as there are cores. */
@Injectable()
export class Passwords {
  private readonly turnstile = new Turnstile(availableParallelism());

  hash(password: string): Promise<string> {
    return this.turnstile.pass(() => hash(password.normalize('NFKC'), ARGON2ID));
  }

  /** `false` for an unknown person (`undefined`) too, after the same work. */
  async matches(password: string, passwordHash: string | undefined): Promise<boolean> {
    const matches = await this.turnstile.pass(() => verify(passwordHash ?? NOBODY, password.normalize('NFKC')));
    return matches && passwordHash !== undefined;
  }
}

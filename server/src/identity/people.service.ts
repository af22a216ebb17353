import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { PASSWORD_MIN, type PersonRef } from '@parfocal/shared/api';
import { In } from 'typeorm';
import { Database } from '../platform/index.js';
import { DomainError } from '../wire/index.js';
import { Passwords } from './passwords.js';
import { Person } from './person.entity.js';

export interface NewPerson {
  readonly name: string;
  readonly displayName: string;
  readonly password: string;
}

const NAME = /^[\p{L}\p{N}._@-]{1,64}$/u;
const FOUND_AT_MOST = 20;

/** Accounts. Whoever runs the server makes them: `npm run person -- add`. */
@Injectable()
export class People {
  constructor(
    private readonly database: Database,
    private readonly passwords: Passwords,
  ) {}

  async create({ name, displayName, password }: NewPerson): Promise<PersonRef> {
    const wanted = name.toLowerCase();
    if (!NAME.test(wanted) || displayName.trim().length === 0 || displayName.length > 120) throw new DomainError('body.malformed', 'name or display name');
    if ([...password].length < PASSWORD_MIN) throw new DomainError('body.malformed', `a password has at least ${PASSWORD_MIN} characters`);
    if (await this.database.read.existsBy(Person, { name: wanted })) throw new DomainError('person.name-taken', 'the name is taken');
    const passwordHash = await this.passwords.hash(password);
    const person = { id: randomUUID(), name: wanted, displayName: displayName.trim(), passwordHash, createdAt: Date.now() };
    await this.database.write((manager) => manager.insert(Person, person));
    return { id: person.id, displayName: person.displayName };
  }

  async find(ids: readonly string[]): Promise<PersonRef[]> {
    const people = ids.length ? await this.database.read.findBy(Person, { id: In([...ids]) }) : [];
    return people.map(({ id, displayName }) => ({ id, displayName }));
  }

  nameOf(id: string): Promise<string | undefined> {
    return this.database.read.findOneBy(Person, { id }).then((person) => person?.name);
  }

  /** People whose name holds `part`, for inviting them. */
  async search(part: string): Promise<PersonRef[]> {
    const pattern = `%${part.toLowerCase().replace(/[\\%_]/g, (special) => `\\${special}`)}%`;
    const people = await this.database.read
      .createQueryBuilder(Person, 'person')
      .where(`LOWER(person.displayName) LIKE :pattern ESCAPE '\\'`, { pattern })
      .orWhere(`person.name LIKE :pattern ESCAPE '\\'`, { pattern })
      .orderBy('person.displayName')
      .take(FOUND_AT_MOST)
      .getMany();
    return people.map(({ id, displayName }) => ({ id, displayName }));
  }

  isEmpty(): Promise<boolean> {
    return this.database.read.count(Person).then((count) => count === 0);
  }
}

import { randomInt } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import type { CaseRole } from '@parfocal/shared/api';
import { z } from 'zod';
import { Cases } from '../cases/index.js';
import { People } from '../identity/index.js';
import { Config } from '../platform/index.js';
import { DemonstrationSlides } from './demonstration-slides.service.js';

const SignIns = z.array(z.object({ name: z.string(), password: z.string(), displayName: z.string() }));
export type SignIn = z.infer<typeof SignIns>[number];

const PEOPLE: readonly { name: string; displayName: string; role: CaseRole }[] = [
  { name: 'referrer', displayName: 'Referrer 申请医师', role: 'referrer' },
  { name: 'expert', displayName: 'Expert 会诊专家', role: 'expert' },
];

const CASE = {
  accession: 'C-2026-0417',
  title: 'Skin, excision 皮肤，切除',
  question: 'Does the inflammation beside the cyst wall point to a rupture? 囊壁旁的炎症是否提示破裂？',
};

/** Without the letters and digits that are taken for one another. */
const LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789';

/** Two people, a case and slides in an empty database, so that a newcomer can look around at once. */
@Injectable()
export class Demonstration implements OnApplicationBootstrap {
  private readonly logger = new Logger(Demonstration.name);

  constructor(
    private readonly config: Config,
    private readonly people: People,
    private readonly cases: Cases,
    private readonly slides: DemonstrationSlides,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    if (this.config.values.DEMO && (await this.people.isEmpty())) await this.seed();
  }

  /** The sign-ins of the demonstration; none in any other database. */
  async signIns(): Promise<SignIn[]> {
    if (!this.config.values.DEMO) return [];
    try {
      return SignIns.parse(JSON.parse(await readFile(this.file, 'utf8')));
    } catch {
      return [];
    }
  }

  private get file(): string {
    return join(this.config.dataDir, 'demonstration.json');
  }

  private async seed(): Promise<void> {
    this.logger.log('making the demonstration: two people, a case and slides');
    // What takes long comes first: who interrupts it finds the database empty, and the next start begins again.
    const slideIds = await this.slides.make();
    const signIns = PEOPLE.map(({ name, displayName }) => ({ name, displayName, password: createPassword() }));
    await mkdir(this.config.dataDir, { recursive: true });
    await writeFile(this.file, JSON.stringify(signIns, null, 2), { mode: 0o600 });
    const [referrer, expert] = await Promise.all(signIns.map((signIn) => this.people.create(signIn)));
    const caseId = await this.cases.create(referrer!.id, CASE);
    await this.cases.putMember(caseId, expert!.id, 'expert');
    for (const slideId of slideIds) await this.cases.addSlide(caseId, slideId);
  }
}

const createPassword = (): string => Array.from({ length: 12 }, () => LETTERS[randomInt(LETTERS.length)]).join('');

/** The open session of a case and how many people are in it. */
export interface OpenSession {
  readonly id: string;
  readonly people: number;
}

/** Where a case's open session is asked for; `session` implements it. */
export abstract class SessionDirectory {
  abstract ofCases(caseIds: readonly string[]): Promise<ReadonlyMap<string, OpenSession>>;
}

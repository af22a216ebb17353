import { type ChildProcessByStdio, spawn } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';

export interface Answer {
  readonly facts: Readonly<Record<string, unknown>> & { readonly error?: string };
  readonly body: Buffer;
}

/** Debian's OpenSlide, pydicom and Pillow, in a process that is asked one question after the other. */
export class Reference {
  private buffered = Buffer.alloc(0);
  private wake: () => void = () => undefined;
  private hasEnded = false;

  private constructor(private readonly process: ChildProcessByStdio<Writable, Readable, null>) {
    process.stdout.on('data', (chunk: Buffer) => {
      this.buffered = Buffer.concat([this.buffered, chunk]);
      this.wake();
    });
    process.once('exit', () => {
      this.hasEnded = true;
      this.wake();
    });
  }

  static start(): Reference {
    return new Reference(spawn('/usr/bin/python3', [fileURLToPath(new URL('./reference.py', import.meta.url))], { stdio: ['pipe', 'pipe', 'inherit'] }));
  }

  async ask(op: string, question: Readonly<Record<string, unknown>>): Promise<Answer> {
    this.process.stdin.write(`${JSON.stringify({ op, ...question })}\n`);
    const line = await this.take(() => this.buffered.indexOf(10) + 1);
    const facts = JSON.parse(line.toString()) as Answer['facts'] & { bytes: number };
    return { facts, body: await this.take(() => (this.buffered.length >= facts.bytes ? facts.bytes : 0), facts.bytes === 0) };
  }

  end(): void {
    this.process.stdin.end();
  }

  private async take(enough: () => number, isNothing = false): Promise<Buffer> {
    if (isNothing) return Buffer.alloc(0);
    while (enough() === 0) {
      if (this.hasEnded) throw new Error('the reference readers ended');
      await new Promise<void>((resolve) => (this.wake = resolve));
    }
    const taken = this.buffered.subarray(0, enough());
    this.buffered = this.buffered.subarray(taken.length);
    return Buffer.from(taken);
  }
}

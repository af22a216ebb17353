import { stderr, stdin } from 'node:process';

const ENTER = new Set(['\r', '\n']);
const ERASE = new Set(['\u007f', '\b']);
const INTERRUPT = '\u0003';

/** Reads one line that must not be seen: nothing is echoed at a terminal, and a pipe is read to its first line's end. */
export async function readSecret(prompt: string): Promise<string> {
  if (stdin.isTTY) stderr.write(prompt);
  stdin.setRawMode?.(true);
  stdin.setEncoding('utf8');
  let secret = '';
  try {
    for await (const chunk of stdin) {
      for (const character of String(chunk)) {
        if (ENTER.has(character)) return secret;
        if (character === INTERRUPT) throw new Error('Interrupted.');
        secret = ERASE.has(character) ? secret.slice(0, -1) : secret + character;
      }
    }
    return secret;
  } finally {
    stdin.setRawMode?.(false);
    if (stdin.isTTY) stderr.write('\n');
  }
}

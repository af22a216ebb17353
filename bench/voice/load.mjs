import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** The crowd, from outside its process: every method of `Crowd` by its name. */
export class Load {
  #asked = new Map();
  #next = 0;

  constructor(place) {
    this.process = fork(fileURLToPath(new URL('./crowd-process.mjs', import.meta.url)), [JSON.stringify(place)]);
    this.process.on('message', ({ id, result, error }) => {
      const { done, fail } = this.#asked.get(id);
      this.#asked.delete(id);
      if (error) fail(new Error(error));
      else done(result);
    });
    this.process.on('exit', (code, signal) => {
      for (const { fail } of this.#asked.values()) fail(new Error(`the crowd ended with ${code ?? signal}`));
    });
  }

  ask(act, body) {
    return new Promise((done, fail) => {
      const id = this.#next++;
      this.#asked.set(id, { done, fail });
      this.process.send({ id, act, body });
    });
  }

  stop() {
    if (this.process.exitCode === null) this.process.kill('SIGTERM');
  }
}

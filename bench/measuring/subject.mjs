/** The process under measurement, seen from outside: what it burns and how large it became. */
import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

/** Clock ticks a second in /proc, the same on every Linux that Node runs on. */
const TICKS_PER_SECOND = 100;

export class Subject {
  constructor(script, env, args = [], program = process.execPath) {
    this.process = spawn(program, [script, ...args], { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'inherit'] });
    this.lines = createInterface({ input: this.process.stdout });
  }

  async firstLine() {
    const [line] = await Promise.race([once(this.lines, 'line'), once(this.process, 'exit').then(([code]) => Promise.reject(new Error(`ended early with ${code}`)))]);
    return line;
  }

  /** Of the process and of those that it started. */
  cpuSeconds() {
    return family(this.process.pid).reduce((sum, pid) => sum + cpuSecondsOf(pid), 0);
  }

  /** Of those processes alone that it started under this name (the kernel keeps 15 characters of it). */
  cpuSecondsOf(name) {
    return family(this.process.pid).filter((pid) => pid !== this.process.pid && nameOf(pid) === name.slice(0, 15)).reduce((sum, pid) => sum + cpuSecondsOf(pid), 0);
  }

  peakRssMb() {
    return Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${this.process.pid}/status`, 'utf8'))[1]) / 1024;
  }

  async stop() {
    if (this.process.exitCode !== null) return;
    const gone = once(this.process, 'exit');
    this.process.kill('SIGTERM');
    const patience = setTimeout(() => this.process.kill('SIGKILL'), 5_000);
    await gone;
    clearTimeout(patience);
  }
}

/** A process, its children, and theirs. */
function family(pid) {
  const parents = readdirSync('/proc').filter((name) => /^\d+$/.test(name)).map((name) => [Number(name), Number(statOf(name)?.[1])]);
  const from = (parent) => [parent, ...parents.filter(([, its]) => its === parent).flatMap(([child]) => from(child))];
  return from(pid);
}

function nameOf(pid) {
  try {
    return readFileSync(`/proc/${pid}/comm`, 'utf8').trim();
  } catch (error) {
    if (error.code === 'ENOENT' || error.code === 'ESRCH') return undefined;
    throw error;
  }
}

/** The fields of /proc/<pid>/stat behind the name: state, parent …; nothing of a process that has just ended. */
function statOf(pid) {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1).split(' ');
  } catch (error) {
    if (error.code === 'ENOENT' || error.code === 'ESRCH') return undefined;
    throw error;
  }
}

function cpuSecondsOf(pid) {
  const fields = statOf(pid);
  return fields ? (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND : 0;
}

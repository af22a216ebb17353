/** What tokens.spec.ts needs of Node. The whole of its types would change what the browser's code compiles against. */
declare module 'node:fs' {
  export function readFileSync(path: string, encoding: 'utf8'): string;
}

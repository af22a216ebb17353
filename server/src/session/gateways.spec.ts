import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Nest applies no global filter or guard to gateways, so one that wears anything else is open to everyone. */
describe('every gateway of the server', () => {
  const source = join(__dirname, '..');
  const textOf = (file: string): string => readFileSync(join(source, file), 'utf8');
  const gateways = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter(
    (file) => /(?<!\.spec)\.ts$/.test(file) && /@SubscribeMessage\(|@WebSocketGateway\b|@WireGateway\(|implements .*OnGateway/.test(textOf(file)),
  );

  it('S1: wears @WireGateway and nothing else', () => {
    expect(gateways.length).toBeGreaterThanOrEqual(2);
    for (const file of gateways) {
      expect([file, /@WireGateway\(\)\s*export class/.test(textOf(file)), textOf(file).includes('@WebSocketGateway')]).toEqual([file, true, false]);
    }
  });
});

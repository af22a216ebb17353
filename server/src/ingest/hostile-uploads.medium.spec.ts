import { randomUUID } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { UPLOADS_PATH } from '@parfocal/shared/api';
import { codeIn, startTestServer, type TestPerson, type TestServer, until } from '../testing/index.js';
import { metadataOf, type Said, saidOf, TusClient } from './testing/tus-client.js';

const MALFORMED = [400, 'body.malformed'];

describe('what is said of an upload', () => {
  let server: TestServer;
  let ana: TestPerson;
  let caseId: string;
  let tus: TusClient;

  beforeAll(async () => {
    server = await startTestServer();
    ana = await server.person('ana');
    ({ caseId } = await server.case(ana, {}, 0));
    tus = new TusClient(server, ana);
  });
  afterAll(() => server.close());

  const refusal = async (answer: Promise<Response>): Promise<[number, string]> => [(await answer).status, await codeIn(await answer)];
  const create = (given: Said): Promise<Response> => tus.create(10, saidOf(caseId, given));

  it.each<[string, Said]>([
    ['leads out of its folder', { relativePath: '../../etc/passwd' }],
    ['leads out further down', { relativePath: 'a/../../b' }],
    ['begins at the root', { relativePath: '/etc/passwd' }],
    ['has an empty folder', { relativePath: 'a//b' }],
    ['is of Windows', { relativePath: 'a\\..\\b' }],
    ['is here', { relativePath: '.' }],
    ['is hidden', { relativePath: '.thumbnail.jpg' }],
    ['is in a hidden folder', { relativePath: '.git/config' }],
    ['holds a NUL', { relativePath: 'a\0.svs' }],
    ['holds a line feed', { relativePath: 'a\nb.svs' }],
    ['is too deep', { relativePath: Array.from({ length: 40 }, () => 'a').join('/') }],
    ['is too long', { relativePath: '片'.repeat(401) }],
    ['has a name too long for a file system', { relativePath: `${'a'.repeat(300)}.svs` }],
    ['has a Chinese name too long for a file system', { relativePath: `${'片'.repeat(90)}.svs` }],
    ['is empty', { relativePath: '' }],
    ['is missing', { relativePath: undefined }],
  ])('is refused where the path %s', async (_what, given) => {
    expect(await refusal(create(given))).toEqual(MALFORMED);
  });

  it.each<[string, Said]>([
    ['a hundred thousand files', { batchFiles: '100000' }],
    ['no file', { batchFiles: '0' }],
    ['part of a file', { batchFiles: '1.5' }],
    ['1e3 files', { batchFiles: '1e3' }],
    ['a batch that is no id', { batchId: 'x' }],
    ['a case that is no id', { caseId: '../x' }],
    ['no case', { caseId: undefined }],
    ['a digest that is none', { sha256: 'abc' }],
    ['an occasion nobody knows', { occasion: 'dinner' }],
    ['a flag that is none', { deidentify: 'yes' }],
    ['a name of spaces', { name: '   ' }],
    ['a name with a NUL', { name: 'a\0' }],
    ['a name of a megabyte', { name: 'x'.repeat(121) }],
  ])('is refused where it tells of %s', async (_what, given) => {
    expect(await refusal(create(given))).toEqual(MALFORMED);
  });

  it.each([
    ['nothing', undefined],
    ['what is no base64', 'caseId !!!'],
    ['a key twice', 'caseId YQ==,caseId YQ=='],
    ['a key of its prototype', '__proto__ YQ==,constructor YQ=='],
    ['keys without values', 'caseId,batchId'],
  ])('is refused where it is %s', async (_what, said) => {
    expect(await refusal(tus.ask('POST', UPLOADS_PATH, { 'upload-length': '10', ...(said === undefined ? {} : { 'upload-metadata': said }) }))).toEqual(MALFORMED);
  });

  it('is not even read where it is a hundred kilobytes', async () => {
    const answer = await tus.ask('POST', UPLOADS_PATH, { 'upload-length': '10', 'upload-metadata': metadataOf({ ...saidOf(caseId), name: 'x'.repeat(100_000) }) });
    expect(answer.status).toBe(431);
  });

  it.each(['-1', '1.5', '1e3', '0x10', '', '9'.repeat(30), 'NaN'])('is refused where the length is %j', async (length) => {
    const [status, code] = await refusal(tus.ask('POST', UPLOADS_PATH, { 'upload-length': length, 'upload-metadata': metadataOf(saidOf(caseId)) }));
    expect([[400, 'body.malformed'], [413, 'slide.too-large']]).toContainEqual([status, code]);
  });

  it('is refused where the length comes later, the uploads are to be joined, or it is not tus 1.0.0', async () => {
    const said = { 'upload-metadata': metadataOf(saidOf(caseId)) };
    expect(await refusal(tus.ask('POST', UPLOADS_PATH, { ...said, 'upload-defer-length': '1' }))).toEqual(MALFORMED);
    expect(await refusal(tus.ask('POST', UPLOADS_PATH, { ...said, 'upload-length': '10', 'upload-concat': 'partial' }))).toEqual(MALFORMED);
    expect(await refusal(tus.ask('POST', UPLOADS_PATH, { ...said, 'upload-length': '10', 'tus-resumable': '0.2.2' }))).toEqual(MALFORMED);
  });

  it('is refused where the files of a slide contradict each other', async () => {
    const batchId = randomUUID();
    const file = (given: Said = {}): Said => ({ batchId, batchFiles: '2', relativePath: 'scan/a.dcm', ...given });
    expect((await create(file())).status).toBe(201);
    expect(await refusal(create(file()))).toEqual(MALFORMED);
    expect(await refusal(create(file({ relativePath: 'scan/b.dcm', batchFiles: '3' })))).toEqual(MALFORMED);
    const other = await server.case(ana, {}, 0);
    expect(await refusal(create(file({ relativePath: 'scan/b.dcm', caseId: other.caseId })))).toEqual(MALFORMED);
    const ben = await server.person('ben');
    const his = await server.case(ben, {}, 0);
    expect(await refusal(new TusClient(server, ben).create(10, saidOf(his.caseId, file({ relativePath: 'scan/b.dcm' }))))).toEqual(MALFORMED);
    expect((await create(file({ relativePath: 'scan/b.dcm' }))).status).toBe(201);
    expect(await refusal(create(file({ relativePath: 'scan/c.dcm' })))).toEqual(MALFORMED);
  });

  it('comes to nothing where one name is a file and a folder', async () => {
    const batchId = randomUUID();
    await tus.send(Buffer.from('x'), saidOf(caseId, { batchId, batchFiles: '2', relativePath: 'scan/a' }));
    await tus.send(Buffer.from('x'), saidOf(caseId, { batchId, batchFiles: '2', relativePath: 'scan/a/b' }));
    expect(await tus.outcome(caseId, batchId)).toMatchObject({ state: 'failed', step: 'gather', code: 'body.malformed' });
  });

  it('has written nothing anywhere', async () => {
    const store = join(server.config.dataDir, 'slides');
    expect(await readdir(store)).toEqual(['incoming']);
    await until(async () => (await readdir(join(store, 'incoming'))).length === 0);
  });
});

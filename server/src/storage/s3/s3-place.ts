import { join } from 'node:path';
import { S3Client } from '@aws-sdk/client-s3';
import type { Config } from '../../platform/index.js';
import type { S3Place } from './s3-blob-store.js';

const CONNECT_MS = 5_000;
const SILENCE_MS = 30_000;
const ATTEMPTS = 4;
/** OpenSlide reads any file it opens through the local disk: room for some tens of slides. */
const COPIES_BYTES = 50 * 1024 ** 3;

/** Where the configuration says slides lie; `undefined` for a local folder. */
export function s3PlaceOf({ values, dataDir }: Config): S3Place | undefined {
  const { S3_BUCKET, S3_ENDPOINT, S3_REGION, S3_ACCESS_KEY_ID, S3_SECRET_ACCESS_KEY, S3_PATH_STYLE, S3_PREFIX } = values;
  if (S3_BUCKET === undefined) return undefined;
  const client = new S3Client({
    region: S3_REGION,
    ...(S3_ENDPOINT && { endpoint: S3_ENDPOINT }),
    // Without keys, the SDK asks the machine it runs on for its role.
    ...(S3_ACCESS_KEY_ID && S3_SECRET_ACCESS_KEY && { credentials: { accessKeyId: S3_ACCESS_KEY_ID, secretAccessKey: S3_SECRET_ACCESS_KEY } }),
    forcePathStyle: S3_PATH_STYLE,
    maxAttempts: ATTEMPTS,
    requestHandler: { connectionTimeout: CONNECT_MS, requestTimeout: SILENCE_MS },
    // Servers other than Amazon's mostly do not know the checksums that newer SDKs add by themselves.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
  });
  return { client, bucket: S3_BUCKET, prefix: S3_PREFIX === '' ? '' : `${S3_PREFIX.replace(/\/+$/, '')}/`, localFolder: join(dataDir, 'slides'), copiesBytes: COPIES_BYTES };
}

import { ApiError } from './api-error';
import { refusalOf } from './refusal';

/** What is asked of a schema of `shared/api`. */
export interface Schema<T> {
  safeParse(body: unknown): { success: true; data: T } | { success: false };
}

interface Options {
  method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  body?: unknown;
  signal?: AbortSignal;
}

/**
 * Asks the server and parses its answer, so that nothing past this line meets a shape the contract does not know.
 * Throws {@link ApiError}, or the signal's AbortError.
 */
export async function request<T>(path: string, schema: Schema<T>, options: Options = {}): Promise<T> {
  const parsed = schema.safeParse(await readJson(await send(path, options)));
  if (!parsed.success) throw new ApiError('internal');
  return parsed.data;
}

/** As {@link request}, where the answer has no body of interest. */
export async function command(path: string, options: Options): Promise<void> {
  await send(path, options);
}

async function send(path: string, { method = 'GET', body, signal }: Options): Promise<Response> {
  const response = await fetch(path, {
    method,
    signal,
    credentials: 'same-origin',
    headers: { accept: 'application/json', ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
    body: body === undefined ? undefined : JSON.stringify(body),
  }).catch((error: unknown) => {
    throw signal?.aborted ? error : new ApiError('unavailable');
  });
  if (!response.ok) throw refusalOf(response.status, await readJson(response));
  return response;
}

/** `undefined` for a body that is no JSON; the schema then says so. */
const readJson = (response: Response): Promise<unknown> => response.json().catch(() => undefined);

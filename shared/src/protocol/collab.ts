import * as z from 'zod';

/**
 * The documents lane: the y-websocket protocol at `/collab/<caseId>/<slideId>/<layer>`, so the stock client can
 * join. Two messages are added; a client that does not know them may ignore them.
 */
export const COLLAB_PATH = '/collab';

/** What the id behind a layer's `~` names: nothing, a session, or the person whose layer it is. */
export const LayerKind = z.enum(['case', 'session', 'private', 'hidden']);
export type LayerKind = z.infer<typeof LayerKind>;

/**
 * Who may see what is drawn (SPEC L1):
 *
 * | layer | is for |
 * |---|---|
 * | `case` | everyone in the case |
 * | `session~<sessionId>` | everyone in the case; kept with that session |
 * | `private~<personId>` | that person, and nobody else ever |
 * | `hidden~<personId>` | that person; once revealed, everyone in the case reads it |
 */
export const DocumentLayer = z.union([z.literal('case'), z.templateLiteral([z.enum(['session', 'private', 'hidden']), '~', z.uuid()])]);
export type DocumentLayer = z.infer<typeof DocumentLayer>;

export const CASE_LAYER = 'case' satisfies DocumentLayer;
export const sessionLayer = (sessionId: string): DocumentLayer => `session~${sessionId}`;
export const privateLayer = (personId: string): DocumentLayer => `private~${personId}`;
export const hiddenLayer = (personId: string): DocumentLayer => `hidden~${personId}`;

/** `id` is empty for the case's own layer. */
export function layerParts(layer: DocumentLayer): { kind: LayerKind; id: string } {
  const [kind = '', id = ''] = layer.split('~');
  return { kind: LayerKind.parse(kind), id };
}

/** One document per slide, case and layer. */
export const DocumentName = z.object({ caseId: z.uuid(), slideId: z.uuid(), layer: DocumentLayer });
export type DocumentName = z.infer<typeof DocumentName>;

export const documentPath = ({ caseId, slideId, layer }: DocumentName): string => `${caseId}/${slideId}/${layer}`;

/** The inverse of {@link documentPath}; `undefined` for anything else. */
export function parseDocumentPath(path: string): DocumentName | undefined {
  const [caseId, slideId, layer, ...rest] = path.split('/');
  const parsed = DocumentName.safeParse({ caseId, slideId, layer });
  return parsed.success && rest.length === 0 ? parsed.data : undefined;
}

/** Message types of y-websocket, and ours (lib0 varUint before the body). */
export const CollabMessage = {
  sync: 0,
  awareness: 1,
  auth: 2,
  queryAwareness: 3,
  /**
   * Server to client: `varUint count`. The first `count` sync messages with content (step 2 and update) that this
   * connection sent are on disk. "Saved" means this and nothing less.
   */
  saved: 100,
  /** Server to client: `varUint count, varString code`. Message number `count` was refused; nothing of it was kept. */
  refused: 101,
  /** Server to client: `varString code`, empty when all is well again. Saving is held up; what was sent is kept and retried. */
  trouble: 102,
} as const;

/** Largest update, in bytes; larger ones are refused by name before the socket is closed. */
export const COLLAB_MAX_UPDATE_BYTES = 256 * 1024;

/** Largest step 2 after an offline spell. */
export const COLLAB_MAX_STEP2_BYTES = 16 * 1024 * 1024;

/** Why the server closed a document's socket (WebSocket close codes 4000–4999 are the application's). */
export const CollabClose = { loginRevoked: 4401, notFound: 4404, tooLarge: 4413, unreadable: 4500, refused: 4422 } as const;

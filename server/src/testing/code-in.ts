import { ErrorBody } from '@parfocal/shared/api';

/** The error code an answer carries; throws if it carries none. */
export const codeIn = async (answer: Response): Promise<string> => ErrorBody.parse(await answer.json()).code;

import type { ChosenFile } from './slides-among';

/** Deeper or more is no folder of slides, but somebody's whole disk. */
const DEEPEST = 12;
const MOST_FILES = 20_000;

/** What was dropped, folders opened. To be called within the drop event: the browser empties it right after. */
export function droppedFiles(transfer: DataTransfer): Promise<ChosenFile[]> {
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry?.()).filter((entry) => entry !== null && entry !== undefined);
  if (entries.length === 0) return Promise.resolve([...transfer.files].map((file) => ({ file, path: file.name })));
  return filesOf(entries, '', 0, []);
}

async function filesOf(entries: readonly FileSystemEntry[], within: string, depth: number, found: ChosenFile[]): Promise<ChosenFile[]> {
  for (const entry of entries) {
    if (found.length >= MOST_FILES || depth > DEEPEST) break;
    const path = `${within}${entry.name}`;
    if (isFile(entry)) found.push({ path, file: await new Promise<File>((resolve, reject) => entry.file(resolve, reject)) });
    else if (isFolder(entry)) await filesOf(await childrenOf(entry), `${path}/`, depth + 1, found);
  }
  return found;
}

/** A folder is read some hundred entries at a time, until nothing more comes. */
async function childrenOf(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader();
  const children: FileSystemEntry[] = [];
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    if (some.length === 0) return children;
    children.push(...some);
  }
}

const isFile = (entry: FileSystemEntry): entry is FileSystemFileEntry => entry.isFile;
const isFolder = (entry: FileSystemEntry): entry is FileSystemDirectoryEntry => entry.isDirectory;

/** What an input holds, with the folders it was chosen from. */
export const inputFiles = (input: HTMLInputElement): ChosenFile[] => [...(input.files ?? [])].map((file) => ({ file, path: file.webkitRelativePath || file.name }));

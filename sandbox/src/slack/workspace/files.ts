import { randomBytes } from 'node:crypto';
import type { JsonObject } from '../json';

/** A file of somebody's: promised, then received, then shared. */
export interface StoredFile {
  id: string;
  name: string;
  title: string;
  /** Of whoever uploaded it. */
  user: string;
  /** Bytes that were promised. */
  length: number;
  /** Undefined until it has arrived. */
  content?: string;
  shared: boolean;
}

/** The files of the workspace, in memory. */
export class Files {
  private readonly files = new Map<string, StoredFile>();
  private readonly tickets = new Map<string, string>();

  /** @returns the file and the last part of the address that takes its bytes, once. */
  promise(file: Pick<StoredFile, 'name' | 'length' | 'user'>): { file: StoredFile; ticket: string } {
    const promised = {
      ...file,
      id: `F0${randomBytes(5).toString('hex').toUpperCase()}`,
      title: file.name,
      shared: false,
    };
    const ticket = randomBytes(16).toString('base64url');
    this.files.set(promised.id, promised);
    this.tickets.set(ticket, promised.id);
    return { file: promised, ticket };
  }

  /** @returns false for a ticket that is none or was used, and for another length than was promised. */
  receive(ticket: string, content: string): boolean {
    const file = this.find(this.tickets.get(ticket) ?? '');
    if (!file || Buffer.byteLength(content) !== file.length) return false;
    this.tickets.delete(ticket);
    file.content = content;
    return true;
  }

  find(id: string): StoredFile | undefined {
    return this.files.get(id);
  }

  clear(): void {
    this.files.clear();
    this.tickets.clear();
  }
}

/** The file object (https://docs.slack.dev/reference/objects/file-object), without an origin in its addresses. */
export const fileJson = ({ id, name, title, user, length }: StoredFile): JsonObject => ({
  id,
  name,
  title,
  user,
  mimetype: 'text/plain',
  filetype: 'text',
  size: length,
  mode: 'hosted',
  url_private: fileAddress({ id, name }),
});

/** Where its content is. */
export const fileAddress = ({ id, name }: Pick<StoredFile, 'id' | 'name'>): string =>
  `/files-pri/${id}/${encodeURIComponent(name)}`;

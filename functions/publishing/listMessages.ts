import type { MessageStatus } from '../../schema/generated/types.ts';
import type { ListedMessage, MessageList } from './MessageList.ts';

/** What `Query.allMessages` asks for. Its resolver has checked it. */
export interface ListMessagesRequest {
  readonly first: number;
  /** As of `IdRange`. */
  readonly since: string;
  readonly before: string | null;
  readonly publisherId: string | null;
  /** Empty: all. */
  readonly status: readonly MessageStatus[];
}

export interface ListedPage {
  /** Descending by id. `message` is null where the status is another, or DynamoDB has removed the row. */
  readonly rows: readonly { readonly id: string; readonly message: ListedMessage | null }[];
  /** Whether older messages may follow. */
  readonly olderFollow: boolean;
}

/** Messages that a page with a filter looks at, so that few pages find a rare status. */
const FILTERED_ROWS = 500;

/** Returns a page of all messages, newest first, and one more: the resolver then knows whether a page follows. */
export async function listMessages(list: MessageList, request: ListMessagesRequest): Promise<ListedPage> {
  const { first, since, before, publisherId, status } = request;
  const limit = status.length > 0 ? FILTERED_ROWS : first + 1;
  const ids = await list.ids({ since, before, limit }, publisherId);
  const messages = new Map((await list.read(ids)).map((message) => [message.id, message]));
  const rows = ids.map((id) => {
    const message = messages.get(id);
    const isAsked = message !== undefined && (status.length === 0 || status.includes(message.status));
    return { id, message: isAsked ? message : null };
  });
  return { rows, olderFollow: ids.length === limit };
}

import {
  OnMyPublicationsDocument,
  type OnMyPublicationsSubscription,
  PublicationsDocument,
  type PublicationsQuery,
} from './generated/operations.ts';
import { LiveFeed, type LiveOptions } from './LiveFeed.ts';
import { isLater, type Progress } from './Progress.ts';
import type { Transport } from './Transport.ts';

/** The state of one of the caller's messages. */
export interface Publication extends Progress {
  readonly messageId: string;
}

export interface LivePublicationsOptions extends LiveOptions {
  /** Number of the newest messages to read at the beginning and after a disconnect: 1–1,000. @default 100 */
  readonly depth?: number;
}

const MESSAGES_A_PAGE = 40;
/** States that the feed remembers. Of an older message it may give a state again. */
const MOST_REMEMBERED = 5_000;

/**
 * Returns the caller's newest messages as they stand, oldest first, then each change of any of the caller's messages.
 * For publishers, admins and services. No state is given twice, and no older state after a newer one.
 * After a disconnect the feed reads the newest `depth` messages, and all that were accepted since it read last.
 * `liveProgress` has what it then missed of an older message.
 *
 * @example
 * for await (const { messageId, status, counts } of livePublications(transport)) show(messageId, status, counts);
 */
export function livePublications(
  transport: Transport,
  { depth = 100, ...options }: LivePublicationsOptions = {},
): AsyncIterableIterator<Publication> {
  const seen = new Map<string, Publication>();
  let newestRead = '';
  const news = (publications: readonly Publication[]) =>
    publications.filter((publication) => {
      const known = seen.get(publication.messageId);
      if (known !== undefined && !isLater(publication, known)) return false;
      remember(seen, publication);
      return true;
    });
  return new LiveFeed<Publication, OnMyPublicationsSubscription>(
    {
      renewToken: transport.renewToken,
      subscribe: (observer) => transport.subscribe(OnMyPublicationsDocument, {}, observer),
      take({ onMyPublications: report }) {
        if (!report?.progress || !report.messageStatus) return [];
        return news([{ messageId: report.messageId, status: report.messageStatus, counts: report.progress }]);
      },
      incomplete: () => false,
      async *read() {
        const publications = await readNewest(transport, depth, newestRead);
        yield news(publications.toReversed());
        newestRead = publications[0]?.messageId ?? newestRead;
      },
    },
    options,
  );
}

/** The message that changed last is the last one. */
function remember(seen: Map<string, Publication>, publication: Publication): void {
  seen.delete(publication.messageId);
  seen.set(publication.messageId, publication);
  for (const [messageId] of seen) {
    if (seen.size <= MOST_REMEMBERED) return;
    seen.delete(messageId);
  }
}

/** Reads the newest `depth` messages, and all that are newer than `newestRead` if it is not empty. Newest first. */
async function readNewest(transport: Transport, depth: number, newestRead: string): Promise<readonly Publication[]> {
  const publications: Publication[] = [];
  let after: string | null = null;
  for (;;) {
    const variables: { first: number; after: string | null } = { first: MESSAGES_A_PAGE, after };
    const { messages }: PublicationsQuery = await transport.request(PublicationsDocument, variables);
    for (const { id, status, progress } of messages.nodes) {
      const wanted = publications.length < depth || (newestRead !== '' && id > newestRead);
      if (!wanted) return publications;
      publications.push({ messageId: id, status, counts: progress });
    }
    if (!messages.pageInfo.hasNextPage) return publications;
    after = messages.pageInfo.endCursor;
  }
}

import {
  MessageDocument,
  OnDeliveryReportDocument,
  type OnDeliveryReportSubscription,
} from './generated/operations.ts';
import { HeliographError } from './HeliographError.ts';
import { LiveFeed, type LiveOptions } from './LiveFeed.ts';
import { isLater, type Progress } from './Progress.ts';
import type { Transport } from './Transport.ts';

export interface LiveProgressOptions extends LiveOptions {
  readonly messageId: string;
}

/**
 * Returns a message's counts as they stand, then after each change, never an older state. For its publisher and admins.
 * It is the way to follow a message that is reported by `PROGRESS`. It is endless: leave the loop to end it.
 * Throws HeliographError `NotFound` if there is no such message or it is someone else's.
 */
export function liveProgress(
  transport: Transport,
  { messageId, ...options }: LiveProgressOptions,
): AsyncIterableIterator<Progress> {
  let seen: Progress | undefined;
  const news = (progress: Progress): readonly Progress[] => {
    if (seen !== undefined && !isLater(progress, seen)) return [];
    seen = progress;
    return [progress];
  };
  return new LiveFeed<Progress, OnDeliveryReportSubscription>(
    {
      renewToken: transport.renewToken,
      subscribe: (observer) => transport.subscribe(OnDeliveryReportDocument, { messageId }, observer),
      take({ onDeliveryReport: report }) {
        if (!report?.progress || !report.messageStatus) return [];
        return news({ status: report.messageStatus, counts: report.progress });
      },
      incomplete: () => false,
      async *read() {
        const { message } = await transport.request(MessageDocument, { id: messageId });
        if (message === null) {
          const errorInfo = { field: 'messageId' };
          throw new HeliographError([{ errorType: 'NotFound', message: 'There is no such message.', errorInfo }]);
        }
        yield news({ status: message.status, counts: message.progress });
      },
    },
    options,
  );
}

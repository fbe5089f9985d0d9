import type { DeliveryOptions } from '../../functions/domain/message/MessageContent.ts';
import { messageLimits } from '../../functions/domain/message/messageLimits.ts';
import { problem } from '../../functions/domain/message/Problem.ts';
import { refuseProblem } from './refuseProblem.ts';
import { utf8Length } from './utf8Length.ts';

/** Answers `InvalidInput` for delivery options that no push service takes. */
export function refuseOptions(options: DeliveryOptions): void {
  const { timeToLive } = options;
  if (timeToLive < 1 || timeToLive > messageLimits.timeToLiveSeconds) {
    refuseProblem(problem('input.options.timeToLive', `${timeToLive} s`, `1–${messageLimits.timeToLiveSeconds} s`));
  }
  const bytes = utf8Length(options.collapseId ?? '');
  if (bytes > messageLimits.collapseIdBytes) {
    refuseProblem(
      problem('input.options.collapseId', `${bytes} bytes`, `at most ${messageLimits.collapseIdBytes} bytes`),
    );
  }
}

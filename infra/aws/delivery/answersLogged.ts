import { SUCCESS_SAMPLE_RATE } from '../platforms/PlatformApplication.ts';

/** Returns what functions know of `answerHours`. `0` where SNS logs a sample alone: silence then says nothing. */
export function answersLogged(answerHours: number): string {
  return `${SUCCESS_SAMPLE_RATE === 100 ? answerHours : 0}`;
}

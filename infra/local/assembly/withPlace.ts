import { TemplateError } from './TemplateError.ts';

/** Returns what `work` returns. Puts the place before the message of a TemplateError that it throws. */
export function withPlace<T>(place: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof TemplateError) throw new TemplateError(`${place}: ${error.message}`, { cause: error });
    throw error;
  }
}

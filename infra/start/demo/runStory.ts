import type { DemoContext } from './DemoContext.ts';
import { story } from './story.ts';

/** Plays the story; answers whether all of it happened. A step that fails ends it: what follows builds on it. */
export async function runStory(context: DemoContext): Promise<boolean> {
  for (const { name, run } of story(context)) {
    const begun = performance.now();
    const elapsed = () => Math.round(performance.now() - begun);
    try {
      await run();
      context.progress.passed(name, elapsed());
    } catch (error) {
      context.progress.failed(name, elapsed(), error instanceof Error ? error.message : String(error));
      return false;
    }
  }
  return true;
}

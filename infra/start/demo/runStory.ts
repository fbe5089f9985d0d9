import type { DemoContext } from './DemoContext.ts';
import { story } from './story.ts';

/** Plays the story. Returns whether all steps succeeded. A failed step ends it, since later steps build on it. */
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

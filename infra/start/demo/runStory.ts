import type { Progress } from './Progress.ts';
import type { Step } from './Step.ts';

/** Plays the story. Returns whether all steps succeeded. A failed step ends it, since later steps build on it. */
export async function runStory(story: readonly Step[], progress: Progress): Promise<boolean> {
  for (const { name, run } of story) {
    const begun = performance.now();
    const elapsed = () => Math.round(performance.now() - begun);
    try {
      await run();
      progress.passed(name, elapsed());
    } catch (error) {
      progress.failed(name, elapsed(), error instanceof Error ? error.message : String(error));
      return false;
    }
  }
  return true;
}

import { enableCompileCache, flushCompileCache } from 'node:module';
import { join } from 'node:path';

// Node keeps here what it makes of the TypeScript, so that the next start need not.
enableCompileCache(join(import.meta.dirname, '../../node_modules/.cache/node'));
const { run } = await import('./start.ts');
flushCompileCache();
await run();

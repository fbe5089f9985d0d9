import fc from 'fast-check';
import { runs, seed } from 'local-cloud/testing/effort';

// Every run draws the same examples, so a commit that passes here passes elsewhere.
fc.configureGlobal({ seed, ...runs(100) });

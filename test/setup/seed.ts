import fc from 'fast-check';
import { runs, seed } from 'local-cloud/testing/effort';

// The same examples at every run, so that a commit that passed here passes there.
fc.configureGlobal({ seed, ...runs(100) });

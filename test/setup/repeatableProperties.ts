import fc from 'fast-check';

/**
 * The same examples at every run, so that a commit that passed here passes there. To look for more, give another seed, such as the time:
 * `FAST_CHECK_SEED=$(date +%s) npx vitest run`.
 */
fc.configureGlobal({ seed: Number(process.env.FAST_CHECK_SEED ?? 1) });

/** Loaded before a test file where FC_SEED is set: every property of fast-check starts from that seed. */
import fc from 'fast-check';

fc.configureGlobal({ seed: Number(process.env.FC_SEED) });

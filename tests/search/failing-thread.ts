import { parentPort } from 'node:worker_threads';

// A search thread with a mistake: an error that nobody catches.
parentPort?.on('message', () => {
  throw new Error('A mistake in the thread.');
});

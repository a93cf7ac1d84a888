import { parentPort } from 'node:worker_threads';

// A search thread that dies of the first thing it is asked.
parentPort?.on('message', () => process.exit(3));

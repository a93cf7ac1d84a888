import { setImmediate as turn } from 'node:timers/promises';
import { parentPort } from 'node:worker_threads';
import type { MessagePort } from 'node:worker_threads';
import { createWorkingIndex } from './paper-index.ts';
import type { WorkingIndex } from './paper-index.ts';
import type { SearchIndex } from './search-index.ts';
import type { ThreadAnswer, ThreadCall, ThreadReply, ThreadRequest } from './thread-message.ts';

// The entry point of the search thread: the one file that does something when it is loaded, and nothing outside of a
// worker.
if (parentPort !== null) answerOn(parentPort, createWorkingIndex());

/** Between two answers it goes on with what there is to do, a little at a time. */
function answerOn(port: MessagePort, { index, step }: WorkingIndex): void {
  let working: Promise<void> | null = null;
  const work = async (): Promise<void> => {
    do await turn();
    while (step());
    working = null;
  };
  const answer = async (request: ThreadRequest): Promise<void> => {
    const made = await reply(index, request);
    working ??= work();
    if (request.call.name === 'learn') await working;
    port.postMessage(made, []);
  };
  port.on('message', (request: ThreadRequest) => void answer(request));
}

/** Never rejects: what a call throws is its answer. */
async function reply(index: SearchIndex, { number, call }: ThreadRequest): Promise<ThreadReply> {
  try {
    return { number, ok: true, answer: await run(index, call) };
  } catch (error) {
    return { number, ok: false, error };
  }
}

async function run(index: SearchIndex, call: ThreadCall): Promise<ThreadAnswer> {
  switch (call.name) {
    case 'put':
      await index.put(call.papers);
      return { kind: 'done' };
    case 'remove':
      await index.remove(call.ids);
      return { kind: 'done' };
    case 'search':
      return { kind: 'result', result: await index.search(call.query, call.page) };
    case 'related':
      return { kind: 'result', result: await index.related(call.id, call.page) };
    case 'explain':
      return { kind: 'explanation', explanation: await index.explain(call.query, call.id) };
    case 'suggest':
      return { kind: 'suggestions', suggestions: await index.suggest(call.text, call.limit) };
    case 'suggestAuthors':
      return { kind: 'authors', authors: await index.suggestAuthors(call.text, call.limit) };
    case 'learn':
      await index.learn();
      return { kind: 'done' };
    case 'save':
      await index.save(call.place, call.seq);
      return { kind: 'done' };
    case 'load':
      return { kind: 'loaded', seq: await index.load(call.place) };
    case 'size':
    default:
      return { kind: 'size', size: await index.size() };
  }
}

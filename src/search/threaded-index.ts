import { Worker } from 'node:worker_threads';
import type { SearchIndex, SearchResult } from './search-index.ts';
import type { ThreadAnswer, ThreadCall, ThreadReply, ThreadRequest } from './thread-message.ts';

/**
 * Papers that are sent at once. Indexing a paper takes about 0.2 ms, so a search that comes in the middle of a long `put`
 * waits for some 6 ms, and this thread copies a batch in half a millisecond.
 */
const batch = 32;

const defaultThread = new URL('./index-thread.ts', import.meta.url);

/**
 * The index on a thread of its own, so that neither indexing nor a search holds up anything here. `put` and `remove` are
 * done in the order of the calls; searches may be answered between the batches of a long `put`. When the thread dies,
 * every call that waits and every later one is rejected. An idle thread does not keep the process alive.
 *
 * @param thread The file that runs on the thread; for tests.
 */
export function createThreadedIndex(thread: URL = defaultThread): SearchIndex {
  const line = openLine(thread);
  let writes: Promise<unknown> = Promise.resolve();
  const inOrder = async (write: () => Promise<void>): Promise<void> => {
    const done = writes.then(write);
    writes = done.catch(() => {});
    return done;
  };
  const resultOf = async (call: ThreadCall): Promise<SearchResult> => {
    const answer = await line.ask(call);
    return answer.kind === 'result' ? answer.result : unexpected(answer);
  };
  return {
    put: (papers) =>
      inOrder(async () => {
        for (let at = 0; at < papers.length; at += batch) {
          await line.ask({ name: 'put', papers: papers.slice(at, at + batch) });
        }
      }),
    remove: (ids) =>
      inOrder(async () => {
        await line.ask({ name: 'remove', ids });
      }),
    search: (query, page) => resultOf({ name: 'search', query, page }),
    related: (id, page) => resultOf({ name: 'related', id, page }),
    explain: async (query, id) => {
      const answer = await line.ask({ name: 'explain', query, id });
      return answer.kind === 'explanation' ? answer.explanation : unexpected(answer);
    },
    suggest: async (text, limit) => {
      const answer = await line.ask({ name: 'suggest', text, limit });
      return answer.kind === 'suggestions' ? answer.suggestions : unexpected(answer);
    },
    suggestAuthors: async (text, limit) => {
      const answer = await line.ask({ name: 'suggestAuthors', text, limit });
      return answer.kind === 'authors' ? answer.authors : unexpected(answer);
    },
    learn: async () => {
      await line.ask({ name: 'learn' });
    },
    size: async () => {
      const answer = await line.ask({ name: 'size' });
      return answer.kind === 'size' ? answer.size : unexpected(answer);
    },
    save: (place, seq) =>
      inOrder(async () => {
        await line.ask({ name: 'save', place, seq });
      }),
    load: async (place) => {
      const answer = await line.ask({ name: 'load', place });
      return answer.kind === 'loaded' ? answer.seq : unexpected(answer);
    },
    close: () => line.close(),
  };
}

function unexpected(answer: ThreadAnswer): never {
  throw new Error(`The search thread gave an answer of the wrong kind (${answer.kind}).`);
}

type Line = {
  ask(call: ThreadCall): Promise<ThreadAnswer>;
  close(): Promise<void>;
};

type Waiting = { readonly resolve: (answer: ThreadAnswer) => void; readonly reject: (error: unknown) => void };

function openLine(thread: URL): Line {
  const worker = new Worker(thread);
  const waiting = new Map<number, Waiting>();
  let last = 0;
  let ended: Error | null = null;

  const end = (error: Error): void => {
    ended ??= error;
    for (const { reject } of waiting.values()) reject(ended);
    waiting.clear();
  };
  worker.on('message', (reply: ThreadReply) => {
    const call = waiting.get(reply.number);
    waiting.delete(reply.number);
    if (waiting.size === 0) worker.unref();
    if (reply.ok) call?.resolve(reply.answer);
    else call?.reject(reply.error);
  });
  worker.on('error', (cause) => end(threadEnded(cause)));
  worker.on('messageerror', (cause) => end(threadEnded(cause)));
  worker.on('exit', (code) => end(threadEnded(new Error(`The thread ended with code ${code}.`))));
  worker.unref();

  return {
    ask: (call) =>
      new Promise((resolve, reject) => {
        if (ended !== null) {
          reject(ended);
          return;
        }
        last += 1;
        const request: ThreadRequest = { number: last, call };
        worker.postMessage(request, []);
        waiting.set(last, { resolve, reject });
        worker.ref();
      }),
    close: async () => {
      end(new Error('The search index was closed; create a new one to search again.'));
      await worker.terminate();
    },
  };
}

function threadEnded(cause: unknown): Error {
  return new Error('The search thread ended unexpectedly; restart Paperboy to search again.', { cause });
}

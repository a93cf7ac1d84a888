/** What the work gives, or null when that takes longer; it goes on then, and its failure is nobody's business any more. */
export async function inTime<T>(ms: number, work: Promise<T>): Promise<{ readonly value: T } | null> {
  const late = Promise.withResolvers<null>();
  const timer = setTimeout(() => late.resolve(null), ms);
  try {
    return await Promise.race([work.then((value) => ({ value })), late.promise]);
  } finally {
    clearTimeout(timer);
  }
}

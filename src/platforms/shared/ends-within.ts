/** True when `work` ended in time; it goes on otherwise, and its failure is nobody's business any more. */
export async function endsWithin(ms: number, work: Promise<unknown>): Promise<boolean> {
  const late = Promise.withResolvers<boolean>();
  const timer = setTimeout(() => late.resolve(false), ms);
  try {
    const done = work.then(
      () => true,
      () => true,
    );
    return await Promise.race([done, late.promise]);
  } finally {
    clearTimeout(timer);
  }
}

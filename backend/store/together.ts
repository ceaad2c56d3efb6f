/**
 * Asks several things of one transaction at once, and waits for all of them, also when one fails: nothing may be under way
 * still when it is rolled back, or it would be done after that.
 */
export async function together<T extends readonly unknown[] | []>(asked: T): Promise<{ -readonly [At in keyof T]: Awaited<T[At]> }> {
  await Promise.allSettled(asked)
  return Promise.all(asked)
}
